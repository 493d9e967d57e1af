"""Every state at many sizes of window and text, also in a language with longer words: what is cut or covered.

python -m tests.ui.every_size     tries all of them (a minute); status 1 when something is wrong
"""

import os
import sys
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from app.domain.snapshot import Lap
from app.engine.events import SnapshotTaken
from app.ui.main_window import MainWindow
from app.ui.theme import ColourChoice, Theme
from tests.ui.legible import colliding_texts, cut_texts
from tests.ui.pictures import SCENES, painted, put_away, ride

SIZES = (  # the smallest window, tiles beside a film, laptops, large screens
    (480, 360),
    (640, 360),
    (480, 640),
    (640, 720),
    (683, 768),
    (1280, 720),
    (1280, 800),
    (960, 1080),
    (1920, 1080),
    (3840, 2160),
)
TEXT_SCALES = (0.8, 1.0, 1.5, 2.0)
_FIRST_SIZE = (1280, 800)
_PROMISED_SHARE = 0.25  # of the live page's height, for the heart rate


class LongerWords(QTranslator):
    """Doubles the vowels, which makes most sentences a third longer, as German or Finnish does."""

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        """It has a word for everything."""
        return False

    def translate(self, _context: str, text: str, /, disambiguation: str | None = None, n: int = -1) -> str:
        """The text with its placeholders as they were."""
        del disambiguation, n
        return longer(text)


def longer(text: str) -> str:
    """The same words with their vowels doubled, outside of {placeholders}."""
    letters, depth = [], 0
    for letter in text:
        depth += (letter == "{") - (letter == "}")
        letters.append(letter * 2 if depth == 0 and letter in "aeiou" else letter)
    return "".join(letters)


def faults(
    name: str,
    sizes: Iterable[tuple[int, int]] = SIZES,
    text_scales: Iterable[float] = TEXT_SCALES,
    events: tuple[SnapshotTaken | Lap, ...] = (),
) -> Iterator[str]:
    """What is wrong with one state, the same window being dragged from size to size."""
    theme = Theme(ColourChoice.DARK)
    window = painted(name, _FIRST_SIZE, theme=theme, events=events)
    for size in sizes:
        window.resize(*size)
        for text_scale in text_scales:
            theme.scale_text(text_scale)
            for _ in range(5):  # layouts hand a size on from level to level
                QApplication.processEvents()
            for fault in _faults_of(window, size):
                yield f"{name} · {size[0]}×{size[1]} · {text_scale:.0%}: {fault}"
    put_away(window)


def _faults_of(window: MainWindow, size: tuple[int, int]) -> list[str]:
    found = [*cut_texts(window), *colliding_texts(window)]
    if (window.width(), window.height()) != size:
        found.append(f"grew to {window.width()}×{window.height()}")
    digits_px = window.live.heart_rate.heart_rate.digit_height_px()
    if window.live.isVisible() and digits_px < _PROMISED_SHARE * window.live.height():
        found.append(f"heart rate of {digits_px:.0f} px")
    return found


def main() -> int:
    """Tries everything, in English and in longer words."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication(["every_size"])
    assert isinstance(application, QApplication)
    application.setStyle("Fusion")
    events = tuple(ride())
    found = [fault for name in SCENES for fault in faults(name, events=events)]
    translator = LongerWords()
    application.installTranslator(translator)
    found += [fault for name in SCENES for fault in faults(name, events=events)]
    application.removeTranslator(translator)
    print("\n".join(found) or "nothing is cut or covered")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
