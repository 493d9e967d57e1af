"""HistoryActions: what can be done with the chosen lines, and how files come in."""

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from app.ui.history.ports import EXPORT_KINDS
from app.ui.sentences import translate
from app.ui.settings.groups import button
from app.ui.theme import TextSize, Theme
from app.ui.widgets.one_of import chip


class HistoryActions(QWidget):
    """Buttons; those that need a choice wait for one."""

    open_requested = Signal()
    delete_requested = Signal()
    export_requested = Signal(str)
    choose_files_requested = Signal()
    choose_folder_requested = Signal()
    bin_shown = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.bring_in = button(theme, "historyImport", translate("history", "Import"))
        self.open = button(theme, "historyOpen", translate("history", "Open"))
        self.export = button(theme, "historyExport", translate("history", "Export"))
        self.delete = button(theme, "historyDelete", translate("history", "Delete"))
        self.bin = chip(theme, "historyBin", translate("history", "Bin"))
        self.import_menu, self.export_menu = QMenu(self), QMenu(self)
        self._fill_menus()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for each in (self.open, self.export, self.delete, self.bin, self.bring_in):
            self._row.addWidget(each)
        self.bring_in.clicked.connect(partial(self._unfold, self.import_menu, self.bring_in))
        self.export.clicked.connect(partial(self._unfold, self.export_menu, self.export))
        self.open.clicked.connect(self.open_requested)
        self.delete.clicked.connect(self.delete_requested)
        self.bin.toggled.connect(self._show_bin)
        theme.changed.connect(self._dress)
        self._dress()
        self.show_selection(0)

    def is_bin_shown(self) -> bool:
        """Whether the list shows the bin."""
        return self.bin.isChecked()

    def show_selection(self, count: int) -> None:
        """So many lines are chosen."""
        in_bin = self.is_bin_shown()
        self.open.setEnabled(count == 1 and not in_bin)
        self.export.setEnabled(count > 0 and not in_bin)
        self.delete.setEnabled(count > 0)

    def _fill_menus(self) -> None:
        files = QAction(translate("history", "Files…"), self)
        files.triggered.connect(self.choose_files_requested)
        folder = QAction(translate("history", "A folder…"), self)
        folder.triggered.connect(self.choose_folder_requested)
        self.import_menu.addActions([files, folder])
        for kind in EXPORT_KINDS:
            action = QAction(kind.upper(), self)
            action.triggered.connect(partial(self._export, kind))
            self.export_menu.addAction(action)

    def _export(self, kind: str, _is_checked: bool = False) -> None:
        self.export_requested.emit(kind)

    @staticmethod
    def _unfold(menu: QMenu, over: QWidget, _is_checked: bool = False) -> None:
        corner = over.mapToGlobal(over.rect().topLeft())
        corner.setY(corner.y() - menu.sizeHint().height())
        menu.popup(corner)

    @Slot(bool)
    def _show_bin(self, is_shown: bool) -> None:
        words = translate("history", "Take out of the bin") if is_shown else translate("history", "Delete")
        self.delete.show_action(words)
        self.show_selection(0)
        self.bin_shown.emit(is_shown)

    @Slot()
    def _dress(self) -> None:
        self._row.setSpacing(self._theme.px(8))
        for menu in (self.import_menu, self.export_menu):
            menu.setFont(self._theme.font(TextSize.LABEL))
