"""TextLabel: a label whose size and colour come from the theme."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.ui.colours import Colours
from app.ui.theme import TextSize, Theme

Ink = Callable[[Colours], str]


def plain_ink(colours: Colours) -> str:
    """The colour of ordinary text."""
    return colours.text


def muted_ink(colours: Colours) -> str:
    """The colour of captions and notes."""
    return colours.muted


class TextLabel(QLabel):
    """Plain text at one step of the type scale. `elides`: cut with dots where there is no room."""

    def __init__(
        self,
        theme: Theme,
        size: TextSize = TextSize.BODY,
        *,
        ink: Ink = plain_ink,
        bold: bool = False,
        wraps: bool = False,
        elides: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._size = size
        self._ink = ink
        self._is_bold = bold
        self._elides = elides
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        if not wraps:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)
        self._dress()

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
            text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            painter.drawText(self.rect(), self.alignment(), text)
        finally:
            painter.end()

    @Slot()
    def _dress(self) -> None:
        self.setFont(self._theme.font(self._size, bold=self._is_bold))
        self._colour()

    def _colour(self) -> None:
        colour = QColor(self._ink(self._theme.colours))
        palette = self.palette()
        if palette.color(QPalette.ColorRole.WindowText) != colour:
            palette.setColor(QPalette.ColorRole.WindowText, colour)
            self.setPalette(palette)
