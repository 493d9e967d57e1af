"""Every page and state in light and dark at three sizes on one picture, and what is wrong with them.

python -m tests.ui.contact_sheet SHEET.png          paints the sheet; status 1 when something is wrong
python -m tests.ui.contact_sheet --screenshot PNG   paints the README's picture
"""

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.engine.events import SnapshotTaken
from app.ui.theme import ColourChoice
from tests.ui.legible import colliding_texts, cut_texts, pale_texts
from tests.ui.mini_pictures import BRIGHT_FILM, MINI_SCENES, MINI_SIZES, over, painted_mini
from tests.ui.pictures import SCENES, painted, put_away, ride

SIZES = ((640, 720), (1280, 800), (1920, 1080))
CHOICES = (ColourChoice.DARK, ColourChoice.LIGHT)
_CELL_WIDTH, _CELL_HEIGHT, _CAPTION, _GAP = 480, 330, 22, 12
_COLUMNS = len(SIZES) * len(CHOICES)
_SCREENSHOT_SIZE = (1280, 800)


class Picture(NamedTuple):
    """One state as painted, and what is wrong with it."""

    name: str
    size: tuple[int, int]
    choice: ColourChoice
    image: QImage
    faults: tuple[str, ...]

    @property
    def caption(self) -> str:
        return f"{self.name} · {self.choice} · {self.size[0]}×{self.size[1]}"


def pictures(
    names: Iterable[str] = tuple(SCENES),
    sizes: Iterable[tuple[int, int]] = SIZES,
    choices: Iterable[ColourChoice] = CHOICES,
    text_scale: float = 1.0,
) -> Iterator[Picture]:
    """Paints and examines each state."""
    events = tuple(ride())
    for name in names:
        for choice in choices:
            for size in sizes:
                window = painted(name, size, choice, text_scale=text_scale, events=events)
                image = window.grab().toImage()
                faults = [*cut_texts(window), *colliding_texts(window), *pale_texts(window, image)]
                if (window.width(), window.height()) != size:
                    faults.append(f"grew to {window.width()}×{window.height()}")
                put_away(window)
                yield Picture(name, size, choice, image, tuple(faults))


def mini_pictures(
    names: Iterable[str] = tuple(MINI_SCENES),
    sizes: Iterable[tuple[int, int]] = MINI_SIZES,
    choices: Iterable[ColourChoice] = CHOICES,
    film: str = BRIGHT_FILM,
) -> Iterator[Picture]:
    """The same for the mini window, over a film of one colour."""
    last = [event for event in ride() if isinstance(event, SnapshotTaken)][-1]
    for name in names:
        for choice in choices:
            for size in sizes:
                mini = painted_mini(name, size, choice, last)
                image = over(QColor(film), mini)
                faults = [*cut_texts(mini), *colliding_texts(mini), *pale_texts(mini, image)]
                put_away(mini)
                yield Picture(name, size, choice, image, tuple(faults))


def sheet_of(shown: list[Picture]) -> QImage:
    """All of them, each in a cell with its caption; the faulty ones framed in red."""
    rows = -(-len(shown) // _COLUMNS)
    step_x, step_y = _CELL_WIDTH + _GAP, _CELL_HEIGHT + _CAPTION + _GAP
    sheet = QImage(_COLUMNS * step_x + _GAP, rows * step_y + _GAP, QImage.Format.Format_RGB32)
    sheet.fill(QColor("#6B7480"))
    painter = QPainter(sheet)
    try:
        font = QFont(QApplication.font())
        font.setPixelSize(13)
        painter.setFont(font)
        for place, picture in enumerate(shown):
            x, y = _GAP + place % _COLUMNS * step_x, _GAP + place // _COLUMNS * step_y
            painter.setPen(QColor("#FFB3B3" if picture.faults else "#FFFFFF"))
            painter.drawText(QRect(x, y, _CELL_WIDTH, _CAPTION), Qt.AlignmentFlag.AlignLeft, picture.caption)
            small = picture.image.scaled(
                _CELL_WIDTH,
                _CELL_HEIGHT,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            painter.drawImage(x, y + _CAPTION, small)
            if picture.faults:
                painter.setPen(QColor("#FF3030"))
                painter.drawRect(x - 1, y + _CAPTION - 1, small.width() + 1, small.height() + 1)
    finally:
        painter.end()
    return sheet


def screenshot() -> QImage:
    """The README's picture: a ride of 25 minutes, dark."""
    window = painted("riding", _SCREENSHOT_SIZE, ColourChoice.DARK)
    image = window.grab().toImage()
    put_away(window)
    return image.convertToFormat(QImage.Format.Format_RGB32)


def main() -> int:
    """Paints what was asked for."""
    parser = argparse.ArgumentParser(prog="contact_sheet")
    parser.add_argument("path")
    parser.add_argument("--screenshot", action="store_true")
    parser.add_argument("--text-scale", type=float, default=1.0)
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication(["contact_sheet"])
    assert isinstance(application, QApplication)
    application.setStyle("Fusion")
    if asked.screenshot:
        return 0 if screenshot().save(asked.path, "PNG", 0) else 1  # type: ignore[call-overload]
    shown = [*pictures(text_scale=asked.text_scale), *mini_pictures()]
    sheet_of(shown).save(asked.path)
    for picture in shown:
        for fault in picture.faults:
            print(f"{picture.caption}: {fault}", file=sys.stderr)
    return 1 if any(picture.faults for picture in shown) else 0


if __name__ == "__main__":
    sys.exit(main())
