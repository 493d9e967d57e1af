"""WrapLayout: widgets from left to right, on to the next row where the width ends."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class WrapLayout(QLayout):
    """Rows as wide as there is room. With `cell_px` above 0: equal columns of at least that width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._cell_px = 0
        self._widest_px: int | None = None
        self._heights: dict[int, int] = {}  # by width: Qt asks for the same ones again and again
        self.setContentsMargins(0, 0, 0, 0)

    def set_cell_px(self, cell_px: int, widest_px: int | None = None) -> None:
        """The least width of a column, and the largest; 0: every widget as wide as it is."""
        self._cell_px, self._widest_px = cell_px, widest_px
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        """Takes a widget in at the end."""
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The one at this place, None beyond the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Gives one away."""
        self.invalidate()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Along the row."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high all rows are at this width."""
        if width not in self._heights:
            self._heights[width] = max((rect.bottom() + 1 for rect, _ in self._places(width)), default=0)
        return self._heights[width]

    def invalidate(self) -> None:
        """A widget is another size, or shown or hidden: nothing that was found out holds any more."""
        self._heights.clear()
        super().invalidate()

    def sizeHint(self) -> QSize:
        """All in one row would be too much to ask: as the widest."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Room for the widest widget."""
        shown = [item.minimumSize() for item in self._shown()]
        width = max((size.width() for size in shown), default=0)
        return QSize(width, max((size.height() for size in shown), default=0))

    def setGeometry(self, rect: QRect) -> None:
        """Puts every widget in its place."""
        super().setGeometry(rect)
        for place, item in self._places(rect.width()):
            item.setGeometry(place.translated(rect.topLeft()))

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _places(self, width: int) -> Iterator[tuple[QRect, QLayoutItem]]:
        top, gap = 0, self._gap()
        for row in self._rows(width):
            height = max(size.height() for _, size in row)
            left = 0
            for item, size in row:
                yield QRect(QPoint(left, top), QSize(size.width(), height)), item
                left += size.width() + gap
            top += height + gap

    def _rows(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        rows: list[list[tuple[QLayoutItem, QSize]]] = []
        used, gap = 0, self._gap()
        for item, size in self._sizes(width):
            if not rows or used + size.width() > width:
                rows.append([])
                used = 0
            rows[-1].append((item, size))
            used += size.width() + gap
        return rows

    def _sizes(self, width: int) -> Iterator[tuple[QLayoutItem, QSize]]:
        """Each widget with its size at this width of the whole."""
        shown = self._shown()
        if self._cell_px <= 0:
            for item in shown:
                hint = item.sizeHint().expandedTo(item.minimumSize())
                yield item, QSize(min(hint.width(), max(width, item.minimumSize().width())), hint.height())
            return
        least = max((item.minimumSize().width() for item in shown), default=0)
        fitting = (width + self._gap()) // (max(self._cell_px, least) + self._gap())
        columns = max(1, min(fitting, len(shown)))
        cell = (width - (columns - 1) * self._gap()) // columns
        if self._widest_px is not None and columns == 1:
            cell = min(cell, max(self._widest_px, least))
        for item in shown:
            yield item, QSize(cell, _height(item, cell))

    def _gap(self) -> int:
        return max(self.spacing(), 0)


def _height(item: QLayoutItem, width: int) -> int:
    if item.hasHeightForWidth():
        return max(item.heightForWidth(width), item.minimumSize().height())
    return max(item.sizeHint().height(), item.minimumSize().height())
