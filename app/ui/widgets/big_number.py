"""BigNumber: digits as large as their place allows, in cells of one width, so that nothing jumps."""

from math import inf

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.ui.sentences import NO_VALUE
from app.ui.theme import Theme
from app.ui.told import Part, Told
from app.ui.told_sentences import beats, named
from app.ui.widgets.fill import fill_area
from app.ui.widgets.glyphs import Cell, GlyphLook, Glyphs, changed_area
from app.ui.widgets.text import Ink, surface_ink

_EDGE_PX = 2  # what smoothing may add to the digits' outline
_PROBE_PX = 200  # metrics are measured once at this size and scaled
_DASH_SHARE, _DASH_THICKNESS = 0.62, 0.09  # of a cell, of the digit's height
_SPACING = -0.02  # of the digit's height, between cells: large digits stand closer than text does
NARROWEST = 0.72  # of the font's own width: digits squeezed further are no longer told apart at a glance


class BigNumber(QLabel):
    """A number of up to `cells` digits, as tall as it is told; dashes where there is none.

    `ground` is the colour that it stands on. It paints that too: what lies below is not painted with it.
    """

    def __init__(
        self, theme: Theme, cells: int = 3, *, ground: Ink = surface_ink, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cells = cells
        self._ground = ground
        self._glyphs = Glyphs()
        self._colour = theme.colours.text
        self._font = QFont()
        self._digit_height = self._cell_width = 1.0  # per pixel of font size
        self._widths: dict[str, float] = {}  # of each digit, per pixel of font size
        self._squeeze = 1.0  # of the font's own width
        self._baseline = 0.0  # from the top
        self._wished: tuple[float, float] | None = None  # height and width
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        theme.changed.connect(self.update)
        self._measure()

    def told(self) -> Told:
        """The number with its unit, which is painted elsewhere."""
        said = beats(int(self.text()) if self.text().isdigit() else None)
        return Told(Part.TEXT, named(self.accessibleName(), said), said)

    def set_digit_height(self, height_px: float, most_width_px: float = inf) -> None:
        """Sets the height of the digits; the widget takes exactly the room that they need.

        `most_width_px`: the digits are squeezed to it, down to `NARROWEST` of the font's own width.
        """
        if (height_px, most_width_px) == self._wished:
            return
        self._wished = (height_px, most_width_px)
        font_px = max(8, round(height_px / self._digit_height))
        self._font.setPixelSize(font_px)
        width = self.width_for(self.digit_height_px())
        self._squeeze = min(1.0, max(NARROWEST, (most_width_px - _EDGE_PX) / width))
        size = QSize(round(width * self._squeeze) + _EDGE_PX, round(self.digit_height_px()) + _EDGE_PX)
        self.setFixedSize(size)
        self.setContentsMargins(0, size.height(), 0, 0)  # a label repaints all its contents: it has none
        self._baseline = 1 - QFontMetricsF(self._font).tightBoundingRect("0").top()
        self.update()

    def digit_height_px(self) -> float:
        """How tall the digits are now."""
        return self._digit_height * self._font.pixelSize()

    def width_for(self, height_px: float) -> float:
        """The width that digits of this height take, without being squeezed."""
        cells = self._cells * self._cell_width / self._digit_height
        return (cells + (self._cells - 1) * _SPACING) * height_px

    def show_number(self, text: str, colour: str) -> None:
        """Shows the digits in this colour; repaints those that are new."""
        if text != self.text():
            before, is_number = self._digits(), NO_VALUE not in {text, self.text()}
            self.setText(text)
            area = changed_area(before, self._digits(), self.height()) if is_number else None
            self.update(self.rect() if area is None else area)
        if colour != self._colour:
            self._colour = colour
            self.update()

    def text_rect(self) -> QRectF:
        """Where the text is painted, in the widget's coordinates."""
        metrics = QFontMetricsF(self._font)
        return metrics.tightBoundingRect(self.text()).translated(0, self._baseline)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the ground, and each character in the middle of its cell."""
        painter = QPainter(self)
        try:
            if self.text() == NO_VALUE:
                self._paint_dashes(painter)
            else:
                self._glyphs.paint(painter, self._look(), self._digits(), event.rect())
        finally:
            painter.end()

    def _cell_px(self) -> float:
        return self._cell_width * self._font.pixelSize()

    def _look(self) -> GlyphLook:
        return GlyphLook(
            font=self._font,
            ink=self._colour,
            ground=self._ground(self._theme.colours),
            height_px=self.height(),
            baseline_px=self._baseline,
            squeeze=self._squeeze,
            ratio=self.devicePixelRatioF(),
        )

    def _digits(self) -> list[Cell]:
        """The characters of the text, from the right: what stands beside the number stays beside it."""
        text, squeezed_px = self.text(), self._font.pixelSize() * self._squeeze
        step = (self._cell_px() + _SPACING * self.digit_height_px()) * self._squeeze
        left = self.width() - step * len(text)  # the last digit stays where it is when there are more
        return [
            Cell(character, left + index * step, step, self._widths.get(character, 0.0) * squeezed_px)
            for index, character in enumerate(text)
        ]

    def _paint_dashes(self, painter: QPainter) -> None:
        """Two short bars: the font's own dashes would run into one."""
        fill_area(painter, self.rect().adjusted(-1, -1, 1, 1), self._ground(self._theme.colours))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colour))
        cell = self._cell_px() * self._squeeze
        length, thickness = cell * _DASH_SHARE, self.digit_height_px() * _DASH_THICKNESS
        gap = cell - length
        left, top = self.width() / 2 - length - gap / 2, (self.height() - thickness) / 2
        for x in (left, left + length + gap):
            painter.drawRoundedRect(QRectF(x, top, length, thickness), thickness / 2, thickness / 2)

    @Slot()
    def _measure(self) -> None:
        self._font = self._theme.digit_font()
        self._font.setPixelSize(_PROBE_PX)
        metrics = QFontMetricsF(self._font)
        self._digit_height = metrics.tightBoundingRect("0").height() / _PROBE_PX
        self._widths = {digit: metrics.horizontalAdvance(digit) / _PROBE_PX for digit in "0123456789"}
        self._cell_width = max(self._widths.values())
