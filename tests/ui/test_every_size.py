"""Nothing is cut or covered, at any size of window and text, whatever is up and however long its words."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.snapshot import Lap
from app.engine.events import SnapshotTaken
from tests.ui.every_size import TEXT_SCALES, LongerWords, faults, longer
from tests.ui.pictures import SCENES, ride

Events = tuple[SnapshotTaken | Lap, ...]


@pytest.fixture(scope="module")
def events() -> Events:
    return tuple(ride())


@pytest.fixture(autouse=True)
def _style(qapp: QApplication) -> None:
    qapp.setStyle("Fusion")


@pytest.fixture
def _longer_words(qapp: QApplication) -> Iterator[None]:
    translator = LongerWords()
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.mark.parametrize("name", SCENES)
def test_nothing_is_cut_or_covered_from_80_to_200_percent_text(name: str, events: Events) -> None:
    sizes = ((480, 360), (640, 720), (1280, 800))
    assert list(faults(name, sizes, TEXT_SCALES, events)) == []


@pytest.mark.usefixtures("_longer_words")
@pytest.mark.parametrize("name", SCENES)
def test_nothing_is_cut_or_covered_in_a_language_with_longer_words(name: str, events: Events) -> None:
    assert list(faults(name, ((480, 360), (640, 720)), (1.0, 2.0), events)) == []


def test_longer_words_keep_their_placeholders() -> None:
    assert longer("Lap {number} · {time}") == "Laap {number} · {time}"
