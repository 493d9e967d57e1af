"""Sheet: a small dialog that never grows beyond its window: what does not fit is scrolled."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.ui.theme import TextSize, Theme
from app.ui.widgets.scroll import ScrollPage, gutter_px
from app.ui.widgets.text import TextLabel

_MOST_OF_WINDOW = 0.92
_WIDTH_PX = 620


class Sheet(QDialog):
    """A heading, what can be chosen, and room for buttons below. Escape leaves everything as it was."""

    def __init__(self, theme: Theme, heading: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = TextLabel(theme, TextSize.HEADING, bold=True, wraps=True)
        title.setText(heading)
        inside = QWidget()
        self.inside = QVBoxLayout(inside)
        self.inside.setSpacing(theme.px(14))
        self.inside.setContentsMargins(0, 0, 0, 0)
        scroll = ScrollPage(theme, inside)
        self._scrolled = inside
        self.foot = QVBoxLayout()
        column = QVBoxLayout(self)
        margin = theme.px(20)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(12))
        column.addWidget(title)
        column.addWidget(scroll, 1)
        column.addLayout(self.foot)
        self._title = title

    def fit(self) -> None:
        """As large as its contents, within the window."""
        room = self.window_room()
        width = min(self._theme.text_px(_WIDTH_PX), room.width())
        margin = self._theme.px(20)
        inner = width - 2 * margin - gutter_px(self._theme)
        height = self._scrolled.heightForWidth(inner)
        height = height if height > 0 else self._scrolled.sizeHint().height()
        rest = self._title.sizeHint().height() + self.foot.sizeHint().height() + 2 * margin
        self.resize(width, min(height + rest + 3 * self._theme.px(12), room.height()))

    def window_room(self) -> QSize:
        """The largest size that leaves a rim of the window."""
        parent = self.parentWidget()
        size = parent.size() if parent is not None else self.size()
        return QSize(round(size.width() * _MOST_OF_WINDOW), round(size.height() * _MOST_OF_WINDOW))
