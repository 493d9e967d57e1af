"""Rides to import: as a watch writes them, as a strap in the laptop's store recorded them."""

import math
from pathlib import Path
from random import Random

from app.domain.recording import EventKind, Notification, RecordedEvent
from app.domain.setup import SessionSetup
from app.engine.replay import replay
from app.sources.translation import translate
from app.storage.folders import Folders
from tests.formats import wild_fit
from tests.storage.store import SECOND_US, HandClocks, recording_in

FIT_EPOCH_S = 631_065_600  # 1989-12-31T00:00:00Z in Unix seconds
STRAP = "A0:9E:1A:00:00:01"
STRAP_NAME = "Polar H10 8C4CA721"


def ride_bpm(second: int) -> int:
    """A warm-up, then hills: a shape that no other ride of the tests has by chance."""
    return round(
        112 + 26 * (1 - math.exp(-second / 150)) + 14 * math.sin(second / 71) + 6 * math.sin(second / 23)
    )


def watch_file(
    start_s: int, seconds: int, *, noise_bpm: float = 0.0, sport: int = 2, level_bpm: int = 0
) -> bytes:
    """A watch's FIT file that begins at this Unix second; `noise_bpm` is its error's standard deviation."""
    chance = Random(20_261_122)
    first = start_s - FIT_EPOCH_S - wild_fit.START
    records = b"".join(
        wild_fit.record(first + second, round(ride_bpm(second) + level_bpm + chance.gauss(0, noise_bpm)))
        for second in range(seconds)
    )
    return wild_fit.fit_file(
        *(wild_fit.FILE_ID, wild_fit.file_id(), wild_fit.EVENT, wild_fit.timer(first, 0)),
        *(wild_fit.RECORD, records, wild_fit.timer(first + seconds, 4)),
        *(wild_fit.SESSION, wild_fit.session(first, first + seconds, sport=sport)),
        *(wild_fit.ACTIVITY, wild_fit.activity(first + seconds, 3600)),
    )


def record_ride(
    home: Path, setup: SessionSetup, seconds: int, clocks: HandClocks | None = None, *, after_s: int = 0
) -> int:
    """A strap's ride in a real store, finished and with its numbers; its activity id.

    The strap stays connected for `after_s` more, the heart falling by a third of a bpm a second.
    """
    folders = Folders.locate(home)
    clocks = clocks or HandClocks()
    with recording_in(folders, clocks.clocks) as recorder:
        clock = recorder.clock
        activity_id = recorder.begin_session(clock.now_us(), clock.utc_us(), 3600, setup.to_json())
        detail = {"sensor": STRAP, "name": STRAP_NAME}
        recorder.record_event(
            RecordedEvent(clock.now_us(), clock.utc_us(), EventKind.SENSOR, activity_id, detail)
        )
        for second in range(seconds + after_s):
            fallen = max(0, second - seconds) / 3
            bpm = round(ride_bpm(min(second, seconds)) - fallen)
            recorder.record_notification(
                Notification(clock.now_us(), clock.utc_us(), STRAP, "2a37", bytes((0, bpm)))
            )
            if second == seconds - 1:
                recorder.finish_session(activity_id, clock.now_us())
            clocks.pass_us(SECOND_US)
        recorder.store_activity(activity_id, replay(recorder.load_recording(activity_id), translate))
    return activity_id
