"""TileChooser: which tiles the page shows, by drag and drop or by keys. Changes show at once."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QDropEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.activity_types import Tile
from app.ui import tile_sentences
from app.ui.colours import mix
from app.ui.live.tiles import MOST_TILES, OFFERED_TILES
from app.ui.theme import TextSize, Theme
from app.ui.widgets.action_button import ENTER_KEYS, ActionButton, Emphasis
from app.ui.widgets.inputs import paint_ground
from app.ui.widgets.scroll import slim_bars
from app.ui.widgets.text import TextLabel, muted_ink

_ROW_PX, _ROW_PADDING_PX = 34, 10
_CHOSEN = 0.35  # of the accent in the ground of the chosen line
_TILE_ROLE = Qt.ItemDataRole.UserRole
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class TileRows(QStyledItemDelegate):
    """Tiles as calm lines with air around them; the chosen one on a ground of its own."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """High enough to be hit."""
        hint = super().sizeHint(option, index)
        return QSize(
            hint.width() + 2 * self._theme.px(_ROW_PADDING_PX),
            max(self._theme.text_px(_ROW_PX), hint.height()),
        )

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paints ground and name."""
        colours, padding = self._theme.colours, self._theme.px(_ROW_PADDING_PX)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(mix(colours.raised, colours.accent, _CHOSEN)))
            painter.drawRoundedRect(option.rect, self._theme.px(8), self._theme.px(8))
        painter.setFont(option.font)
        painter.setPen(QColor(colours.text))
        words = option.rect.adjusted(padding, 0, -padding, 0)
        name = str(index.data())
        shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()


class TileList(QListWidget):
    """Tiles that can be dragged within the list and to the other one."""

    arranged = Signal()
    sent = Signal(QListWidgetItem)

    def __init__(self, theme: Theme, name: str, most: int | None = None) -> None:
        super().__init__()
        self._most = most
        self._theme = theme
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        slim_bars(theme, self)
        self.viewport().setAutoFillBackground(False)
        self.setFont(theme.font(TextSize.LABEL))
        self.setDragDropMode(QListWidget.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setMinimumSize(QSize(theme.px(210), theme.px(330)))
        self.setSpacing(theme.px(3))
        self.setItemDelegate(TileRows(theme, self))

    def tiles(self) -> tuple[Tile, ...]:
        """In order."""
        return tuple(Tile(self.item(row).data(_TILE_ROLE)) for row in range(self.count()))

    def add(self, tile: Tile) -> None:
        """At the end."""
        item = QListWidgetItem(tile_sentences.caption(tile))
        item.setData(_TILE_ROLE, tile.value)
        self.addItem(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter sends a tile to the other list; Alt with up or down moves it."""
        step = _MOVES.get(Qt.Key(event.key()))
        if event.key() in ENTER_KEYS and self.currentItem() is not None:
            self.sent.emit(self.currentItem())
        elif step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._move(step)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the ground that boxes have, framed with the focus; then the tiles."""
        painter = QPainter(self.viewport())
        try:
            area = self.viewport().rect().toRectF()
            paint_ground(painter, self._theme, area, has_focus=self.hasFocus())
            if not self.count():
                painter.setFont(self.font())
                painter.setPen(QColor(self._theme.colours.muted))
                middle = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
                painter.drawText(area, middle, tile_sentences.no_tile())
        finally:
            painter.end()
        super().paintEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Takes a tile, if there is room for it."""
        if self._most is not None and event.source() is not self and self.count() >= self._most:
            event.ignore()
            return
        super().dropEvent(event)
        self.arranged.emit()

    def _move(self, step: int) -> None:
        row = self.currentRow()
        if 0 <= row + step < self.count():
            self.insertItem(row + step, self.takeItem(row))
            self.setCurrentRow(row + step)
            self.arranged.emit()


class TileChooser(QDialog):
    """Two lists. `tiles_chosen` carries the shown ones, in order, after each change."""

    tiles_chosen = Signal(tuple)

    def __init__(self, theme: Theme, shown: tuple[Tile, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tileChooser")
        self.setWindowTitle(tile_sentences.choose())
        self.setModal(True)
        shown = tuple(tile for tile in shown if tile in OFFERED_TILES)
        self._told = shown[:MOST_TILES]
        self.chosen = TileList(theme, tile_sentences.chosen(), MOST_TILES)
        self.offered = TileList(theme, tile_sentences.offered())
        for tile in shown[:MOST_TILES]:
            self.chosen.add(tile)
        for tile in OFFERED_TILES:
            if tile not in shown[:MOST_TILES]:
                self.offered.add(tile)
        self.chosen.sent.connect(self._take_away)
        self.offered.sent.connect(self._put_up)
        for tiles in (self.chosen, self.offered):
            tiles.arranged.connect(self._tell)
            tiles.itemDoubleClicked.connect(tiles.sent)
        self._lay_out(theme)
        self.offered.setCurrentRow(0)
        self.offered.setFocus()

    @Slot(QListWidgetItem)
    def _put_up(self, item: QListWidgetItem) -> None:
        if self.chosen.count() < MOST_TILES:
            self._send(item, self.offered, self.chosen)

    @Slot(QListWidgetItem)
    def _take_away(self, item: QListWidgetItem) -> None:
        self._send(item, self.chosen, self.offered)

    def _send(self, item: QListWidgetItem, source: TileList, goal: TileList) -> None:
        goal.addItem(source.takeItem(source.row(item)))
        goal.setCurrentRow(goal.count() - 1)
        self._tell()

    @Slot()
    def _tell(self) -> None:
        """A drag ends in the list it came from too, a moment before the tile has left it."""
        tiles = tuple(dict.fromkeys(self.chosen.tiles()))
        if tiles != self._told:
            self._told = tiles
            self.tiles_chosen.emit(tiles)

    def _lay_out(self, theme: Theme) -> None:
        how = TextLabel(theme, TextSize.BODY, ink=muted_ink, wraps=True)
        how.setText(f"{tile_sentences.how()} {tile_sentences.limit(MOST_TILES)}")
        close = ActionButton(theme, emphasis=Emphasis.PRIMARY, height_px=44)
        close.setObjectName("closeTiles")
        close.show_action(tile_sentences.done())
        close.clicked.connect(self.accept)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        for place, tiles in enumerate((self.chosen, self.offered)):
            caption = TextLabel(theme, TextSize.LABEL, bold=True)
            caption.setText(tiles.accessibleName())
            grid.addWidget(caption, 0, place)
            grid.addWidget(tiles, 1, place)
        column = QVBoxLayout(self)
        margin = theme.px(24)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(14))
        column.addLayout(grid, 1)
        column.addWidget(how)
        column.addWidget(close)
