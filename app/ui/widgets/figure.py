"""Figure: a large number or clock that may change with every heartbeat, and moves nothing around it."""

from math import ceil

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.theme import TextSize, Theme
from app.ui.widgets.glyphs import Cell, ClockCells, GlyphLook, Glyphs, width_of
from app.ui.widgets.text import Ink, TextLabel, surface_ink


class Figure(TextLabel):
    """Takes exactly the room of its text, so that Qt lays out anew only when that changes.

    `ground` is the colour that it stands on. It paints that too: what lies below is not painted with it.
    """

    def __init__(
        self,
        theme: Theme,
        size: TextSize = TextSize.FIGURE,
        *,
        ground: Ink = surface_ink,
        parent: QWidget | None = None,
    ) -> None:
        self._glyphs = Glyphs()  # before all else: a label dresses while it is made
        self._row: ClockCells | None = None
        self._cells: list[Cell] = []
        super().__init__(theme, size, ground=ground, parent=parent)
        self._surface = ground

    def setText(self, text: str) -> None:
        """Shows this from now on."""
        if text != self.text():
            super().setText(text)
            self._place()

    def sizeHint(self) -> QSize:
        """The room of the text."""
        return self.minimumSize()

    def minimumSizeHint(self) -> QSize:
        """The room of the text."""
        return self.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the ground and the characters."""
        colours, metrics = self._theme.colours, self.fontMetrics()
        look = GlyphLook(
            font=self.font(),
            ink=self._ink(colours),
            ground=self._surface(colours),
            height_px=self.height(),
            baseline_px=(self.height() + metrics.ascent() - metrics.descent()) / 2,
            squeeze=1.0,
            ratio=self.devicePixelRatioF(),
        )
        painter = QPainter(self)
        try:
            self._glyphs.paint(painter, look, self._cells, event.rect())
        finally:
            painter.end()

    @Slot()
    def _dress(self) -> None:
        super()._dress()
        self._row = None
        self._place()
        self.update()

    def _place(self) -> None:
        """Gives each character its cell, and the label their width."""
        self._row = self._row or ClockCells(self.font())
        self._cells = self._row.of(self.text())
        width_px = ceil(width_of(self._cells))
        if width_px != self.minimumWidth():
            self.setFixedWidth(width_px)
