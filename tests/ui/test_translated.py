"""Every sentence on every page can be translated: in a language with longer words none stays as it was."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from app.domain.activity_types import BUILT_IN_ACTIVITY_TYPES
from tests.ui.every_size import LongerWords, longer
from tests.ui.pictures import SCENES, painted, put_away

_NAMES = {  # of brands and sensors, and what somebody typed: the same in every language
    *("Polar H10", "Polar H10 8C4CA7", "Chest strap", "COROS PACE 3 A1B2C3", "Forerunner"),
    *("COROS", "Garmin", "Polar", "Suunto", "Amazfit", "Fitbit", "Huawei", "Wahoo"),
    *("6 · Anaerobe Schnellkraftausdauer", "Rollentraining mit der Nachbarin am Abend"),
    *("History", "Trends", "45 min in zone 2 · Aerobic endurance"),  # given by the pictures themselves
    *(each.name for each in BUILT_IN_ACTIVITY_TYPES),  # the athlete's own to edit
}


@pytest.fixture(autouse=True)
def _longer_words(qapp: QApplication) -> Iterator[None]:
    qapp.setStyle("Fusion")
    translator = LongerWords()
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.mark.parametrize("name", SCENES)
def test_no_sentence_stays_in_english(name: str) -> None:
    window = painted(name, (1280, 800))
    texts = {text for widget in window.findChildren(QWidget) for text in _texts_of(widget)}
    assert [text for text in sorted(texts) if _is_english(text)] == []
    put_away(window)


def _texts_of(widget: QWidget) -> Iterator[str]:
    yield widget.accessibleName()
    yield widget.toolTip()
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()


def _is_english(text: str) -> bool:
    """Whether it has a word whose vowels nobody doubled."""
    is_name = any(text == each or text[:-1] in each for each in _NAMES) or "/" in text
    return (
        not is_name
        and re.search(r"[a-z]{3}", text) is not None
        and longer(text) != text
        and not _doubled(text)
    )


def _doubled(text: str) -> bool:
    return re.search("aa|ee|ii|oo|uu", text) is not None
