"""The Battery Service on the wire. Source: Bluetooth SIG, Battery Service 1.0 (Battery Level, 0x2A19)."""

from ble.wire import MalformedValueError, first_u8


def decode_battery_level(value: bytes) -> int:
    """Reads percent, 0 … 100. MalformedValueError when empty or above."""
    percent = first_u8(value, "battery level")
    return _checked(percent)


def encode_battery_level(percent: int) -> bytes:
    """Writes percent, 0 … 100; MalformedValueError outside."""
    return bytes([_checked(percent)])


def _checked(percent: int) -> int:
    if not 0 <= percent <= 100:
        raise MalformedValueError(f"battery level is not a percentage: {percent}")
    return percent
