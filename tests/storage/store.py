"""What the storage tests share: a store in a temporary home, clocks set by hand, records made up."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.domain.activity import Activity, ActivitySummary
from app.domain.athlete import HeartRateConstants
from app.domain.recording import Notification
from app.domain.snapshot import ZoneTime
from app.storage.errors import StorageFailure
from app.storage.folders import Folders
from app.storage.recorder import SqliteRecorder
from app.storage.timeline import Clocks

SECOND_US = 1_000_000
HOUR_US = 3600 * SECOND_US
DAY_US = 24 * HOUR_US
EVENING_US = 1_795_374_180 * SECOND_US  # 2026-11-22 18:03 UTC
STRAP = "A0:9E:1A:00:00:01"
SETUP: dict[str, Any] = {
    "activity_type": {"key": "indoor_cycling", "name": "Indoor cycling"},
    "athlete": "Ada",
}


@dataclass
class HandClocks:
    """A machine's clocks, moved by the test."""

    boot_id: str = "first boot"
    clock_us: int = 5_000 * SECOND_US
    utc_us: int = EVENING_US

    def pass_us(self, duration_us: int) -> None:
        self.clock_us += duration_us
        self.utc_us += duration_us

    def reboot(self, off_for_us: int) -> None:
        self.boot_id += " and another"
        self.clock_us = 20 * SECOND_US
        self.utc_us += off_for_us

    @property
    def clocks(self) -> Clocks:
        return Clocks(self.boot_id, lambda: self.clock_us, lambda: self.utc_us, lambda _: 3600)


@dataclass
class Troubles:
    """What a recorder told of its disk."""

    told: list[StorageFailure | None] = field(default_factory=list)

    def __call__(self, trouble: StorageFailure | None) -> None:
        self.told.append(trouble)


def folders_in(home: Path) -> Folders:
    return Folders.locate(home / "home")


@contextmanager
def recording_in(
    folders: Folders,
    clocks: Clocks | None = None,
    on_trouble: Callable[[StorageFailure | None], None] | None = None,
    retry_s: float = 0.02,
) -> Iterator[SqliteRecorder]:
    """A recorder that is closed at the end, whatever happens."""
    recorder = SqliteRecorder.open(
        folders,
        clocks or HandClocks().clocks,
        command="sidebeat record",
        on_trouble=on_trouble or Troubles(),
        retry_s=retry_s,
    )
    try:
        yield recorder
    finally:
        recorder.close()


def beat(recorder: SqliteRecorder, bpm: int = 140, sensor: str = STRAP) -> Notification:
    """Records one heart-rate notification of now; returns it."""
    clock = recorder.clock
    notification = Notification(clock.now_us(), clock.utc_us(), sensor, "2a37", bytes((0, bpm)))
    recorder.record_notification(notification)
    return notification


def begin(recorder: SqliteRecorder, athlete: str = "Ada") -> int:
    """Begins a session now."""
    clock = recorder.clock
    return recorder.begin_session(clock.now_us(), clock.utc_us(), 3600, {**SETUP, "athlete": athlete})


def finished_activity(identity: str = "", training_load: float = 35.0) -> Activity:
    """A finished activity with numbers that are easy to recognise."""
    summary = ActivitySummary(
        elapsed_s=60.0,
        timer_s=55.0,
        counted_s=54.0,
        coverage=0.98,
        average_bpm=141.5,
        max_bpm=160,
        min_bpm=100,
        training_load=training_load,
        load_is_estimated=True,
        banister_trimp=1.0,
        edwards_trimp=2.0,
        lucia_trimp=3.0,
        time_in_zone=(ZoneTime(1, "Recovery", 0, 50.0), ZoneTime(2, "Aerobic endurance", 135, 4.0)),
    )
    return Activity(
        identity=identity,
        activity_type="indoor_cycling",
        fit_sport=2,
        fit_sub_sport=6,
        started_at=datetime.fromtimestamp(EVENING_US / 1e6, UTC),
        constants=HeartRateConstants(50, 190, 169),
        samples=(),
        pauses=(),
        laps=(),
        alerts=(),
        summary=summary,
        sensor="Polar H10",
    )


def limit_to_present_size(recorder: SqliteRecorder, *, more_pages: int = 0) -> None:
    """Makes the disk full for this recorder's database (PRAGMA max_page_count); see `give_room`."""
    connection = recorder._writer._database._connection
    recorder.flush()
    pages = int(connection.execute("PRAGMA page_count").fetchone()[0])
    connection.execute(f"PRAGMA max_page_count = {pages + more_pages}")


def give_room(recorder: SqliteRecorder) -> None:
    """Ends the full disk."""
    recorder._writer._database._connection.execute("PRAGMA max_page_count = 1000000")
