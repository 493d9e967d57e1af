"""The stages of a heartbeat by themselves, over the same bytes: decode, commit, derive, bridge, paint."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.domain.profile import AthleteProfile
from app.domain.recording import Notification
from app.domain.session_setups import session_setup
from app.engine.events import SnapshotTaken, TraceRestored
from app.engine.feed import SessionFeed
from app.sources.translation import translate
from app.storage.folders import Folders
from app.storage.recorder import SqliteRecorder
from app.storage.timeline import system_clocks
from app.ui.engine_bridge import EngineBridge
from app.ui.main_window import MainWindow
from app.ui.session_control import SessionControl
from app.ui.theme import Theme
from benchmarks.children.costs import processor_s, spent_ms
from ble import uuids

BEATS = 5000
COMMITS = PAINTS = 400  # each round
SCREEN_PX = (1920, 1080)
OLD_S = 4 * 3600  # how long the trace is that the paints go on
MEASUREMENT = uuids.short_form(uuids.HEART_RATE_MEASUREMENT)
ROUNDS = 5  # the quickest counts: what others take of the machine is not this program's


def stages_ms(database: Path) -> dict[str, float]:
    """Milliseconds of processor time for a heartbeat in each stage."""
    notifications = read_notifications(database)
    decode_ms = quickest_ms(lambda: decode(notifications))
    return {
        "decode": decode_ms,
        "commit": commit_ms(notifications[:COMMITS], database.parent / "commits"),
        "derive": quickest_ms(lambda: derive(notifications)) - decode_ms,
        "bridge": quickest_ms(cross),
        "paint": paint_ms(notifications),
    }


def commit_ms(notifications: list[Notification], home: Path) -> float:
    """A row of its own on disk before the next: what the recorder's thread takes for it."""
    recorder = SqliteRecorder.open(Folders.locate(home), system_clocks(), command="sidebeat bench")
    rounds = []
    for _ in range(ROUNDS):
        before = processor_s()
        for notification in notifications:
            recorder.record_notification(notification)
            recorder.flush()
        spent = spent_ms(before, len(notifications))
        rounds.append(spent.get("recorder", spent["process"]))
    recorder.close()
    return min(rounds)


def paint_ms(notifications: list[Notification]) -> float:
    """The live page on the screen, from a snapshot to its pixels, behind four hours of trace."""
    setup = session_setup(AthleteProfile())
    window = MainWindow(Theme(), SessionControl(setup))
    window.resize(*SCREEN_PX)
    window.show()
    times_s = tuple(float(second) for second in range(OLD_S))
    rates_bpm = tuple(120.0 + second % 40 for second in range(OLD_S))
    window.live.trace.restore(TraceRestored(times_s, rates_bpm, (), ()))
    snapshots = taken_from(notifications, OLD_S)
    rounds = []
    for _ in range(ROUNDS):
        round_ = list(islice(snapshots, PAINTS))
        before_s = time.thread_time()
        for taken in round_:
            window.show_snapshot(taken)
            QCoreApplication.processEvents()
        rounds.append((time.thread_time() - before_s) * 1e3 / len(round_))
    window.hide()
    window.deleteLater()
    return min(rounds)


def taken_from(notifications: list[Notification], age_s: int) -> Iterator[SnapshotTaken]:
    """What the engine would tell of a session that is `age_s` old when the first of them comes."""
    feed = SessionFeed(session_setup(AthleteProfile()), notifications[0].at_us - age_s * 1_000_000, translate)
    for notification in notifications:
        feed.notification(notification)
        yield SnapshotTaken(feed.session.snapshot(), sensor_state="live", arrival_us=notification.at_us)


def read_notifications(database: Path) -> list[Notification]:
    """The first heart rates recorded there."""
    query = (
        "SELECT at_us, utc_us, address, characteristic, payload FROM notification JOIN sensor"
        " USING (sensor_id) WHERE characteristic = ? ORDER BY notification_id LIMIT ?"
    )
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        return [Notification(*row) for row in connection.execute(query, (MEASUREMENT, BEATS))]


def decode(notifications: list[Notification]) -> None:
    """Bytes into samples."""
    for notification in notifications:
        translate(notification, 0.0)


def derive(notifications: list[Notification]) -> None:
    """Bytes into what is shown: one snapshot with each beat and one with each second, as the engine does."""
    began_us = notifications[0].at_us
    feed = SessionFeed(session_setup(AthleteProfile()), began_us, translate)
    for second, notification in enumerate(notifications, start=1):
        feed.notification(notification)
        feed.session.snapshot()
        feed.advance(began_us + second * 1_000_000)
        feed.session.snapshot()


def cross() -> None:
    """Snapshots from one side of the bridge to the other, one beat at a time."""
    bridge = EngineBridge()
    feed = SessionFeed(session_setup(AthleteProfile()), 0, translate)
    snapshot = feed.session.snapshot()
    for _ in range(BEATS):
        bridge.deliver(SnapshotTaken(snapshot))
        QCoreApplication.processEvents()


def quickest_ms(work: Callable[[], None]) -> float:
    """The least of several rounds, for each beat."""
    rounds = []
    for _ in range(ROUNDS):
        before_s = time.thread_time()
        work()
        rounds.append((time.thread_time() - before_s) * 1e3 / BEATS)
    return min(rounds)
