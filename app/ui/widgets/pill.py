"""Pill: a word on a ground of its own colour, or within a line; nothing where there is no word."""

from PySide6.QtCore import QRectF, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.ui.colours import Colours, ink_on
from app.ui.theme import TextSize, Theme
from app.ui.widgets.text import Ink, TextLabel, plain_ink

_SIDE_OF_LINE, _RIM_OF_LINE = 0.4, 0.08  # air beside and above the word, of its line's height


class Pill(TextLabel):
    """As wide as its word; the ground never fills what its layout gives it beyond that."""

    def __init__(
        self, theme: Theme, size: TextSize, *, elides: bool = False, parent: QWidget | None = None
    ) -> None:
        self._fill: Ink | None = None
        self._line: Ink = plain_ink
        super().__init__(theme, size, bold=True, elides=elides, parent=parent)

    def show_on(self, words: str, ground: Ink | None, line: Ink = plain_ink) -> None:
        """Words on this ground; None: within a line, on what lies below."""
        if (words, ground, line) == (self.text(), self._fill, self._line):
            return
        self.setText(words)
        self._fill, self._line = ground, line
        self.set_ink(plain_ink if ground is None else self._ink_on_fill)
        self.update()

    def shrink_to(self, room_px: float) -> None:
        """Makes the word smaller where it and its air are wider than this."""
        super().shrink_to(room_px - self._air_px())

    def pill_px(self) -> int:
        """How wide the ground is now."""
        return round(self.fontMetrics().horizontalAdvance(self.shown_text()) + self._air_px())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the ground, then the word."""
        if self.text().strip():
            painter = QPainter(self)
            try:
                self._paint_ground(painter)
            finally:
                painter.end()
        super().paintEvent(event)

    def _paint_ground(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.colours
        area = QRectF(0, 0, min(self.pill_px(), self.width()), self.height()).adjusted(1, 1, -1, -1)
        radius = area.height() * 0.28
        if self._fill is None:
            painter.setPen(QPen(QColor(self._line(colours)), max(1.5, self._theme.unit * 2)))
            painter.drawRoundedRect(area, radius, radius)
        else:
            painter.setPen(QPen(QColor(0, 0, 0, 0)))
            painter.setBrush(QColor(self._fill(colours)))
            painter.drawRoundedRect(area, radius, radius)

    def _ink_on_fill(self, colours: Colours) -> str:
        return colours.text if self._fill is None else ink_on(self._fill(colours))

    def _air_px(self) -> int:
        margins = self.contentsMargins()
        return margins.left() + margins.right()

    @Slot()
    def _dress(self) -> None:
        super()._dress()
        line_px = self._whole_metrics().height()
        side, rim = round(line_px * _SIDE_OF_LINE), round(line_px * _RIM_OF_LINE)
        self.setContentsMargins(side, rim, side, rim)
