"""The stages of a heartbeat by themselves: decode, derive and bridge, over the same recorded bytes."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.domain.profile import AthleteProfile
from app.domain.recording import Notification
from app.domain.session_setups import session_setup
from app.engine.events import SnapshotTaken
from app.engine.feed import SessionFeed
from app.sources.translation import translate
from app.ui.engine_bridge import EngineBridge
from ble import uuids

BEATS = 5000
MEASUREMENT = uuids.short_form(uuids.HEART_RATE_MEASUREMENT)
ROUNDS = 5  # the quickest counts: what others take of the machine is not this program's


def stages_ms(database: Path) -> dict[str, float]:
    """Milliseconds of processor time for a heartbeat in each stage."""
    notifications = read_notifications(database)
    decode_ms = quickest_ms(lambda: decode(notifications))
    return {
        "decode": decode_ms,
        "derive": quickest_ms(lambda: derive(notifications)) - decode_ms,
        "bridge": quickest_ms(cross),
    }


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
