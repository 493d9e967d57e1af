"""TextLabel: a label whose size and colour come from the theme."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.ui.colours import Colours
from app.ui.theme import FIGURE_SIZES, TextSize, Theme

SEPARATOR = " · "  # between the parts of a note, the most important first
_FIGURE_LINE = 1.25  # of a capital's height
Ink = Callable[[Colours], str]


def plain_ink(colours: Colours) -> str:
    """The colour of ordinary text."""
    return colours.text


def muted_ink(colours: Colours) -> str:
    """The colour of captions and notes."""
    return colours.muted


class TextLabel(QLabel):
    """Plain text at one step of the type scale.

    `elides`: cut with dots where there is no room; `sheds`: before that, parts are left out from the end.
    """

    def __init__(
        self,
        theme: Theme,
        size: TextSize = TextSize.BODY,
        *,
        ink: Ink = plain_ink,
        bold: bool = False,
        wraps: bool = False,
        elides: bool = False,
        sheds: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._size = size
        self._ink = ink
        self._is_bold = bold
        self._elides = elides or sheds
        self._sheds = sheds
        self._share = 1.0  # of the step's size
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        if not wraps:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)
        self._dress()

    def set_size(self, size: TextSize) -> None:
        """Another step of the type scale from now on."""
        if size is not self._size:
            self._size = size
            self._dress()

    def shrink(self, share: float) -> None:
        """So much of its step's size from now on; 1 is the whole."""
        if share != self._share:
            self._share = share
            self._dress()

    def unshrunk_px(self) -> float:
        """How wide the text is at its step's whole size."""
        return QFontMetricsF(self._theme.font(self._size, bold=self._is_bold)).horizontalAdvance(self.text())

    def set_ink(self, ink: Ink) -> None:
        """Another colour from now on."""
        self._ink = ink
        self._colour()

    def minimumSizeHint(self) -> QSize:
        """As the text; almost nothing where it may be cut."""
        hint = super().minimumSizeHint()
        return QSize(self.fontMetrics().averageCharWidth(), hint.height()) if self._elides else hint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the text; with dots at its end where it must be cut."""
        if not self._elides:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        try:
            text = self.shown_text()
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            painter.drawText(self.rect(), self.alignment(), text)
        finally:
            painter.end()

    def foot_px(self) -> int:
        """How far above the label's lower edge its text stands."""
        metrics = self.fontMetrics()
        if self._size not in FIGURE_SIZES:
            return metrics.descent()
        return round((self.height() - metrics.ascent() + metrics.descent()) / 2)

    def shown_text(self) -> str:
        """What is painted."""
        metrics, text = self.fontMetrics(), self.text()
        if not self._elides:
            return text
        while self._sheds and SEPARATOR in text and metrics.horizontalAdvance(text) > self.width():
            text = text.rpartition(SEPARATOR)[0]
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.width())

    @Slot()
    def _dress(self) -> None:
        font = self._theme.font(self._size, bold=self._is_bold)
        font.setPixelSize(int(font.pixelSize() * self._share))
        self.setFont(font)
        if self._size in FIGURE_SIZES:  # digits hang below no line: the room for that is better used
            self.setFixedHeight(round(self.fontMetrics().capHeight() * _FIGURE_LINE))
        self._colour()

    def _colour(self) -> None:
        colour = QColor(self._ink(self._theme.colours))
        palette = self.palette()
        if palette.color(QPalette.ColorRole.WindowText) != colour:
            palette.setColor(QPalette.ColorRole.WindowText, colour)
            self.setPalette(palette)
