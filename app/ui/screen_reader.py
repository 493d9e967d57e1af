"""Screen readers: role, name and value of the widgets that paint themselves, from what they tell."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QApplication, QWidget

from app.ui.told import Part, TellsItself

_ROLES = {
    Part.TEXT: QAccessible.Role.StaticText,
    Part.CHART: QAccessible.Role.Chart,
    Part.PICTURE: QAccessible.Role.Graphic,
    Part.PROGRESS: QAccessible.Role.ProgressBar,
    Part.GROUP: QAccessible.Role.Grouping,
    Part.CELL: QAccessible.Role.Cell,
}


class ToldWidget(QAccessibleWidget):
    """Asks the widget each time: what changes with every heartbeat is put into words for nobody else."""

    def __init__(self, widget: QWidget, tells: TellsItself) -> None:
        super().__init__(widget, _ROLES[tells.told().part])
        self._tells = tells

    def text(self, kind: QAccessible.Text) -> str:
        """Name and value are the widget's own; a description as Qt has it."""
        if kind is QAccessible.Text.Name:
            return self._tells.told().name
        if kind is QAccessible.Text.Value:
            return self._tells.told().value
        return super().text(kind)


def told_widget(_class_name: str, widget: QObject) -> QAccessibleInterface | None:
    """The interface of a widget that tells what it is; None: Qt's own."""
    if isinstance(widget, QWidget) and isinstance(widget, TellsItself):
        return ToldWidget(widget, widget)
    return None


def let_widgets_tell() -> None:
    """From now on screen readers hear what widgets tell of themselves, also one that listens already."""
    QAccessible.installFactory(told_widget)
    if QAccessible.isActive():
        for widget in QApplication.allWidgets():
            _forget_plain(widget)


def _forget_plain(widget: QWidget) -> None:
    """Drops the interface that Qt made of a telling widget before it was asked to make another."""
    if isinstance(widget, TellsItself):
        known = QAccessible.queryAccessibleInterface(widget)
        if not isinstance(known, ToldWidget):
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(known))
