"""Targets for the wire decoders of ble. Each takes any bytes and lets nothing out but what is a bug."""

from collections.abc import Callable
from typing import TypeVar

from ble.battery import decode_battery_level, encode_battery_level
from ble.device_information import LONGEST_TEXT, decode_text, encode_text
from ble.heart_rate import (
    BodySensorLocation,
    HeartRateMeasurement,
    decode_body_sensor_location,
    decode_control_point,
    decode_measurement,
    encode_body_sensor_location,
    encode_control_point,
    encode_measurement,
)
from ble.wire import MalformedValueError

T = TypeVar("T")

MEASUREMENTS = (
    HeartRateMeasurement(72),
    HeartRateMeasurement(0, contact=False),
    HeartRateMeasurement(144, contact=True, rr_ticks=(427, 431)),
    HeartRateMeasurement(300, contact=True, energy_kj=65535, rr_ticks=(200,) * 7),
)


def measurement_seeds() -> tuple[bytes, ...]:
    """One and two bytes of heart rate, with and without contact, energy and RR intervals."""
    return tuple(encode_measurement(each) for each in MEASUREMENTS)


def measurement_target(octets: bytes) -> None:
    """What decodes is made of 16-bit numbers, and survives being written again."""
    measurement = _there_and_back(octets, decode_measurement, encode_measurement)
    if measurement is not None:
        assert all(0 <= number <= 0xFFFF for number in (measurement.bpm, *measurement.rr_ticks))
        assert len(measurement.rr_ticks) <= len(octets) // 2


def battery_seeds() -> tuple[bytes, ...]:
    """Empty, half and full."""
    return tuple(encode_battery_level(percent) for percent in (0, 50, 100))


def battery_target(octets: bytes) -> None:
    """What decodes is a percentage."""
    percent = _there_and_back(octets, decode_battery_level, encode_battery_level)
    assert percent is None or 0 <= percent <= 100


def text_seeds() -> tuple[bytes, ...]:
    """Names as sensors write them: plain, in other scripts, padded with NUL."""
    return (b"Polar Electro Oy", "心拍センサー Ü-5".encode(), b"H10\0\0\0", encode_text("x" * LONGEST_TEXT))


def text_target(octets: bytes) -> None:
    """What decodes is one short printable line."""
    text = _there_and_back(octets, decode_text, encode_text)
    assert text is None or (len(text) <= LONGEST_TEXT and text == text.strip())
    assert text is None or not text or text.isprintable()


def location_seeds() -> tuple[bytes, ...]:
    """All locations."""
    return tuple(encode_body_sensor_location(each) for each in BodySensorLocation)


def location_target(octets: bytes) -> None:
    """What decodes is one of the seven locations."""
    location = _there_and_back(octets, decode_body_sensor_location, encode_body_sensor_location)
    assert location is None or location in BodySensorLocation


def control_point_seeds() -> tuple[bytes, ...]:
    """The one command."""
    return (b"\x01",)


def control_point_target(octets: bytes) -> None:
    """What decodes is the one command."""
    _there_and_back(octets, decode_control_point, encode_control_point)


def _there_and_back(octets: bytes, decode: Callable[[bytes], T], encode: Callable[[T], bytes]) -> T | None:
    """The decoded value, which must decode from its own bytes to the same; None where it is malformed."""
    try:
        value = decode(octets)
    except MalformedValueError:
        return None
    assert decode(encode(value)) == value
    return value
