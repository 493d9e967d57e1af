"""An engine that only listens, and a ride that looks like one: what the window's tests feed it with."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.domain.activity import Activity, ActivitySummary, Pause
from app.domain.activity_types import INDOOR_CYCLING, ActivityType
from app.domain.athlete import HeartRateConstants
from app.domain.profile import AthleteProfile
from app.domain.remark import Remark
from app.domain.samples import HeartRateSample
from app.domain.sensors import ConnectionChanged, SensorInRange, SensorsInRange
from app.domain.settings import RememberedSensor
from app.domain.setup import SessionSetup
from app.domain.snapshot import LiveSnapshot, LiveStatus, ZoneTime
from app.domain.zones import ZoneModelName, zone_model
from app.engine.events import SessionFinished, SnapshotTaken

CONSTANTS = HeartRateConstants(resting_bpm=50, max_bpm=190, threshold_bpm=169)
ZONES = zone_model(ZoneModelName.THRESHOLD6, CONSTANTS)


def setup(*, is_demo: bool = False) -> SessionSetup:
    return SessionSetup(INDOOR_CYCLING, CONSTANTS, ZONES, is_demo=is_demo)


@dataclass
class FakeEngine:
    """Fills RunningEngine: remembers what it was asked, in order."""

    asked: list[tuple[Any, ...]] = field(default_factory=list)

    def start(self) -> None:
        self.asked.append(("start",))

    def close(self, timeout_s: float = 10.0) -> bool:
        self.asked.append(("close",))
        return True

    def select_sensor(self, address: str | None, name: str | None = None, serial: str | None = None) -> None:
        self.asked.append(("select_sensor", address, name))

    def use_fallbacks(self, sensors: tuple[RememberedSensor, ...]) -> None:
        self.asked.append(("use_fallbacks", sensors))

    def scan(self, *, show_all: bool = False) -> None:
        self.asked.append(("scan", show_all))

    def retry_now(self) -> None:
        self.asked.append(("retry_now",))

    def use_setup(self, setup: SessionSetup) -> None:
        self.asked.append(("use_setup", setup))

    def start_session(
        self,
        setup: SessionSetup,
        *,
        at_us: int | None = None,
        at_first_reading: bool = False,
        duration_s: float | None = None,
    ) -> None:
        self.asked.append(("start_session", setup) if at_us is None else ("start_session", setup, at_us))

    def pause(self) -> None:
        self.asked.append(("pause",))

    def resume(self, at_us: int | None = None) -> None:
        self.asked.append(("resume",) if at_us is None else ("resume", at_us))

    def lap(self) -> None:
        self.asked.append(("lap",))

    def stop_session(self, at_us: int | None = None) -> None:
        self.asked.append(("stop_session",) if at_us is None else ("stop_session", at_us))

    def continue_session(self, activity_id: int) -> None:
        self.asked.append(("continue_session", activity_id))

    def finish_interrupted(self, activity_id: int) -> None:
        self.asked.append(("finish_interrupted", activity_id))

    def discard_activity(self, activity_id: int) -> None:
        self.asked.append(("discard_activity", activity_id))

    def restore_activity(self, activity_id: int) -> None:
        self.asked.append(("restore_activity", activity_id))

    def remark_activity(self, activity_id: int, remark: Remark) -> None:
        self.asked.append(("remark_activity", activity_id, remark))

    def reassign_activity(
        self, activity_id: int, activity_type: ActivityType, profile: AthleteProfile
    ) -> None:
        self.asked.append(("reassign_activity", activity_id, activity_type, profile))


def zone_times(seconds: dict[int, float] | None = None) -> tuple[ZoneTime, ...]:
    return tuple(
        ZoneTime(zone.number, zone.name, zone.lower_bpm, (seconds or {}).get(zone.number, 0.0))
        for zone in ZONES.zones
    )


def snapshot(bpm: int | None, elapsed_s: float = 0.0, **changes: object) -> LiveSnapshot:
    """A running session's snapshot with the zone that belongs to the heart rate."""
    zone = None if bpm is None else ZONES.zone_at(bpm)
    plain = LiveSnapshot(
        status=LiveStatus.RUNNING,
        elapsed_s=elapsed_s,
        timer_s=elapsed_s,
        bpm=bpm,
        zone=None if zone is None else zone.number,
        zone_name=None if zone is None else zone.name,
        time_in_zone=zone_times(),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # any field, by name


def taken(bpm: int | None, elapsed_s: float = 0.0, **changes: object) -> SnapshotTaken:
    """The same as the engine's event, caused by an arriving reading."""
    state = "live"
    return SnapshotTaken(
        snapshot(bpm, elapsed_s, **changes), sensor_state=state, arrival_us=int(elapsed_s * 1e6)
    )


def ride_bpm(elapsed_s: float) -> int:
    """A plausible ride: a warm-up, hills of three minutes, a little breathing and drift."""
    warm = 118 + 24 * (1 - math.exp(-elapsed_s / 240))
    hill = max(0.0, math.sin(elapsed_s / 190 * math.pi)) if elapsed_s > 420 else 0.0
    return round(warm + 26 * hill + 2.2 * math.sin(elapsed_s / 5.3) + elapsed_s / 400)


def ride(seconds: int, *, step_s: int = 1, **changes: object) -> Iterator[SnapshotTaken]:
    """A ride's snapshots, one a second."""
    for elapsed in range(0, seconds, step_s):
        bpm = ride_bpm(elapsed)
        slope = (ride_bpm(elapsed) - ride_bpm(max(elapsed - 30, 0))) * 2.0
        yield taken(
            bpm,
            float(elapsed),
            **{"training_load": elapsed / 3600 * 61, "load_per_hour": 61.4, "trend_bpm_per_min": slope}
            | changes,
        )


def live_link(name: str = "Polar H10 8C4CA7") -> ConnectionChanged:
    return ConnectionChanged("A0:9E:1A:8C:4C:A7", name, "live", attempt=1)


def sensors_nearby(*, finished: bool = True) -> SensorsInRange:
    return SensorsInRange(
        (
            SensorInRange("A0:9E:1A:8C:4C:A7", "Polar H10 8C4CA7", -58, ("180d",), "strap"),
            SensorInRange("D4:22:CD:00:11:22", "COROS PACE 3 A1B2C3", -71, ("180d",), "watch"),
            SensorInRange("E8:31:CD:00:11:33", "Forerunner", -88, ("180d",), "watch"),
        ),
        finished=finished,
    )


def finished_session(files: tuple[Path, ...] = (), problem: str | None = None) -> SessionFinished:
    summary = ActivitySummary(
        elapsed_s=2520.0,
        timer_s=2400.0,
        counted_s=2390.0,
        coverage=0.996,
        average_bpm=141.4,
        max_bpm=171,
        min_bpm=92,
        training_load=34.7,
        load_is_estimated=True,
        banister_trimp=61.0,
        edwards_trimp=82.0,
        lucia_trimp=51.0,
        time_in_zone=zone_times({1: 240.0, 2: 1500.0, 3: 420.0, 4: 200.0, 5: 30.0}),
    )
    activity = Activity(
        identity="0d9f0a4e-6f3e-4f57-9a5e-0a3c5e6f7a8b",
        activity_type="indoor_cycling",
        fit_sport=2,
        fit_sub_sport=6,
        started_at=datetime(2026, 11, 22, 18, 4, tzinfo=UTC),
        constants=CONSTANTS,
        samples=tuple(HeartRateSample(float(at), ride_bpm(at), live_link().sensor) for at in range(2400)),
        pauses=(Pause(1200.0, 1320.0),),
        laps=(),
        alerts=(),
        summary=summary,
    )
    return SessionFinished(7, activity, files, problem)
