"""DropAnywhere: files and folders let go anywhere over the window."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

_BEGINS = frozenset({QEvent.Type.DragEnter, QEvent.Type.DragMove})


class DropAnywhere(QObject):
    """`dropped` carries the paths of what lies on this machine."""

    dropped = Signal(list)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Looks at what is dragged and dropped, and at nothing else."""
        kind = event.type()
        if kind not in _BEGINS and kind is not QEvent.Type.Drop:
            return False
        if not isinstance(event, QDropEvent):
            return False
        paths = local_paths(event)
        if not paths:
            return False
        event.acceptProposedAction()
        if kind is QEvent.Type.Drop:
            self.dropped.emit(paths)
        return True


def local_paths(event: QDropEvent) -> list[Path]:
    """What of it lies on this machine."""
    urls = event.mimeData().urls()
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
