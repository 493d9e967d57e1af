"""`sidebeat replay`: a recording through the live view."""

import argparse
import queue
from pathlib import Path

from app.cli.failure import CannotError
from app.cli.record import Events, Interrupt, follow
from app.cli.sentences import never_on_air, no_activity
from app.domain.recording import Recording
from app.domain.session_setups import session_setup
from app.engine.replay import raw_recording
from app.formats.errors import FormatError
from app.formats.raw_lines import decode_raw_lines
from app.storage.foreign_file import read_foreign
from app.storage.history import History
from app.wiring.house import House
from app.wiring.live import replaying
from app.wiring.live_commands import INTERRUPTED, view_for

LONGEST_PLAYED_S = 14 * 86_400  # as of files: each second is a step, and a wrong one may lie years ahead


def replay(house: House, arguments: argparse.Namespace) -> int:
    """Plays a recording through the live view, in the terminal or in the window."""
    recording = recording_named(house, arguments.recording)
    if arguments.window:
        from app.wiring.replay_window import replay_in_window  # noqa: PLC0415 - Qt: only where it is asked for

        return replay_in_window(house, recording, arguments.speed)
    events: Events = queue.SimpleQueue()
    engine = replaying(recording, events.put, arguments.speed)
    engine.start()
    try:
        with Interrupt() as interrupt:
            interrupt.asks(engine.stop_session)
            follow(events, view_for(as_json=arguments.json), interrupt)
    finally:
        engine.close()
    return INTERRUPTED if interrupt.happened else 0


def recording_named(house: House, word: str) -> Recording:
    """The recording of that activity id, or in that raw file. CannotError when there is none."""
    if word.isdecimal() and not Path(word).exists():
        try:
            recording = History(house.folders).recording(int(word))
        except (KeyError, OverflowError) as error:  # or larger than any number of the database's
            raise CannotError(no_activity(word)) from error
        if recording.original is not None:
            raise CannotError(never_on_air(recording.activity_id))
        return recording
    try:
        notifications = decode_raw_lines(read_foreign(Path(word)))
    except OSError as error:
        raise CannotError(f"{word} cannot be read: {error.strerror}.") from error
    except FormatError as error:
        raise CannotError(f"{word} is no recording: {error}.") from error
    if not notifications:
        raise CannotError(f"{word} holds no heartbeat.")
    arrivals_us = [notification.at_us for notification in notifications]
    if max(arrivals_us) - min(arrivals_us) > LONGEST_PLAYED_S * 1e6:
        raise CannotError(f"{word} goes on for longer than {LONGEST_PLAYED_S // 86_400} days.")
    return raw_recording(notifications, session_setup(house.profile()))
