"""The past is changed while an earlier copy of the store is put in place: carried through, or refused."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.activity import Activity
from app.domain.profile import AthleteProfile
from app.domain.recording import Recording
from app.domain.session_setups import session_setup
from app.domain.setup import SessionSetup
from app.storage.foreign_files import ForeignFiles
from app.storage.history import History
from app.storage.recorder import SqliteRecorder
from app.storage.timeline import system_clocks
from app.ui.history.ports import HistoryProblemError
from app.wiring.computing import compute
from app.wiring.house import House, SettingsKeeper
from app.wiring.window_history import WindowHistory
from app.wiring.window_import import WindowImport
from tests.formats import wild_fit as wild
from tests.wiring.rides import record_ride

SOON_S = 30.0
SETUP = session_setup(AthleteProfile())
CHANGES: dict[str, Callable[[WindowHistory, int], None]] = {
    "reassign": lambda past, activity_id: past.reassign(activity_id, "rowing"),
    "give_to": lambda past, activity_id: past.give_to(activity_id, "Bob"),
    "recompute": lambda past, activity_id: past.recompute(activity_id),
    "cut": lambda past, activity_id: past.cut(activity_id, ()),
}


@pytest.fixture
def house(home: Path) -> House:
    return House.open(home, demo=False, athlete=None)


@pytest.fixture
def keeper(house: House) -> SettingsKeeper:
    return SettingsKeeper(house.folders.settings, house.settings)


@pytest.fixture
def ride(home: Path) -> int:
    return record_ride(home, SETUP, 90)


@pytest.fixture
def recorder(house: House, ride: int) -> Iterator[SqliteRecorder]:
    opened = SqliteRecorder.open(house.folders, system_clocks())
    yield opened
    opened.close()


def test_a_change_under_way_is_carried_through_before_the_store_closes(
    house: House, keeper: SettingsKeeper, recorder: SqliteRecorder, ride: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    past = WindowHistory(house, keeper, lambda: recorder)
    is_computing, may_go_on = threading.Event(), threading.Event()

    def slowly(recording: Recording, setup: SessionSetup | None = None) -> Activity:
        is_computing.set()
        may_go_on.wait(SOON_S)
        return compute(recording, setup)

    monkeypatch.setattr("app.wiring.changing.compute", slowly)
    change = threading.Thread(target=past.reassign, args=(ride, "rowing"))
    close = threading.Thread(target=recorder.close)
    change.start()
    assert is_computing.wait(SOON_S)
    close.start()
    close.join(0.05)
    assert close.is_alive()  # it waits for the change
    may_go_on.set()
    change.join(SOON_S)
    close.join(SOON_S)
    assert History(house.folders).activity(ride).activity_type == "rowing"


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_that_comes_later_is_refused_in_a_sentence(
    house: House,
    keeper: SettingsKeeper,
    recorder: SqliteRecorder,
    ride: int,
    change: Callable[[WindowHistory, int], None],
) -> None:
    past = WindowHistory(house, keeper, lambda: recorder)
    recorder.close()
    with pytest.raises(HistoryProblemError, match="taken back to an earlier copy: try again"):
        change(past, ride)


def test_a_change_goes_where_its_activity_was_read_from(
    house: House, keeper: SettingsKeeper, recorder: SqliteRecorder, ride: int
) -> None:
    """The same id may name another activity in the copy that is opened meanwhile."""
    recorders = iter([recorder])  # asked for a second time, it would be another one
    past = WindowHistory(house, keeper, lambda: next(recorders))
    past.reassign(ride, "rowing")
    assert History(house.folders).activity(ride).activity_type == "rowing"


def test_an_import_under_way_ends_with_the_file_before(
    house: House, keeper: SettingsKeeper, recorder: SqliteRecorder, tmp_path: Path
) -> None:
    for number in (1, 2):
        (tmp_path / f"{number}.fit").write_bytes(wild.simple(90 + number))
    past = WindowHistory(house, keeper, lambda: recorder)
    imports = WindowImport(house, keeper, lambda: recorder)
    with closing(imports.bring(ForeignFiles([tmp_path / "1.fit", tmp_path / "2.fit"]))) as taken:
        next(taken)
        recorder.close()
        with pytest.raises(Exception, match="closed"):
            list(taken)
    assert sum(row.is_imported for row in past.rows()) == 1
