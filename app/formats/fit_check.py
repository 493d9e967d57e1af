"""Is this FIT file what the activity says? Asked of every export before success is claimed.

The file is read by fitdecode with checksums on and compared with the activity itself, not with what its
writer thought of it.
"""

import io
from collections.abc import Iterator
from datetime import timedelta
from math import floor
from typing import Any

import fitdecode

from app.domain.activity import Activity
from app.formats.errors import FormatError, FormatProblem
from app.formats.fit_contents import UNREADABLE
from app.formats.fit_profile import FIT_EPOCH, TIMESTAMP, ActivityField, Message, Record, Session
from app.formats.seconds import running_seconds, whole_second, wire_bpm

ONCE = (Message.FILE_ID, Message.SESSION, Message.ACTIVITY)


def check_activity_file(octets: bytes, activity: Activity) -> None:
    """Nothing when the file holds this activity; FormatError, DIFFERS where it says something else."""
    found: dict[int, list[dict[int, Any]]] = {number: [] for number in Message}
    for frame in _frames(octets):
        if isinstance(frame, fitdecode.FitDataMessage):
            found.setdefault(frame.global_mesg_num, []).append(
                {
                    said.field_def.def_num: said.raw_value
                    for said in frame.fields
                    if said.field_def is not None
                }
            )
    for number in ONCE:
        _demand(len(found[number]) == 1, f"{len(found[number])} messages of kind {number.name.lower()}")
    _demand(len(found[Message.LAP]) == max(1, len(activity.laps)), "another number of laps")
    _check_times(found[Message.SESSION][0], found[Message.ACTIVITY][0], activity)
    _check_records(found[Message.RECORD], activity)


def _frames(octets: bytes) -> Iterator[object]:
    try:
        with fitdecode.FitReader(
            io.BytesIO(octets),
            processor=None,
            check_crc=fitdecode.CrcCheck.RAISE,
            error_handling=fitdecode.ErrorHandling.RAISE,
        ) as reader:
            yield from reader
    except UNREADABLE as error:
        raise FormatError(FormatProblem.DIFFERS, f"the written file cannot be read: {error}") from error


def _check_times(session: dict[int, Any], whole: dict[int, Any], activity: Activity) -> None:
    start = (activity.started_at - FIT_EPOCH) // timedelta(seconds=1)
    end = start + whole_second(activity.summary.elapsed_s)
    offset_s = (activity.started_at.utcoffset() or timedelta()) // timedelta(seconds=1)
    said = (
        session.get(Session.START_TIME),
        session.get(TIMESTAMP),
        session.get(Session.TOTAL_ELAPSED_TIME),
        session.get(Session.TOTAL_TIMER_TIME),
        session.get(Session.SPORT),
        session.get(Session.SUB_SPORT),
        whole.get(ActivityField.LOCAL_TIMESTAMP),
    )
    meant = (
        start,
        end,
        round(activity.summary.elapsed_s * 1000),
        round(activity.summary.timer_s * 1000),
        activity.fit_sport,
        activity.fit_sub_sport,
        end + offset_s,
    )
    _demand(said == meant, f"times or sport: {said} instead of {meant}")


def _check_records(records: list[dict[int, Any]], activity: Activity) -> None:
    """Every second of timer time has its record, with its own last reading or that of the second before."""
    start = (activity.started_at - FIT_EPOCH) // timedelta(seconds=1)
    seconds = [second for span in running_seconds(activity) for second in span]
    _demand(
        [record.get(TIMESTAMP) for record in records] == [start + second for second in seconds],
        "records at other times",
    )
    last_reading = {
        floor(sample.elapsed_s): wire_bpm(sample.bpm) for sample in activity.samples if sample.bpm is not None
    }
    for second, record in zip(seconds, records, strict=True):
        bpm = record.get(Record.HEART_RATE)
        allowed = {last_reading[second]} if second in last_reading else {None, last_reading.get(second - 1)}
        _demand(bpm in allowed, f"heart rate {bpm} at second {second}")


def _demand(condition: bool, otherwise: str) -> None:
    if not condition:
        raise FormatError(FormatProblem.DIFFERS, f"the written file differs: {otherwise}")
