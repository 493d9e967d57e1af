"""Glyphs: large digits, each painted once and then copied; of this size Qt would fill outlines each time."""

from collections.abc import Sequence
from math import ceil, floor
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QSize
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

from app.ui.widgets.fill import fill_area

_PICTURED = frozenset("0123456789:≈ –")  # none of them reaches out of its cell, and no two are kerned


class GlyphLook(NamedTuple):
    """How characters look: on an opaque ground, `height_px` high, standing on `baseline_px`.

    `squeeze` is the share of the font's own width, `ratio` the screen's device pixels per pixel.
    """

    font: QFont
    ink: str
    ground: str
    height_px: int
    baseline_px: float
    squeeze: float
    ratio: float


class Cell(NamedTuple):
    """A character and the room it is given; `glyph_px` of it are its own, in the middle."""

    character: str
    left_px: float
    width_px: float
    glyph_px: float


class Glyphs:
    """Paints cells on their ground. The pictures are kept until anything of the look changes."""

    def __init__(self) -> None:
        self._look: GlyphLook | None = None
        self._pictures: dict[tuple[str, int], QPixmap] = {}

    def paint(self, painter: QPainter, look: GlyphLook, cells: Sequence[Cell], area: QRect) -> None:
        """Paints this area of the ground, and of the cells what lies in it."""
        if look != self._look:
            self._look = look
            self._pictures.clear()
        keeps = look.ratio == int(look.ratio)  # else a copy would lie between the screen's pixels
        if keeps and all(cell.character in _PICTURED for cell in cells):
            _fill_beside(painter, look, cells, area)
            self._copy(painter, look, cells, area)
            return
        fill_area(painter, area.adjusted(-1, -1, 1, 1), look.ground)  # pixels cut by the edge too
        for cell in cells:
            _paint_character(painter, look, cell, cell.left_px)

    def _copy(self, painter: QPainter, look: GlyphLook, cells: Sequence[Cell], area: QRect) -> None:
        """The pictures, one beside the other without a gap."""
        for cell in cells:
            if cell.left_px + cell.width_px < area.left() or cell.left_px > area.right() + 1:
                continue
            left = round(cell.left_px * look.ratio)
            width = round((cell.left_px + cell.width_px) * look.ratio) - left
            painter.drawPixmap(QPointF(left / look.ratio, 0.0), self._picture(look, cell, max(1, width)))

    def _picture(self, look: GlyphLook, cell: Cell, width: int) -> QPixmap:
        picture = self._pictures.get((cell.character, width))
        if picture is None:
            picture = QPixmap(QSize(width, round(look.height_px * look.ratio)))
            picture.setDevicePixelRatio(look.ratio)
            picture.fill(QColor(look.ground))
            painter = QPainter(picture)
            try:
                _paint_character(painter, look, cell, 0.0)
            finally:
                painter.end()
            self._pictures[cell.character, width] = picture
        return picture


class ClockCells:
    """Characters in a row, digits in cells of one width, so that a running clock does not tremble."""

    def __init__(self, font: QFont) -> None:
        self._metrics = QFontMetricsF(font)
        self._widths = {character: self._metrics.horizontalAdvance(character) for character in "0123456789"}
        self._digit_px = max(self._widths.values())

    def of(self, text: str) -> list[Cell]:
        """The text's cells, from 0 on."""
        cells = []
        left_px = 0.0
        for character in text:
            glyph_px = self._widths.get(character)
            if glyph_px is None:
                glyph_px = self._widths[character] = self._metrics.horizontalAdvance(character)
            width_px = self._digit_px if character.isdigit() else glyph_px
            cells.append(Cell(character, left_px, width_px, glyph_px))
            left_px += width_px
        return cells


def width_of(cells: Sequence[Cell]) -> float:
    """Where the last cell ends."""
    return cells[-1].left_px + cells[-1].width_px if cells else 0.0


def changed_area(before: Sequence[Cell], after: Sequence[Cell], height_px: int) -> QRect | None:
    """What must be painted to come from one text to the other; None: all of it, for the cells moved."""
    if [cell.left_px for cell in before] != [cell.left_px for cell in after]:
        return None
    changed = [new for old, new in zip(before, after, strict=True) if old.character != new.character]
    if not changed:
        return QRect()
    left, right = floor(changed[0].left_px) - 1, ceil(width_of(changed)) + 1  # pictures stand on whole pixels
    return QRect(left, 0, right - left, height_px)


def _fill_beside(painter: QPainter, look: GlyphLook, cells: Sequence[Cell], area: QRect) -> None:
    """The ground that no picture covers."""
    first_px = floor(cells[0].left_px) + 1 if cells else 0
    last_px = ceil(width_of(cells)) - 1
    if area.left() < first_px:
        fill_area(painter, QRect(area.left(), area.top(), first_px - area.left(), area.height()), look.ground)
    if area.right() >= last_px:
        fill_area(painter, QRect(last_px, area.top(), area.right() + 1 - last_px, area.height()), look.ground)


def _paint_character(painter: QPainter, look: GlyphLook, cell: Cell, left_px: float) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(look.font)
    painter.setPen(QColor(look.ink))
    painter.translate(left_px + (cell.width_px - cell.glyph_px) / 2, look.baseline_px)
    painter.scale(look.squeeze, 1.0)
    painter.drawText(QPointF(), cell.character)
    painter.restore()
