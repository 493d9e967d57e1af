"""What the store keeps of the links, in and outside sessions."""

from pathlib import Path

from app.domain.link_timeline import Arrival, LinkRecords
from app.domain.recording import EventKind, RecordedEvent
from app.storage.history import History
from app.storage.recorder import SqliteRecorder
from tests.storage.store import STRAP, HandClocks, beat, begin, folders_in, recording_in


def happened(recorder: SqliteRecorder, kind: EventKind, activity_id: int | None = None) -> RecordedEvent:
    clock = recorder.clock
    event = RecordedEvent(clock.now_us(), clock.utc_us(), kind, activity_id, {"sensor": STRAP})
    recorder.record_event(event)
    return event


def test_nothing_of_nothing(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    assert History(folders).link_records(10) == LinkRecords()
    with recording_in(folders):
        pass
    assert History(folders).link_records(10) == LinkRecords()


def test_events_of_the_link_packets_and_runs_in_order(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    clocks = HandClocks()
    with recording_in(folders, clocks.clocks) as recorder:
        first = happened(recorder, EventKind.CONNECTION)
        activity_id = begin(recorder)
        happened(recorder, EventKind.LAP, activity_id)
        heard = [beat(recorder), beat(recorder)]
        second = happened(recorder, EventKind.BATTERY, activity_id)
    clocks.reboot(off_for_us=3_600_000_000)
    with recording_in(folders, clocks.clocks) as recorder:
        third = happened(recorder, EventKind.CONNECTION)
    records = History(folders).link_records(10)
    assert records.events == (first, second, third)
    assert records.arrivals == tuple(Arrival(each.at_us, STRAP) for each in heard)
    assert [run.at_us for run in records.runs] == [first.at_us, third.at_us]
    assert records.runs[1].utc_us == clocks.utc_us


def test_only_so_many_and_what_came_since_the_first_of_them(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with recording_in(folders) as recorder:
        happened(recorder, EventKind.CONNECTION)
        beat(recorder)
        last = [happened(recorder, EventKind.CONNECTION), happened(recorder, EventKind.SENSOR)]
        heard = beat(recorder)
    records = History(folders).link_records(2)
    assert records.events == tuple(last)
    assert records.arrivals == (Arrival(heard.at_us, STRAP),)
