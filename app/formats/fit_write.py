"""A finished activity as a FIT activity file.

Messages in the order of the FIT SDK's activity files: file_id, file_creator, developer fields, device_info,
event timer start, records with hrv between them, event stop_all, laps, session, activity. Absent values are
left out or invalid, never 0. Source: FIT SDK, "FIT Activity File" and Profile.
"""

import struct
import zlib
from datetime import timedelta

from app import __version__
from app.domain.activity import Activity
from app.domain.snapshot import Lap as DomainLap
from app.formats.errors import FormatError, FormatProblem
from app.formats.fit_profile import (
    ACTIVITY_FILE,
    BLE_HEART_RATE,
    CREATOR,
    DEVELOPMENT,
    FIRST_ABSOLUTE_TIME,
    FIT_EPOCH,
    IDENTITY_FIELD,
    MESSAGE_INDEX,
    SIDEBEAT_APPLICATION,
    TIMESTAMP,
    TRAINING_LOAD_FIELD,
    ActivityField,
    DeveloperDataId,
    DeviceInfo,
    Event,
    EventKind,
    EventType,
    FieldDescription,
    FileCreator,
    FileId,
    Hrv,
    Lap,
    LapTrigger,
    Message,
    Record,
    Session,
    SourceType,
)
from app.formats.fit_wire import INVALID_UINT8, INVALID_UINT16, BaseType, Field, FitStream
from app.formats.seconds import SecondBySecond, running_seconds, whole_second, wire_bpm

RR_PER_MESSAGE = 5  # what Garmin's files hold in one hrv message
PRODUCT = 1
SENSOR_INDEX = 1  # device_index of the heart-rate sensor
_RECORD = struct.Struct("<BIB")
_HRV = struct.Struct(f"<B{RR_PER_MESSAGE}H")
_LAST_TIME = 0xFFFFFFFF  # date_time's invalid value
_LONGEST_MS = 0xFFFFFFFE


def encode_activity(activity: Activity) -> bytes:
    """The activity as a FIT file. FormatError (OUT_OF_RANGE) when a number does not fit into FIT's fields."""
    try:
        return _Writer(activity).write()
    except struct.error as error:
        raise FormatError(FormatProblem.OUT_OF_RANGE, f"FIT has no room for a number: {error}") from error


