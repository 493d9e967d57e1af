"""FitContents: what one FIT file says, gathered message by message as raw numbers, not yet put together."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from fitdecode import FitDataMessage, FitError

from app.domain.frozen import frozen
from app.formats.errors import FormatError, FormatProblem
from app.formats.fit_profile import (
    ANTPLUS_HEART_RATE,
    BLE_HEART_RATE,
    CREATOR,
    FIRST_ABSOLUTE_TIME,
    IDENTITY_FIELD,
    SIDEBEAT_APPLICATION,
    TIMESTAMP,
    ActivityField,
    DeveloperDataId,
    DeviceInfo,
    Event,
    EventKind,
    EventType,
    FileId,
    Hrv,
    Lap,
    Message,
    Record,
    Session,
    SourceType,
    SportField,
)

LONGEST_RR_MS = 0xFFFF  # uint16's invalid value
MOST_ACTIVITIES = 100  # files and sessions in one file; the longest swimrun has about fifty stretches
# What fitdecode raises on nonsense: its own family, and what it lets through.
UNREADABLE = (
    FitError,
    AssertionError,
    AttributeError,
    LookupError,
    OverflowError,
    TypeError,
    ValueError,
    struct.error,
)
_STOPS = frozenset((EventType.STOP, EventType.STOP_ALL, EventType.STOP_DISABLE, EventType.STOP_DISABLE_ALL))

Values = Mapping[int, Any]


@frozen
class TimerEvent:
    """The timer started or stopped; `place` counts the records before it."""

    place: int
    time: int
    is_start: bool


@frozen
class LapMessage:
    """A lap; `place` counts the records before it. Times are FIT seconds."""

    place: int
    start: int | None
    end: int


@frozen
class SessionMessage:
    """A session as the file sums it up. Times are FIT seconds, durations seconds."""

    start: int | None
    end: int | None
    sport: int | None
    sub_sport: int | None
    elapsed_s: float | None
    timer_s: float | None
    identity: str | None


@dataclass(slots=True)
class FitContents:
    """Grows with `take`. Records are (FIT second, bpm or None), beats (records before, ms).

    A second that two records in a row tell of is one of `records`.
    """

    checksum_is_right: bool = True
    has_tail: bool = False
    file_type: int | None = None
    manufacturer: int | None = None
    product: int | None = None
    recorder: str | None = None
    sensor: str | None = None
    sport: int | None = None
    sub_sport: int | None = None
    activity_time: int | None = None
    local_time: int | None = None
    records: list[tuple[int, int | None]] = field(default_factory=list)
    beats: list[tuple[int, int]] = field(default_factory=list)
    timer: list[TimerEvent] = field(default_factory=list)
    laps: list[LapMessage] = field(default_factory=list)
    sessions: list[SessionMessage] = field(default_factory=list)
    own_developer_indexes: set[int] = field(default_factory=set)

    def is_empty(self) -> bool:
        """Whether nothing of an activity has been taken yet."""
        return not (self.records or self.sessions)

    def take(self, message: int, values: Values, identity: str | None = None) -> None:
        """One data message, raw values by field number; those that do not matter here are passed over."""
        match message:
            case Message.RECORD:
                self._record(values)
            case Message.HRV:
                self._hrv(values)
            case Message.EVENT:
                self._event(values)
            case Message.LAP:
                self._lap(values)
            case Message.SESSION:
                self._session(values, identity)
            case _:
                self._rare(message, values)

    def _rare(self, message: int, values: Values) -> None:
        match message:
            case Message.ACTIVITY:
                self.activity_time = _time(values, TIMESTAMP)
                self.local_time = _time(values, ActivityField.LOCAL_TIMESTAMP)
            case Message.SPORT:
                self.sport = _number(values, SportField.SPORT)
                self.sub_sport = _number(values, SportField.SUB_SPORT)
            case Message.FILE_ID:
                self._file_id(values)
            case Message.DEVICE_INFO:
                self._device_info(values)
            case Message.DEVELOPER_DATA_ID:
                self._developer_data_id(values)

    def _record(self, values: Values) -> None:
        time, bpm = _time(values, TIMESTAMP), _number(values, Record.HEART_RATE) or None  # 0 bpm means none
        if time is None:
            return
        if not self.records or self.records[-1][0] != time:
            self.records.append((time, bpm))
        elif self.records[-1][1] is None:  # seen: a second told in two records, one for each sensor
            self.records[-1] = (time, bpm)

    def _hrv(self, values: Values) -> None:
        said = values.get(Hrv.TIME)
        times = said if isinstance(said, tuple) else (said,)
        place = len(self.records)
        self.beats.extend((place, ms) for ms in times if isinstance(ms, int) and 0 < ms < LONGEST_RR_MS)

    def _event(self, values: Values) -> None:
        time, kind = _time(values, TIMESTAMP), _number(values, Event.EVENT_TYPE)
        if time is None or _number(values, Event.EVENT) != EventKind.TIMER:
            return
        if kind == EventType.START or kind in _STOPS:
            self.timer.append(TimerEvent(len(self.records), time, kind == EventType.START))

    def _lap(self, values: Values) -> None:
        end = _time(values, TIMESTAMP)
        if end is not None:
            self.laps.append(LapMessage(len(self.records), _time(values, Lap.START_TIME), end))

    def _session(self, values: Values, identity: str | None) -> None:
        self.sessions.append(
            SessionMessage(
                start=_time(values, Session.START_TIME),
                end=_time(values, TIMESTAMP),
                sport=_number(values, Session.SPORT),
                sub_sport=_number(values, Session.SUB_SPORT),
                elapsed_s=_seconds(values, Session.TOTAL_ELAPSED_TIME),
                timer_s=_seconds(values, Session.TOTAL_TIMER_TIME),
                identity=identity,
            )
        )

    def _file_id(self, values: Values) -> None:
        self.file_type = _number(values, FileId.TYPE)
        self.manufacturer = _number(values, FileId.MANUFACTURER)
        self.product = _number(values, FileId.PRODUCT)
        self.recorder = _text(values, FileId.PRODUCT_NAME)

    def _device_info(self, values: Values) -> None:
        name = _text(values, DeviceInfo.PRODUCT_NAME) or _text(values, DeviceInfo.DESCRIPTOR)
        if _number(values, DeviceInfo.DEVICE_INDEX) == CREATOR:
            self.recorder = self.recorder or name
            return
        is_ble = _number(values, DeviceInfo.SOURCE_TYPE) == SourceType.BLUETOOTH_LOW_ENERGY
        heart_rate = BLE_HEART_RATE if is_ble else ANTPLUS_HEART_RATE
        if _number(values, DeviceInfo.DEVICE_TYPE) == heart_rate:
            self.sensor = self.sensor or name

    def _developer_data_id(self, values: Values) -> None:
        index = _number(values, DeveloperDataId.DEVELOPER_DATA_INDEX)
        application = values.get(DeveloperDataId.APPLICATION_ID)
        if index is not None and application == tuple(SIDEBEAT_APPLICATION):
            self.own_developer_indexes.add(index)


class FitFiles:
    """The files of one stream of bytes, in order; bounded."""

    def __init__(self) -> None:
        self.contents: list[FitContents] = []

    def begin(self) -> FitContents:
        """Another file begins. FormatError when there are too many."""
        if len(self.contents) == MOST_ACTIVITIES:
            raise FormatError(FormatProblem.TOO_LARGE, f"more than {MOST_ACTIVITIES} files in one")
        self.contents.append(FitContents())
        return self.contents[-1]

    def take(self, message: int, values: Values, identity: str | None = None) -> FitContents:
        """One data message; the file that it belongs to. FormatError when there are too many sessions."""
        if message == Message.FILE_ID and not self.contents[-1].is_empty():
            self.begin()  # seen: files joined under one header
        contents = self.contents[-1]
        contents.take(message, values, identity)
        if len(contents.sessions) > MOST_ACTIVITIES:
            raise FormatError(FormatProblem.TOO_LARGE, f"more than {MOST_ACTIVITIES} sessions")
        return contents


def identity_said(frame: FitDataMessage, own_developer_indexes: set[int]) -> str | None:
    """Sidebeat's identity among a message's developer fields."""
    for said in frame.fields:
        definition = said.field_def
        if definition is None or not definition.is_dev or definition.def_num != IDENTITY_FIELD:
            continue
        if definition.dev_data_index in own_developer_indexes and isinstance(said.raw_value, str):
            return said.raw_value
    return None


def raw_values(frame: FitDataMessage) -> dict[int, Any]:
    """Raw values by field number; developer fields, absent ones and fitdecode's expansions are left out."""
    values: dict[int, Any] = {}
    for said in frame.fields:
        if said.raw_value is None:
            continue
        if said.field_def is None:  # expanded from another field, or a compressed time stamp
            if said.def_num == TIMESTAMP:
                values[TIMESTAMP] = said.raw_value
        elif not said.field_def.is_dev:
            values[said.field_def.def_num] = said.raw_value
    return values


def _number(values: Values, number: int) -> int | None:
    value = values.get(number)
    return value if isinstance(value, int) else None


def _time(values: Values, number: int) -> int | None:
    """A date_time; None where it is absent or counts from power-on."""
    value = _number(values, number)
    return value if value is not None and value >= FIRST_ABSOLUTE_TIME else None


def _seconds(values: Values, number: int) -> float | None:
    value = _number(values, number)
    return None if value is None else value / 1000


def _text(values: Values, number: int) -> str | None:
    value = values.get(number)
    return value if isinstance(value, str) and value else None
