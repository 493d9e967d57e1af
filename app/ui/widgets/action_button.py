"""ActionButton: a large, calm button with an icon, its words, and the key that does the same."""

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.ui.colours import mix
from app.ui.icons import paint_icon
from app.ui.theme import TextSize, Theme

_LEAST_SHARE, _SHARE_STEPS = 0.6, 50
ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Emphasis(StrEnum):
    """How loud a button is."""

    PRIMARY = "primary"
    QUIET = "quiet"
    FLAT = "flat"
    CHIP = "chip"  # one of several: loud once it is chosen


class ActionButton(QAbstractButton):
    """Enter presses it, for Space belongs to start and pause. `key_hint` shows where there is room."""

    def __init__(
        self,
        theme: Theme,
        *,
        emphasis: Emphasis = Emphasis.QUIET,
        icon_name: str | None = None,
        key_hint: str = "",
        height_px: float = 56,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._emphasis = emphasis
        self._icon_name = icon_name
        self._key_hint = key_hint
        self._reference_height_px = height_px
        self._share = 1.0  # of its usual size
        self._text_size = TextSize.LABEL if height_px >= 48 else TextSize.BODY
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)
        self._dress()

    def show_action(self, text: str, icon_name: str | None = None) -> None:
        """Other words and another icon."""
        if text == self.text() and icon_name == self._icon_name:
            return
        self._icon_name = icon_name
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def shrink(self, share: float) -> None:
        """Smaller words and less air, down to what can still be read: 1.0 is the usual size."""
        share = max(int(share * _SHARE_STEPS) / _SHARE_STEPS, _LEAST_SHARE)
        if share != self._share:
            self._share = share
            self._dress()

    def unshrunk_px(self) -> float:
        """How wide it is at its usual size."""
        return self.sizeHint().width() / self._share

    def sizeHint(self) -> QSize:
        """Room for icon, words and key."""
        metrics = QFontMetrics(self.font())
        width = metrics.horizontalAdvance(self.text()) + 2 * self._padding()
        if self._icon_name is not None:
            width += self._icon_px() + self._gap()
        if self._key_hint:
            width += metrics.horizontalAdvance(self._key_hint) + 2 * self._gap()
        return QSize(width, self._height_px())

    def minimumSizeHint(self) -> QSize:
        """Room for icon and words; the key may go."""
        width = QFontMetrics(self.font()).horizontalAdvance(self.text()) + self._padding()
        if self._icon_name is not None:
            width += self._icon_px() + self._gap()
        return QSize(width, self._height_px())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Presses on Enter."""
        if event.key() in ENTER_KEYS:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the surface, the focus ring, then icon, words and key."""
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_surface(painter)
            self._paint_words(painter)
        finally:
            painter.end()

    def _paint_surface(self, painter: QPainter) -> None:
        area = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        radius = min(area.height() / 2, self._theme.px(12))
        surface = self._surface()
        painter.setPen(Qt.PenStyle.NoPen)
        if self._emphasis is Emphasis.FLAT and not self.isCheckable() and self.isEnabled():
            painter.setBrush(Qt.BrushStyle.NoBrush)  # a button, not a label: within a line
            painter.setPen(QPen(QColor(self._theme.colours.outline), max(1.0, self._theme.unit)))
            painter.drawRoundedRect(area, radius, radius)
            painter.setPen(Qt.PenStyle.NoPen)
        if surface is not None:
            painter.setBrush(QColor(surface))
            painter.drawRoundedRect(area, radius, radius)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.colours.text), 2))
            painter.drawRoundedRect(area, radius, radius)

    def _paint_words(self, painter: QPainter) -> None:
        ink = self._ink()
        metrics = QFontMetrics(self.font())
        words_px = metrics.horizontalAdvance(self.text())
        icon_px = self._icon_px() + self._gap() if self._icon_name is not None else 0
        hint_px = metrics.horizontalAdvance(self._key_hint) + 2 * self._gap() if self._key_hint else 0
        if icon_px + words_px + hint_px + self._padding() > self.width():
            hint_px = 0
        left = (self.width() - icon_px - words_px - hint_px) / 2
        if self._icon_name is not None:
            area = QRectF(left, (self.height() - self._icon_px()) / 2, self._icon_px(), self._icon_px())
            paint_icon(painter, self._icon_name, ink, area)
        painter.setPen(QColor(ink))
        words = QRectF(left + icon_px, 0, words_px + 2, self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        if hint_px:
            painter.setPen(QColor(mix(ink, self._surface() or self._theme.colours.window, 0.3)))
            hint = QRectF(words.right() + 2 * self._gap() - 2, 0, hint_px, self.height())
            painter.drawText(hint, Qt.AlignmentFlag.AlignVCenter, self._key_hint)

    def _surface(self) -> str | None:
        colours = self._theme.colours
        if not self.isEnabled():
            return None if self._emphasis is Emphasis.FLAT else mix(colours.raised, colours.window, 0.5)
        if self._emphasis is Emphasis.FLAT:
            return colours.raised if self.underMouse() or self.isChecked() else None
        base = colours.accent if self._is_loud() else colours.raised
        shade = 0.18 if self.isDown() else 0.08 if self.underMouse() else 0.0
        return mix(base, colours.text, shade)

    def _ink(self) -> str:
        colours = self._theme.colours
        if not self.isEnabled():
            return mix(colours.muted, colours.window, 0.45)
        if self._is_loud():
            return colours.on_accent
        if self._emphasis is Emphasis.FLAT and not self.isChecked():
            return colours.muted
        return colours.text

    def _is_loud(self) -> bool:
        return self._emphasis is Emphasis.PRIMARY or (self._emphasis is Emphasis.CHIP and self.isChecked())

    def _height_px(self) -> int:
        words_px = round(QFontMetrics(self.font()).height() * 1.3)
        return max(self._theme.px(self._reference_height_px), words_px, 30)

    def _icon_px(self) -> int:
        return round(QFontMetrics(self.font()).capHeight() * 1.45)

    def _gap(self) -> int:
        return self._theme.px(10)

    def _padding(self) -> int:
        is_tall = self._reference_height_px >= 48
        padding_px = 28 if is_tall else 12 if self._emphasis is Emphasis.CHIP else 16
        return round(self._theme.px(padding_px) * self._share)

    @Slot()
    def _dress(self) -> None:
        font = self._theme.font(self._text_size, bold=True)
        font.setPixelSize(int(font.pixelSize() * self._share))
        self.setFont(font)
        self.updateGeometry()
        self.update()
