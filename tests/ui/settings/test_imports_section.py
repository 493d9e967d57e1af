"""The watched folder in the settings: chosen, told of, and left."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.domain.import_outcome import ImportOutcome, ImportStatus
from app.domain.settings import Settings
from app.domain.watched import FolderNews
from app.ui.settings.imports_section import ImportsSection
from app.ui.theme import ColourChoice, Theme


@pytest.fixture
def section(qtbot: QtBot) -> ImportsSection:
    made = ImportsSection(Theme(ColourChoice.DARK))
    qtbot.addWidget(made)
    made.show()
    return made


def test_without_a_folder_it_says_so_and_offers_one(section: ImportsSection) -> None:
    assert section.state.text() == "No folder is watched."
    assert section.choose.isVisible()
    assert not section.stop.isVisible()


def test_a_chosen_folder_is_kept_at_once_and_can_be_left(
    section: ImportsSection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def choose(_parent: QWidget, _title: str, _now: str) -> str:
        return str(tmp_path)

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", choose)
    with qtbot.waitSignal(section.settings_changed) as kept:
        section.choose.click()
    assert kept.args == [Settings(watched_folder=str(tmp_path))]
    assert section.folder.toolTip() == str(tmp_path)
    assert section.state.text() == "One moment: looking at the folder."
    with qtbot.waitSignal(section.settings_changed) as kept:
        section.stop.click()
    assert kept.args == [Settings()]


def test_how_it_stands_is_one_sentence(section: ImportsSection) -> None:
    section.show_settings(Settings(watched_folder="/watch"))
    bad = ImportOutcome("/watch/ride.fit", ImportStatus.SKIPPED, None, "the file ends too early")
    for news, said in (
        (FolderNews("/watch"), "Watching. Nothing new."),
        (
            FolderNews("/watch", unfinished=2),
            "Watching. 2 new: waiting until nobody writes to them any more.",
        ),
        (FolderNews("/watch", is_there=False), "The watched folder is not there now. It is looked at again"),
        (FolderNews("/watch", refusal="disk_full"), "The disk is full: free some space."),
        (FolderNews("/another"), "One moment: looking at the folder."),
    ):
        section.show_news(news)
        assert section.state.text().startswith(said)
    section.show_news(FolderNews("/watch", outcomes=(bad,)))
    section.show_news(FolderNews("/watch"))
    assert section.skipped.text() == "ride.fit was skipped: the file ends too early."
