"""The coach's page from a real store: in the terminal, and from the window."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from app.domain.profile import AthleteProfile
from app.domain.remark import Remark
from app.formats.report_check import check_report
from app.storage.folders import Folders
from app.storage.recorder import SqliteRecorder
from app.storage.timeline import system_clocks
from app.wiring.house import House, SettingsKeeper
from app.wiring.window_history import WindowHistory
from benchmarks.ten_years import make_store
from tests.wiring.terminal import sidebeat


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    return make_store(tmp_path_factory.mktemp("archive") / "home", 400, datetime.now().astimezone().date())


@pytest.fixture
def past(archive: Folders) -> Iterator[WindowHistory]:
    house = House.open(archive.home, demo=False, athlete=None)
    recorder = SqliteRecorder.open(house.folders, system_clocks())
    settings = replace(house.settings, athletes=(AthleteProfile("Ada", off_season_from="2026-01-01"),))
    yield WindowHistory(house, SettingsKeeper(house.folders.settings, settings), lambda: recorder)
    recorder.close()


def test_the_terminal_writes_the_page_and_never_over_another(archive: Folders, tmp_path: Path) -> None:
    target = tmp_path / "coach.html"
    told = sidebeat("--home", str(archive.home), "load", "--report", str(target))
    assert (told.status, told.out.strip()) == (0, str(target))
    check_report(target.read_bytes())
    before = target.read_bytes()
    again = sidebeat("--home", str(archive.home), "load", "--report", str(target))
    assert again.status == 1
    assert "is there already" in again.err
    assert target.read_bytes() == before


def test_a_page_that_cannot_be_written_is_one_sentence(archive: Folders, tmp_path: Path) -> None:
    told = sidebeat("--home", str(archive.home), "load", "--report", str(tmp_path / "nowhere" / "coach.html"))
    assert told.status == 1
    assert told.err.startswith("The file cannot be written: ")


def test_the_window_writes_it_beside_earlier_ones_with_the_notes(past: WindowHistory, tmp_path: Path) -> None:
    today = datetime.now().astimezone().date()
    newest = past.rows(1)[0]
    past._recorder.remark(newest.activity_id, Remark("<b>Legs</b> heavy", rpe=7))
    first, second = (past.write_report(tmp_path, today, str) for _ in range(2))
    assert first.name == f"Sidebeat report Ada {today}.html"
    assert second.name == f"Sidebeat report Ada {today} (2).html"
    page = first.read_text(encoding="utf-8")
    assert "&lt;b&gt;Legs&lt;/b&gt; heavy" in page
    assert "Guide for the off season" in page


def test_what_a_session_was_to_be_is_read_from_its_setup(past: WindowHistory) -> None:
    newest = past.rows(1)[0]
    reviewed = past.reviewed(newest.activity_id)
    aimed = replace(reviewed.setup, target_load=60.0)
    past.take_back(replace(reviewed, setup=aimed))
    planned = past._history.planned(datetime.combine(date(2000, 1, 1), datetime.min.time()).astimezone())
    assert planned[newest.activity_id].load == 60.0
    assert len(planned) == 1
