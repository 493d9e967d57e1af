"""The summary right after stop."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from app.ui import sentences
from tests.ui.conftest import Stage
from tests.ui.fakes import finished_session


def test_it_speaks_in_sentences_and_numbers(stage: Stage) -> None:
    stage.window.show_finished(finished_session((Path("/somewhere/ride.fit"),)))
    page = stage.window.summary
    assert page.isVisible()
    assert page.verdict.text() == "Load ≈ 35 in 42:00. 25 of 40 minutes in Zone 2 · Aerobic endurance."
    assert {name: figure.value.text() for name, figure in page.figures.items()} == {
        "summaryLoad": "≈ 35",
        "summaryTime": "40:00",
        "summaryAverage": "141",
        "summaryMaximum": "171",
    }
    assert page.saved.text() == "Saved as ride.fit"
    assert "Zone 3 · Aerobic power: 7:00" in page.zones.accessibleName()


def test_the_folder_of_the_file_opens(stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    stage.window.show_finished(finished_session((tmp_path / "ride.fit",)))
    stage.window.summary.open_folder.click()
    assert opened == [QUrl.fromLocalFile(str(tmp_path))]


def test_without_a_file_it_says_why_and_offers_no_folder(stage: Stage) -> None:
    stage.window.show_finished(finished_session((), "No space left on device"))
    page = stage.window.summary
    assert page.saved.text().endswith("could not be written: No space left on device")
    assert not page.open_folder.isVisible()
    stage.window.show_finished(finished_session())
    assert page.saved.text() == "The session is kept in Sidebeat."


def test_missing_heart_rate_is_said() -> None:
    activity = finished_session().activity
    activity = replace(activity, summary=replace(activity.summary, coverage=0.912))
    assert "Heart rate was there 91 % of the time" in sentences.verdict(activity)


def test_a_session_without_heart_rate_makes_no_claims() -> None:
    activity = finished_session().activity
    summary = replace(
        activity.summary, counted_s=0.0, time_in_zone=(), training_load=0.0, load_is_estimated=False
    )
    assert sentences.verdict(replace(activity, summary=summary)) == "Load 0 in 42:00."
