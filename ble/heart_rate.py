"""The Heart Rate Service on the wire: measurement, body sensor location, control point.

Source: Bluetooth SIG, Heart Rate Service 1.0 and GATT Specification Supplement (Heart Rate Measurement,
Body Sensor Location, Heart Rate Control Point).
"""

from dataclasses import dataclass, replace
from enum import IntEnum, IntFlag
from struct import unpack_from
from typing import NamedTuple

from ble.wire import MalformedValueError, first_u8

SMALLEST_MTU = 23  # every peripheral has at least this; many straps never negotiate more
ATT_HEADER_BYTES = 3  # opcode and handle in front of a notification's value
CONTROL_POINT_NOT_SUPPORTED = 0x80  # the service's own ATT error


class MeasurementFlag(IntFlag):
    """First byte of a Heart Rate Measurement; bits 5 to 7 are reserved and ignored."""

    VALUE_IS_UINT16 = 0x01
    CONTACT_DETECTED = 0x02
    CONTACT_SUPPORTED = 0x04
    ENERGY_EXPENDED_PRESENT = 0x08
    RR_INTERVALS_PRESENT = 0x10


class BodySensorLocation(IntEnum):
    """Where the sensor is worn."""

    OTHER = 0
    CHEST = 1
    WRIST = 2
    FINGER = 3
    HAND = 4
    EAR_LOBE = 5
    FOOT = 6


class ControlPointCommand(IntEnum):
    """What can be written to the Heart Rate Control Point."""

    RESET_ENERGY_EXPENDED = 1


@dataclass(frozen=True, slots=True)
class HeartRateMeasurement:
    """One measurement as sent. `bpm` 0 is the sensor's word for «no reading».

    `contact` is None where the sensor cannot tell; `energy_kj` (since its reset) sticks at 65535;
    `rr_ticks` are RR intervals in 1/1024 s, oldest first. All numbers are 0 … 65535.
    """

    bpm: int
    contact: bool | None = None
    energy_kj: int | None = None
    rr_ticks: tuple[int, ...] = ()


def decode_measurement(value: bytes) -> HeartRateMeasurement:
    """Reads 0x2A37; whatever is cut off behind the heart rate is left out.

    MalformedValueError when flags or heart rate are missing.
    """
    try:
        is_wide, contact, has_energy, has_rr = _LAYOUTS[value[0] & _KNOWN_FLAGS]
        bpm = value[1] | value[2] << 8 if is_wide else value[1]
    except IndexError:
        raise MalformedValueError(f"heart rate is cut off: {value.hex() or 'empty'}") from None
    start = 3 if is_wide else 2
    energy_kj = None
    if has_energy:
        if len(value) < start + 2:
            return HeartRateMeasurement(bpm, contact)
        energy_kj = value[start] | value[start + 1] << 8
        start += 2
    rr_ticks = unpack_from(f"<{(len(value) - start) // 2}H", value, start) if has_rr else ()
    return HeartRateMeasurement(bpm, contact, energy_kj, rr_ticks)


def encode_measurement(measurement: HeartRateMeasurement, *, always_uint16: bool = False) -> bytes:
    """Writes 0x2A37, heart rate in one byte where it fits. MalformedValueError for numbers out of range."""
    wide = always_uint16 or measurement.bpm > 0xFF
    flags = _flags(measurement, wide=wide)
    value = bytes([flags]) + _unsigned(measurement.bpm, 2 if wide else 1)
    if measurement.energy_kj is not None:
        value += _unsigned(measurement.energy_kj, 2)
    return value + b"".join(_unsigned(ticks, 2) for ticks in measurement.rr_ticks)


def split_to_fit(
    measurement: HeartRateMeasurement, *, mtu: int = SMALLEST_MTU
) -> tuple[HeartRateMeasurement, ...]:
    """Spreads the RR intervals over as many measurements as the MTU asks for; energy goes with the first."""
    pieces = []
    rest = measurement
    while True:
        room = (
            max(mtu, SMALLEST_MTU) - ATT_HEADER_BYTES - len(encode_measurement(replace(rest, rr_ticks=())))
        ) // 2
        pieces.append(replace(rest, rr_ticks=rest.rr_ticks[:room]))
        if len(rest.rr_ticks) <= room:
            return tuple(pieces)
        rest = replace(rest, energy_kj=None, rr_ticks=rest.rr_ticks[room:])


def decode_body_sensor_location(value: bytes) -> BodySensorLocation:
    """Reads 0x2A38; numbers reserved for the future are OTHER. MalformedValueError when empty."""
    number = first_u8(value, "body sensor location")
    return BodySensorLocation(number) if number in _LOCATION_NUMBERS else BodySensorLocation.OTHER


def encode_body_sensor_location(location: BodySensorLocation) -> bytes:
    """Writes 0x2A38."""
    return bytes([location])


def decode_control_point(value: bytes) -> ControlPointCommand:
    """Reads 0x2A39. MalformedValueError for what is not a command."""
    number = first_u8(value, "control point")
    if number != ControlPointCommand.RESET_ENERGY_EXPENDED:
        raise MalformedValueError(f"no such heart rate control point command: {number}")
    return ControlPointCommand.RESET_ENERGY_EXPENDED


def encode_control_point(command: ControlPointCommand) -> bytes:
    """Writes 0x2A39."""
    return bytes([command])


_KNOWN_FLAGS = 0x1F
_LOCATION_NUMBERS = frozenset(int(location) for location in BodySensorLocation)


class _Layout(NamedTuple):
    """What a flags byte says about the fields behind it."""

    is_wide: bool
    contact: bool | None
    has_energy: bool
    has_rr: bool


def _layout(flags: MeasurementFlag) -> _Layout:
    supported, detected = (
        MeasurementFlag.CONTACT_SUPPORTED in flags,
        MeasurementFlag.CONTACT_DETECTED in flags,
    )
    return _Layout(
        is_wide=MeasurementFlag.VALUE_IS_UINT16 in flags,
        contact=detected if supported else None,
        has_energy=MeasurementFlag.ENERGY_EXPENDED_PRESENT in flags,
        has_rr=MeasurementFlag.RR_INTERVALS_PRESENT in flags,
    )


# Worked out once: an IntFlag asked four times costs more than all else of a decoding.
_LAYOUTS = tuple(_layout(MeasurementFlag(bits)) for bits in range(_KNOWN_FLAGS + 1))


def _flags(measurement: HeartRateMeasurement, *, wide: bool) -> MeasurementFlag:
    flags = MeasurementFlag(0)
    if wide:
        flags |= MeasurementFlag.VALUE_IS_UINT16
    if measurement.contact is not None:
        flags |= MeasurementFlag.CONTACT_SUPPORTED
    if measurement.contact:
        flags |= MeasurementFlag.CONTACT_DETECTED
    if measurement.energy_kj is not None:
        flags |= MeasurementFlag.ENERGY_EXPENDED_PRESENT
    if measurement.rr_ticks:
        flags |= MeasurementFlag.RR_INTERVALS_PRESENT
    return flags


def _unsigned(number: int, width: int) -> bytes:
    try:
        return number.to_bytes(width, "little")
    except OverflowError as error:
        raise MalformedValueError(f"{number} does not fit {8 * width} bits") from error
