"""Icons: SVG files of assets/, drawn in a colour of the theme."""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter
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
    QSvgRenderer(source.encode()).render(painter, area)