class _Writer:
    """One activity on its way into a FitStream."""

    def __init__(self, activity: Activity) -> None:
        self._activity = activity
        self._stream = FitStream()
        self._start = (activity.started_at - FIT_EPOCH) // timedelta(seconds=1)
        self._end = self._start + whole_second(activity.summary.elapsed_s)
        self._serial_number = zlib.crc32(activity.identity.encode()) or 1  # uint32z: 0 is invalid
        if not FIRST_ABSOLUTE_TIME <= self._start <= self._end < _LAST_TIME:
            raise FormatError(FormatProblem.OUT_OF_RANGE, "FIT has no date for this activity")
        if activity.summary.elapsed_s * 1000 > _LONGEST_MS:
            raise FormatError(FormatProblem.OUT_OF_RANGE, "FIT has no room for an activity this long")

    def write(self) -> bytes:
        """All messages, in order."""
        self._file()
        self._developer_fields()
        self._devices()
        self._timeline()
        self._laps()
        self._session()
        self._activity_message()
        return self._stream.finish()

    def _file(self) -> None:
        self._stream.message(
            Message.FILE_ID,
            Field(FileId.TYPE, BaseType.ENUM, ACTIVITY_FILE),
            Field(FileId.MANUFACTURER, BaseType.UINT16, DEVELOPMENT),
            Field(FileId.PRODUCT, BaseType.UINT16, PRODUCT),
            Field(FileId.SERIAL_NUMBER, BaseType.UINT32Z, self._serial_number),
            Field(FileId.TIME_CREATED, BaseType.UINT32, self._start),
            Field(FileId.PRODUCT_NAME, BaseType.STRING, "Sidebeat"),
        )
        self._stream.message(
            Message.FILE_CREATOR, Field(FileCreator.SOFTWARE_VERSION, BaseType.UINT16, software_version())
        )

    def _developer_fields(self) -> None:
        self._stream.message(
            Message.DEVELOPER_DATA_ID,
            Field(DeveloperDataId.APPLICATION_ID, BaseType.BYTE, SIDEBEAT_APPLICATION),
            Field(DeveloperDataId.DEVELOPER_DATA_INDEX, BaseType.UINT8, 0),
            Field(DeveloperDataId.APPLICATION_VERSION, BaseType.UINT32, software_version()),
        )
        self._describe(IDENTITY_FIELD, BaseType.STRING, "sidebeat_identity", None)
        self._describe(TRAINING_LOAD_FIELD, BaseType.FLOAT32, "sidebeat_training_load", "load")

    def _describe(self, number: int, base: BaseType, name: str, units: str | None) -> None:
        self._stream.message(
            Message.FIELD_DESCRIPTION,
            Field(FieldDescription.DEVELOPER_DATA_INDEX, BaseType.UINT8, 0),
            Field(FieldDescription.FIELD_DEFINITION_NUMBER, BaseType.UINT8, number),
            Field(FieldDescription.FIT_BASE_TYPE_ID, BaseType.UINT8, base.value[0]),
            Field(FieldDescription.FIELD_NAME, BaseType.STRING, name),
            Field(FieldDescription.UNITS, BaseType.STRING, units),
            Field(FieldDescription.NATIVE_MESG_NUM, BaseType.UINT16, Message.SESSION),
        )

    def _devices(self) -> None:
        self._stream.message(
            Message.DEVICE_INFO,
            Field(TIMESTAMP, BaseType.UINT32, self._start),
            Field(DeviceInfo.DEVICE_INDEX, BaseType.UINT8, CREATOR),
            Field(DeviceInfo.SOURCE_TYPE, BaseType.ENUM, SourceType.LOCAL),
            Field(DeviceInfo.MANUFACTURER, BaseType.UINT16, DEVELOPMENT),
            Field(DeviceInfo.PRODUCT, BaseType.UINT16, PRODUCT),
            Field(DeviceInfo.SERIAL_NUMBER, BaseType.UINT32Z, self._serial_number),
            Field(DeviceInfo.SOFTWARE_VERSION, BaseType.UINT16, software_version()),
            Field(DeviceInfo.PRODUCT_NAME, BaseType.STRING, "Sidebeat"),
        )
        if self._activity.sensor or self._activity.manufacturer:
            self._stream.message(
                Message.DEVICE_INFO,
                Field(TIMESTAMP, BaseType.UINT32, self._start),
                Field(DeviceInfo.DEVICE_INDEX, BaseType.UINT8, SENSOR_INDEX),
                Field(DeviceInfo.DEVICE_TYPE, BaseType.UINT8, BLE_HEART_RATE),
                Field(DeviceInfo.SOURCE_TYPE, BaseType.ENUM, SourceType.BLUETOOTH_LOW_ENERGY),
                Field(DeviceInfo.PRODUCT_NAME, BaseType.STRING, self._activity.sensor or None),
                Field(DeviceInfo.DESCRIPTOR, BaseType.STRING, self._activity.manufacturer or None),
            )

    def _timer(self, second: int, kind: EventType) -> None:
        self._stream.message(
            Message.EVENT,
            Field(TIMESTAMP, BaseType.UINT32, self._start + second),
            Field(Event.EVENT, BaseType.ENUM, EventKind.TIMER),
            Field(Event.EVENT_TYPE, BaseType.ENUM, kind),
            Field(Event.EVENT_GROUP, BaseType.UINT8, 0),
        )

    def _timeline(self) -> None:
        """Timer events, and one record for each second between them with the beats that arrived in it."""
        seconds = SecondBySecond(self._activity.samples, self._activity.cuts)
        spans = tuple(running_seconds(self._activity))
        for number, span in enumerate(spans, start=1):
            self._timer(span.start, EventType.START)
            self._records(span, seconds)
            self._timer(
                max(span.start, span.stop), EventType.STOP if number < len(spans) else EventType.STOP_ALL
            )

    def _records(self, span: range, seconds: SecondBySecond) -> None:
        record = self._stream.define(
            Message.RECORD, (TIMESTAMP, 4, BaseType.UINT32), (Record.HEART_RATE, 1, BaseType.UINT8)
        )
        hrv = self._stream.define(Message.HRV, (Hrv.TIME, 2 * RR_PER_MESSAGE, BaseType.UINT16))
        for second in span:
            bpm, _source, rr_ms = seconds.take(second)
            self._stream.append(
                _RECORD.pack(record, self._start + second, INVALID_UINT8 if bpm is None else bpm)
            )
            for first in range(0, len(rr_ms), RR_PER_MESSAGE):
                group = rr_ms[first : first + RR_PER_MESSAGE]
                padding = [INVALID_UINT16] * (RR_PER_MESSAGE - len(group))
                self._stream.append(_HRV.pack(hrv, *group, *padding))

    def _laps(self) -> None:
        laps = self._laps_or_whole()
        for index, lap in enumerate(laps):
            is_last = index == len(laps) - 1
            trigger = LapTrigger.SESSION_END if is_last else LapTrigger.MANUAL
            self._stream.message(
                Message.LAP,
                Field(MESSAGE_INDEX, BaseType.UINT16, index),
                Field(TIMESTAMP, BaseType.UINT32, self._start + whole_second(lap.end_s)),
                Field(Lap.START_TIME, BaseType.UINT32, self._start + whole_second(lap.start_s)),
                Field(Lap.TOTAL_ELAPSED_TIME, BaseType.UINT32, _ms(lap.end_s - lap.start_s)),
                Field(Lap.TOTAL_TIMER_TIME, BaseType.UINT32, _ms(lap.timer_s)),
                Field(Lap.AVG_HEART_RATE, BaseType.UINT8, wire_bpm(lap.average_bpm)),
                Field(Lap.MAX_HEART_RATE, BaseType.UINT8, wire_bpm(lap.max_bpm)),
                Field(Lap.EVENT, BaseType.ENUM, EventKind.LAP),
                Field(Lap.EVENT_TYPE, BaseType.ENUM, EventType.STOP),
                Field(Lap.LAP_TRIGGER, BaseType.ENUM, trigger),
                Field(Lap.SPORT, BaseType.ENUM, self._activity.fit_sport),
                Field(Lap.SUB_SPORT, BaseType.ENUM, self._activity.fit_sub_sport),
            )

    def _laps_or_whole(self) -> tuple[DomainLap, ...]:
        summary = self._activity.summary
        whole = DomainLap(
            number=1,
            start_s=0.0,
            end_s=summary.elapsed_s,
            timer_s=summary.timer_s,
            training_load=summary.training_load,
            average_bpm=summary.average_bpm,
            max_bpm=summary.max_bpm,
        )
        return self._activity.laps or (whole,)

    def _session(self) -> None:
        activity, summary = self._activity, self._activity.summary
        zones_ms = [_ms(zone.seconds) for zone in summary.time_in_zone]
        self._stream.message(
            Message.SESSION,
            Field(MESSAGE_INDEX, BaseType.UINT16, 0),
            Field(TIMESTAMP, BaseType.UINT32, self._end),
            Field(Session.START_TIME, BaseType.UINT32, self._start),
            Field(Session.TOTAL_ELAPSED_TIME, BaseType.UINT32, _ms(summary.elapsed_s)),
            Field(Session.TOTAL_TIMER_TIME, BaseType.UINT32, _ms(summary.timer_s)),
            Field(Session.SPORT, BaseType.ENUM, activity.fit_sport),
            Field(Session.SUB_SPORT, BaseType.ENUM, activity.fit_sub_sport),
            Field(Session.SPORT_PROFILE_NAME, BaseType.STRING, activity.activity_type or None),
            Field(Session.AVG_HEART_RATE, BaseType.UINT8, wire_bpm(summary.average_bpm)),
            Field(Session.MAX_HEART_RATE, BaseType.UINT8, wire_bpm(summary.max_bpm)),
            Field(Session.MIN_HEART_RATE, BaseType.UINT8, wire_bpm(summary.min_bpm)),
            Field(Session.TOTAL_CALORIES, BaseType.UINT16, _kcal(activity.energy_kcal)),
            Field(Session.TIME_IN_HR_ZONE, BaseType.UINT32, zones_ms or None),
            Field(Session.FIRST_LAP_INDEX, BaseType.UINT16, 0),
            Field(Session.NUM_LAPS, BaseType.UINT16, len(self._laps_or_whole())),
            Field(Session.EVENT, BaseType.ENUM, EventKind.SESSION),
            Field(Session.EVENT_TYPE, BaseType.ENUM, EventType.STOP),
            Field(Session.TRIGGER, BaseType.ENUM, 0),  # activity_end
            developer_fields=(
                Field(IDENTITY_FIELD, BaseType.STRING, activity.identity),
                Field(
                    TRAINING_LOAD_FIELD,
                    BaseType.FLOAT32,
                    summary.training_load if summary.counted_s else None,
                ),
            ),
        )

    def _activity_message(self) -> None:
        offset = self._activity.started_at.utcoffset() or timedelta()
        self._stream.message(
            Message.ACTIVITY,
            Field(TIMESTAMP, BaseType.UINT32, self._end),
            Field(ActivityField.TOTAL_TIMER_TIME, BaseType.UINT32, _ms(self._activity.summary.timer_s)),
            Field(ActivityField.NUM_SESSIONS, BaseType.UINT16, 1),
            Field(ActivityField.TYPE, BaseType.ENUM, 0),  # manual
            Field(ActivityField.EVENT, BaseType.ENUM, EventKind.ACTIVITY),
            Field(ActivityField.EVENT_TYPE, BaseType.ENUM, EventType.STOP),
            Field(ActivityField.LOCAL_TIMESTAMP, BaseType.UINT32, self._end + offset // timedelta(seconds=1)),
        )


def software_version() -> int:
    """Sidebeat's version as FIT writes versions: 100 · major + minor."""
    major, minor, *_rest = __version__.split(".")
    return 100 * int(major) + int(minor)


def _ms(seconds: float) -> int:
    """Seconds as FIT keeps them (scale 1000)."""
    return max(0, round(seconds * 1000))


def _kcal(energy_kcal: float | None) -> int | None:
    return None if energy_kcal is None else min(round(energy_kcal), INVALID_UINT16 - 1)
