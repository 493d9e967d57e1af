"""Assigned numbers of the Bluetooth SIG that Sidebeat uses, as lower-case 128-bit strings.

Source: Bluetooth Assigned Numbers, sections 3.4 (services) and 3.8 (characteristics).
"""

_BASE_PREFIX = "0000"
_BASE_SUFFIX = "-0000-1000-8000-00805f9b34fb"


def from_assigned_number(number: int) -> str:
    """The 128-bit string of a 16-bit assigned number: 0x180D → `0000180d-0000-1000-8000-00805f9b34fb`."""
    return f"{_BASE_PREFIX}{number:04x}{_BASE_SUFFIX}"


def short_form(uuid: str) -> str:
    """Four hexadecimal digits where the UUID is a 16-bit assigned number (`2a37`), else the whole UUID."""
    lowered = uuid.lower()
    if lowered.startswith(_BASE_PREFIX) and lowered.endswith(_BASE_SUFFIX):
        return lowered[4:8]
    return lowered


HEART_RATE_SERVICE = from_assigned_number(0x180D)
HEART_RATE_MEASUREMENT = from_assigned_number(0x2A37)
BODY_SENSOR_LOCATION = from_assigned_number(0x2A38)
HEART_RATE_CONTROL_POINT = from_assigned_number(0x2A39)

BATTERY_SERVICE = from_assigned_number(0x180F)
BATTERY_LEVEL = from_assigned_number(0x2A19)

DEVICE_INFORMATION_SERVICE = from_assigned_number(0x180A)
MODEL_NUMBER = from_assigned_number(0x2A24)
SERIAL_NUMBER = from_assigned_number(0x2A25)
FIRMWARE_REVISION = from_assigned_number(0x2A26)
MANUFACTURER_NAME = from_assigned_number(0x2A29)
