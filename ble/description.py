"""What a peripheral says of itself when asked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from ble import uuids
from ble.battery import decode_battery_level
from ble.device_information import decode_text
from ble.heart_rate import decode_body_sensor_location
from ble.limits import limited
from ble.transport import Link, LinkError, LinkFailure
from ble.wire import MalformedValueError

READ_LIMIT_S = (
    5.0  # an answer takes a tenth of a second; a peripheral that lets one wait this long will not answer
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PeripheralDescription:
    """What a peripheral says of itself; None where it does not.

    `location` is the word for where it is worn: other, chest, wrist, finger, hand, ear_lobe or foot.
    """

    address: str
    name: str | None = None
    manufacturer: str | None = None
    model: str | None = None
    serial_number: str | None = None
    firmware: str | None = None
    location: str | None = None
    battery_percent: int | None = None


async def describe(
    link: Link, services: frozenset[str], *, address: str, name: str | None
) -> PeripheralDescription:
    """Asks for everything, one after the other. LinkError only when the link itself is gone."""

    async def ask_text(characteristic: str) -> str | None:
        if uuids.DEVICE_INFORMATION_SERVICE not in services:
            return None
        return await _ask(link, characteristic, decode_text) or None

    location = await _ask(link, uuids.BODY_SENSOR_LOCATION, decode_body_sensor_location)
    has_battery = uuids.BATTERY_SERVICE in services
    return PeripheralDescription(
        address=address,
        name=name,
        battery_percent=await _ask(link, uuids.BATTERY_LEVEL, decode_battery_level) if has_battery else None,
        serial_number=await ask_text(uuids.SERIAL_NUMBER),
        manufacturer=await ask_text(uuids.MANUFACTURER_NAME),
        model=await ask_text(uuids.MODEL_NUMBER),
        firmware=await ask_text(uuids.FIRMWARE_REVISION),
        location=None if location is None else location.name.lower(),
    )


async def read_serial_number(link: Link) -> str | None:
    """The serial number; None when there is none, or an unreadable one. LinkError when no answer comes."""
    return await _read(link, uuids.SERIAL_NUMBER, decode_text) or None


async def _ask(link: Link, characteristic: str, decode: Callable[[bytes], T]) -> T | None:
    """What is not worth a failure when it does not come."""
    try:
        return await _read(link, characteristic, decode)
    except LinkError as error:
        if error.reason is LinkFailure.LINK_LOST:
            raise
        return None


async def _read(link: Link, characteristic: str, decode: Callable[[bytes], T]) -> T | None:
    try:
        return decode(await limited(link.read(characteristic), READ_LIMIT_S))
    except MalformedValueError:
        return None
    except LinkError as error:
        if error.reason is LinkFailure.PROTOCOL_ERROR:
            return None
        raise
