"""Computing the past again from the window, over a real store: nothing waits for it but its own dialog."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.activity import Activity
from app.domain.activity_row import ActivityRow
from app.domain.profile import AthleteProfile
from app.domain.recording import Recording
from app.domain.session_setups import session_setup
from app.domain.settings import Settings
from app.domain.setup import SessionSetup
from app.engine.recompute import Recomputation, RecomputeError
from app.storage.folders import Folders
from app.storage.history import History
from app.storage.recorder import SqliteRecorder
from app.ui.application import WindowLife
from app.ui.settings.recompute_dialog import RecomputeDialog
from app.ui.settings.recompute_flow import RecomputeFlow
from app.ui.theme import Theme
from app.ui.window_options import WindowOptions
from app.wiring.computing import compute
from app.wiring.recomputing import StoredSessions
from tests.storage.store import recording_in
from tests.ui.fakes import FakeEngine, setup
from tests.wiring.rides import record_ride

ADA = AthleteProfile(name="Ada", resting_bpm=50, max_bpm=190, threshold_bpm=169)
FITTER = replace(ADA, threshold_bpm=175)


class Gate:
    """Computes, but not before it is opened: what is shown meanwhile can be looked at."""

    def __init__(self) -> None:
        self.is_open = threading.Event()
        self.is_open.set()

    def compute(self, recording: Recording, setup: SessionSetup | None) -> Activity:
        assert self.is_open.wait(10)
        return compute(recording, setup)


@dataclass
class Desk:
    """A flow over two rides of a real store."""

    flow: RecomputeFlow
    recorder: SqliteRecorder
    history: History
    gate: Gate
    window: QWidget
    changed: list[bool]
    past: list[Recomputation]

    @property
    def dialog(self) -> RecomputeDialog:
        found = self.window.findChild(RecomputeDialog)
        assert isinstance(found, RecomputeDialog)
        return found

    def rows(self) -> list[ActivityRow]:
        self.recorder.flush()
        return self.history.activities()

    def loads(self) -> list[float | None]:
        return [row.training_load for row in self.rows()]


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    for seconds in (300, 200):
        record_ride(tmp_path, session_setup(ADA), seconds)
    window = QWidget()
    window.resize(1280, 800)
    window.show()
    changed: list[bool] = []
    gate = Gate()
    folders = Folders.locate(tmp_path)
    with recording_in(folders) as recorder:
        past = [Recomputation(StoredSessions(recorder), gate.compute)]
        flow = RecomputeFlow(Theme(), window, lambda: past[-1], str.capitalize)
        flow.changed.connect(lambda: changed.append(True))
        yield Desk(flow, recorder, History(folders), gate, window, changed, past)
        gate.is_open.set()
        flow.close()
    window.deleteLater()


def test_the_past_is_compared_then_changed_then_as_it_was(desk: Desk, qtbot: QtBot) -> None:
    before = desk.rows()
    desk.flow.compare(ADA, FITTER)
    dialog = desk.dialog
    qtbot.waitUntil(dialog.apply.isEnabled)
    assert dialog.note.text().startswith("2 sessions would change")
    assert desk.rows() == before
    dialog.apply.click()
    assert not dialog.apply.isEnabled()
    qtbot.waitUntil(lambda: bool(desk.changed))
    assert dialog.note.text() == "Done: the new numbers stand."
    for earlier, later in zip(before, desk.rows(), strict=True):
        assert (later.training_load or 0.0) < (earlier.training_load or 0.0)
    dialog.undo.click()
    qtbot.waitUntil(lambda: len(desk.changed) == 2)
    assert dialog.note.text() == "Undone: everything is as it was."
    assert desk.rows() == before


def test_the_window_goes_on_and_shows_how_far_it_is(desk: Desk, qtbot: QtBot) -> None:
    desk.gate.is_open.clear()
    desk.flow.compare(ADA, FITTER)
    assert desk.dialog.note.text() == "One moment: computing."
    told: list[str] = []
    desk.flow._progressed.connect(lambda _number, done, of: told.append(f"{done} of {of}"))
    desk.gate.is_open.set()
    qtbot.waitUntil(desk.dialog.apply.isEnabled)
    assert told == ["1 of 2", "2 of 2"]


def test_a_comparison_that_is_closed_ends_and_another_can_begin(desk: Desk, qtbot: QtBot) -> None:
    desk.gate.is_open.clear()
    desk.flow.compare(ADA, FITTER)
    desk.dialog.close_button.click()
    desk.gate.is_open.set()
    desk.flow.compare(ADA, replace(ADA, threshold_bpm=160))
    qtbot.waitUntil(lambda: desk.flow._dialog is not None and desk.flow._dialog.apply.isEnabled())
    assert len(desk.flow._changes) == 2
    assert desk.changed == []


def test_new_numbers_that_were_asked_for_are_carried_through(desk: Desk, qtbot: QtBot) -> None:
    before = desk.loads()
    desk.flow.compare(ADA, FITTER)
    qtbot.waitUntil(desk.dialog.apply.isEnabled)
    desk.gate.is_open.clear()
    desk.dialog.apply.click()
    desk.dialog.close_button.click()
    desk.flow.compare(ADA, ADA)  # not while the past is being changed
    desk.gate.is_open.set()
    qtbot.waitUntil(lambda: bool(desk.changed))
    assert all(now != then for now, then in zip(desk.loads(), before, strict=True))


def test_the_end_of_the_window_does_not_wait_for_a_long_past(desk: Desk) -> None:
    desk.flow.compare(ADA, FITTER)
    desk.flow.close()
    assert desk.changed == []
    assert not any(thread.name.startswith("recompute") for thread in threading.enumerate())


class BrokenSessions(StoredSessions):
    """A store whose disk is gone."""

    def finished_sessions(self, names: tuple[str, ...]) -> tuple[int, ...]:
        raise RecomputeError("The disk reports an error.")


def test_a_disk_that_cannot_be_read_is_said(desk: Desk, qtbot: QtBot) -> None:
    desk.past.append(Recomputation(BrokenSessions(desk.recorder), compute))
    desk.flow.compare(ADA, FITTER)
    qtbot.waitUntil(lambda: desk.dialog.note.text() == "The disk reports an error.")
    assert not desk.dialog.apply.isEnabled()


def test_the_window_s_offer_leads_to_the_comparison_and_its_end_ends_it(desk: Desk, qtbot: QtBot) -> None:
    options = WindowOptions(
        setup(),
        settings=Settings(athletes=(ADA,), first_run_done=True),
        keep_settings=lambda _settings: None,
        recomputation=lambda: desk.past[-1],
    )
    engine = FakeEngine()
    life = WindowLife(lambda _listener: engine, options)
    life.athlete.recompute_requested.emit(ADA, FITTER)
    assert life.window.findChild(RecomputeDialog) is None  # there is no engine yet
    life.show()
    qtbot.waitUntil(lambda: ("start",) in engine.asked)
    life.athlete.recompute_requested.emit(ADA, FITTER)
    dialog = life.window.findChild(RecomputeDialog)
    assert isinstance(dialog, RecomputeDialog)
    qtbot.waitUntil(dialog.apply.isEnabled)
    assert dialog.note.text().startswith("2 sessions would change")
    life.release_engine()  # an earlier copy of the store is put in place
    life.renew_engine()
    life.athlete.recompute_requested.emit(ADA, FITTER)
    dialog = life.window.findChildren(RecomputeDialog)[-1]
    qtbot.waitUntil(dialog.apply.isEnabled)
    life.end()
    assert not dialog.isVisible()
    assert engine.asked[-1] == ("close",)
    life.window.deleteLater()
