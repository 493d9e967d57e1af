"""The window's icon, for task bars and window lists."""

from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.ui.icons import assets_folder

_SIZES_PX = (16, 32, 48, 64, 128, 256)


def window_icon() -> QIcon:
    """Sidebeat's sign at every size that systems ask for."""
    icon = QIcon()
    renderer = QSvgRenderer(str(assets_folder() / "sidebeat.svg"))
    for size in _SIZES_PX:
        pixmap = QPixmap(size, size)
        pixmap.fill(QColor(0, 0, 0, 0))
        painter = QPainter(pixmap)
        try:
            renderer.render(painter)
        finally:
            painter.end()
        icon.addPixmap(pixmap)
    return icon
