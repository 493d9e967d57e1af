"""Icons: SVG files of assets/, drawn in a colour of the theme."""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_APP_FOLDER = Path(__file__).resolve().parents[1]


def assets_folder() -> Path:
    """Where the pictures lie: inside the package once installed, beside it in a checkout."""
    installed = _APP_FOLDER / "assets"
    return installed if installed.is_dir() else _APP_FOLDER.parent / "assets"


@lru_cache(maxsize=32)
def _source(name: str) -> str:
    return (assets_folder() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def paint_icon(painter: QPainter, name: str, colour: str, area: QRectF) -> None:
    """Draws an icon; its `currentColor` becomes `colour`."""
    source = _source(name).replace("currentColor", QColor(colour).name())
    QSvgRenderer(QByteArray(source.encode())).render(painter, area)


def application_icon() -> QIcon:
    """The window's icon."""
    icon = QIcon()
    renderer = QSvgRenderer(str(assets_folder() / "sidebeat.svg"))
    for size in (16, 32, 48, 64, 128, 256):
        pixmap = QPixmap(size, size)
        pixmap.fill(QColor(0, 0, 0, 0))
        painter = QPainter(pixmap)
        try:
            renderer.render(painter)
        finally:
            painter.end()
        icon.addPixmap(pixmap)
    return icon
