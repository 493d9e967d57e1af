"""Sizes of lists: they grow with the window as far as reading needs it; beyond that more lines are seen."""

from PySide6.QtGui import QFont, QFontMetrics

from app.ui.theme import TextSize, Theme

_ICON_PX = 20
_MOST_UNIT = 1.15  # of the reference window: a list is read near the screen, not from the saddle


def list_share(theme: Theme) -> float:
    """How large a list's letters are against the page's, 0 to 1; larger text is never taken back."""
    return min(1.0, _MOST_UNIT * theme.text_scale * 1000.0 / theme.text_px(1000.0))


def list_px(theme: Theme, reference_px: float) -> int:
    """A length in a list."""
    return max(1, round(theme.text_px(reference_px) * list_share(theme)))


def list_font(theme: Theme, size: TextSize, *, bold: bool = False) -> QFont:
    """A list's letters."""
    font = theme.font(size, bold=bold)
    font.setPixelSize(round(font.pixelSize() * list_share(theme)))
    return font


def list_icon_px(theme: Theme) -> int:
    """The side of an icon beside a list's words: never smaller than they are."""
    return max(list_px(theme, _ICON_PX), QFontMetrics(list_font(theme, TextSize.BODY)).height())
