"""Long sessions played again, written, read and analysed; none of it with a screen."""

import tempfile
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median

from app.domain.activity import Activity
from app.domain.analysis import analyse
from app.domain.heart_model import simulated_heart
from app.domain.profile import AthleteProfile
from app.domain.recording import Notification
from app.domain.session_setups import session_setup
from app.engine.feed import SessionFeed
from app.engine.replay import raw_recording, replay
from app.formats.fit_read import decode_activity
from app.formats.fit_write import encode_activity
from app.sources.translation import translate
from app.storage.folders import Folders
from app.storage.recorder import SqliteRecorder
from app.storage.timeline import system_clocks
from benchmarks.figures import Figure, figure_of_runs
from ble import uuids
from ble.heart_rate import HeartRateMeasurement, encode_measurement

HOUR_S = 3600
REPLAYED_HOURS = 10
RUNS = 5
LEAST_SAMPLES_PER_S = 100_000.0
GROWTH_BUDGET = 1.1
FIT_WRITE_BUDGET_S, FIT_MEMORY_BUDGET_MB = 0.3, 10.0  # for 12 hours
BEGAN_UTC_US = 1_795_000_000_000_000  # an evening in November 2026
MEASUREMENT = uuids.short_form(uuids.HEART_RATE_MEASUREMENT)


def measure() -> list[Figure]:
    """All from the same simulated heart."""
    notifications = heart_rates(12 * HOUR_S)
    figures = replay_figures(notifications[: REPLAYED_HOURS * HOUR_S])
    for hours in (4, 12):
        activity = activity_of(notifications[: hours * HOUR_S])
        figures += file_figures(activity, hours)
    return [*figures, database_figure(notifications[:HOUR_S])]


def heart_rates(seconds: int) -> tuple[Notification, ...]:
    """A strap's notifications with RR intervals, one a second."""
    beats = islice(simulated_heart(Random(1)), seconds)
    return tuple(
        Notification(
            at_us=second * 1_000_000,
            utc_us=BEGAN_UTC_US + second * 1_000_000,
            sensor="00:00:5E:00:53:01",
            characteristic=MEASUREMENT,
            payload=encode_measurement(
                HeartRateMeasurement(bpm=beat.bpm, contact=True, rr_ticks=beat.rr_ticks)
            ),
        )
        for second, beat in enumerate(beats)
    )


def replay_figures(notifications: tuple[Notification, ...]) -> list[Figure]:
    """Through the feed that also runs live; each run gives the whole and every hour of it."""
    runs = [hours_of_replay(notifications) for _ in range(RUNS)]
    whole_s = [sum(hours) for hours in runs]
    per_s = median(len(notifications) / seconds for seconds in whole_s)
    growth = median(hours[-1] / hours[0] for hours in runs)
    return [
        Figure(
            "replay through the engine", per_s, "samples/s", budget=LEAST_SAMPLES_PER_S, more_is_better=True
        ),
        figure_of_runs(f"replay of {REPLAYED_HOURS} hours", whole_s, "s"),
        Figure("a sample in hour 10 against hour 1", growth, "×", budget=GROWTH_BUDGET),
    ]


def hours_of_replay(notifications: tuple[Notification, ...]) -> list[float]:
    """Processor seconds for each hour of the session."""
    feed = SessionFeed(session_setup(AthleteProfile()), 0, translate)
    hours = []
    for hour in range(len(notifications) // HOUR_S):
        begun_s = time.process_time()
        for notification in notifications[hour * HOUR_S : (hour + 1) * HOUR_S]:
            feed.notification(notification)
        hours.append(time.process_time() - begun_s)
    return hours


def activity_of(notifications: tuple[Notification, ...]) -> Activity:
    """The finished activity that these amount to."""
    activity = replay(raw_recording(notifications, session_setup(AthleteProfile())), translate)
    return replace(activity, identity="1c0e9fd2-6d0c-4f21-9a53-6c1b7b1d9f0e", sensor="Simulated strap")


def file_figures(activity: Activity, hours: int) -> list[Figure]:
    """FIT written and read, and what was read analysed."""
    octets = encode_activity(activity)
    decoded = decode_activity(octets)[0]
    setup = session_setup(AthleteProfile())
    name, is_longest = f"FIT, {hours} h with RR", hours == 12
    writing = seconds_of(lambda: encode_activity(activity))
    reading = seconds_of(lambda: decode_activity(octets), runs=1)
    analysing = seconds_of(lambda: analyse(decoded, setup.constants, setup.zone_model), runs=3)
    return [
        figure_of_runs(f"{name}, written", writing, "s", budget=FIT_WRITE_BUDGET_S if is_longest else None),
        Figure(
            f"{name}, extra memory to write",
            extra_memory_mb(lambda: encode_activity(activity)),
            "MB",
            budget=FIT_MEMORY_BUDGET_MB if is_longest else None,
        ),
        figure_of_runs(f"{name}, read", reading, "s"),
        Figure(
            f"analyse, {hours} h", len(decoded.samples) / median(analysing), "samples/s", more_is_better=True
        ),
        Figure(f"{name}, size", len(octets) / 1024, "KB"),
    ]


def seconds_of(work: Callable[[], object], runs: int = RUNS) -> list[float]:
    """Processor seconds of each run."""
    spent = []
    for _ in range(runs):
        begun_s = time.process_time()
        work()
        spent.append(time.process_time() - begun_s)
    return spent


def extra_memory_mb(work: Callable[[], object]) -> float:
    """The most that was held at once beyond what there was before."""
    tracemalloc.start()
    try:
        held, _ = tracemalloc.get_traced_memory()
        work()
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    return (most - held) / (1024 * 1024)


def database_figure(notifications: tuple[Notification, ...]) -> Figure:
    """How much the database grows by an hour of one strap."""
    with tempfile.TemporaryDirectory() as folder:
        folders = Folders.locate(Path(folder))
        empty = SqliteRecorder.open(folders, system_clocks())
        empty.close()
        before = folders.database.stat().st_size
        recorder = SqliteRecorder.open(folders, system_clocks())
        now_us = recorder.clock.now_us()
        for notification in notifications:
            recorder.record_notification(replace(notification, at_us=now_us + notification.at_us))
        recorder.close()
        return Figure(
            "database, an hour of one strap", (folders.database.stat().st_size - before) / 1024, "KB"
        )
