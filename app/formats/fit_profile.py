"""The part of FIT's global profile that Sidebeat writes and reads: numbers of messages, fields and types.

Source: FIT SDK, Profile (messages and types); names as there.
"""

from datetime import UTC, datetime
from enum import IntEnum

FIT_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
FIRST_ABSOLUTE_TIME = 0x10000000  # date_time: smaller values count from power-on, they are no date
TIMESTAMP = 253  # the same field number in every message
MESSAGE_INDEX = 254

# Developer fields in the session, by which Sidebeat knows its own files again.
SIDEBEAT_APPLICATION = bytes.fromhex("5d1deb3a7b0e4c52a1f39c4e2d7761b8")
IDENTITY_FIELD = 0
TRAINING_LOAD_FIELD = 1


class Message(IntEnum):
    """Global message numbers (mesg_num)."""

    FILE_ID = 0
    SPORT = 12
    SESSION = 18
    LAP = 19
    RECORD = 20
    EVENT = 21
    DEVICE_INFO = 23
    ACTIVITY = 34
    FILE_CREATOR = 49
    HRV = 78
    FIELD_DESCRIPTION = 206
    DEVELOPER_DATA_ID = 207


class FileId(IntEnum):
    """Fields of file_id."""

    TYPE = 0
    MANUFACTURER = 1
    PRODUCT = 2
    SERIAL_NUMBER = 3
    TIME_CREATED = 4
    PRODUCT_NAME = 8


class FileCreator(IntEnum):
    """Fields of file_creator."""

    SOFTWARE_VERSION = 0


class DeveloperDataId(IntEnum):
    """Fields of developer_data_id."""

    APPLICATION_ID = 1
    DEVELOPER_DATA_INDEX = 3
    APPLICATION_VERSION = 4


class FieldDescription(IntEnum):
    """Fields of field_description."""

    DEVELOPER_DATA_INDEX = 0
    FIELD_DEFINITION_NUMBER = 1
    FIT_BASE_TYPE_ID = 2
    FIELD_NAME = 3
    UNITS = 8
    NATIVE_MESG_NUM = 14


class DeviceInfo(IntEnum):
    """Fields of device_info."""

    DEVICE_INDEX = 0
    DEVICE_TYPE = 1
    MANUFACTURER = 2
    SERIAL_NUMBER = 3
    PRODUCT = 4
    SOFTWARE_VERSION = 5
    DESCRIPTOR = 19
    SOURCE_TYPE = 25
    PRODUCT_NAME = 27


class Event(IntEnum):
    """Fields of event."""

    EVENT = 0
    EVENT_TYPE = 1
    EVENT_GROUP = 4


class Record(IntEnum):
    """Fields of record."""

    HEART_RATE = 3


class Hrv(IntEnum):
    """Fields of hrv."""

    TIME = 0


class Lap(IntEnum):
    """Fields of lap."""

    EVENT = 0
    EVENT_TYPE = 1
    START_TIME = 2
    TOTAL_ELAPSED_TIME = 7
    TOTAL_TIMER_TIME = 8
    AVG_HEART_RATE = 15
    MAX_HEART_RATE = 16
    LAP_TRIGGER = 24
    SPORT = 25
    SUB_SPORT = 39


class Session(IntEnum):
    """Fields of session."""

    EVENT = 0
    EVENT_TYPE = 1
    START_TIME = 2
    SPORT = 5
    SUB_SPORT = 6
    TOTAL_ELAPSED_TIME = 7
    TOTAL_TIMER_TIME = 8
    TOTAL_CALORIES = 11
    AVG_HEART_RATE = 16
    MAX_HEART_RATE = 17
    FIRST_LAP_INDEX = 25
    NUM_LAPS = 26
    TRIGGER = 28
    MIN_HEART_RATE = 64
    TIME_IN_HR_ZONE = 65
    SPORT_PROFILE_NAME = 110


class ActivityField(IntEnum):
    """Fields of activity."""

    TOTAL_TIMER_TIME = 0
    NUM_SESSIONS = 1
    TYPE = 2
    EVENT = 3
    EVENT_TYPE = 4
    LOCAL_TIMESTAMP = 5


class SportField(IntEnum):
    """Fields of sport."""

    SPORT = 0
    SUB_SPORT = 1


class EventKind(IntEnum):
    """Values of the type event."""

    TIMER = 0
    SESSION = 8
    LAP = 9
    ACTIVITY = 26


class EventType(IntEnum):
    """Values of the type event_type."""

    START = 0
    STOP = 1
    STOP_ALL = 4
    STOP_DISABLE = 8
    STOP_DISABLE_ALL = 9


class LapTrigger(IntEnum):
    """Values of the type lap_trigger."""

    MANUAL = 0
    SESSION_END = 7


class SourceType(IntEnum):
    """Values of the type source_type."""

    BLUETOOTH_LOW_ENERGY = 3
    LOCAL = 5


ACTIVITY_FILE = 4  # type file
DEVELOPMENT = 255  # type manufacturer: for makers without a number of their own
BLE_HEART_RATE = 1  # type ble_device_type
ANTPLUS_HEART_RATE = 120  # type antplus_device_type
CREATOR = 0  # type device_index
