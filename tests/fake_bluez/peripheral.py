"""What is on the air: straps, their services, and how they may misbehave."""

from dataclasses import dataclass, field
from enum import Enum, auto

from ble.uuids import (
    BATTERY_LEVEL,
    BATTERY_SERVICE,
    BODY_SENSOR_LOCATION,
    DEVICE_INFORMATION_SERVICE,
    HEART_RATE_CONTROL_POINT,
    HEART_RATE_MEASUREMENT,
    HEART_RATE_SERVICE,
    MANUFACTURER_NAME,
    SERIAL_NUMBER,
)


class DropAt(Enum):
    """The moment of a connection at which the strap goes away."""

    DISCOVERY = auto()
    SUBSCRIPTION = auto()


class Stuck(Enum):
    """What subscribing on a link left over from a killed process comes to; both were seen with BlueZ 5.66."""

    ATT_ERROR = auto()
    NO_ANSWER = auto()


@dataclass
class Characteristic:
    """One characteristic; `flags` as in BlueZ (read, write, notify). `att_error` is what it answers."""

    uuid: str
    flags: tuple[str, ...]
    value: bytes = b""
    att_error: int | None = None
    written: list[bytes] = field(default_factory=list)


@dataclass
class Service:
    """A primary service."""

    uuid: str
    characteristics: tuple[Characteristic, ...]


@dataclass
class Strap:
    """A peripheral in range; every field may be changed while the fake runs.

    `refusals` is how many connections are still to fail, with `refusal` as BlueZ's text. `name_comes_late`
    leaves the name to a scan response. `stuck` is how an inherited link answers who wants to subscribe,
    until it has been ended once.
    """

    name: str
    address: str
    services: tuple[Service, ...]
    advertised_services: tuple[str, ...] = (HEART_RATE_SERVICE,)
    rssi_dbm: int = -50
    advertises: bool = True
    name_comes_late: bool = False
    refusals: int = 0
    refusal: str = "le-connection-refused"
    drop_at: DropAt | None = None
    stuck: Stuck | None = None

    def characteristic(self, uuid: str) -> Characteristic:
        """The strap's characteristic. StopIteration when it has none such."""
        return next(
            each for service in self.services for each in service.characteristics if each.uuid == uuid
        )


def heart_rate_strap(
    name: str = "Polar H10 12345678",
    address: str = "C4:D5:E6:F7:08:19",
    *,
    rssi_dbm: int = -50,
    serial_number: str = "12345678",
) -> Strap:
    """A chest strap with heart rate, battery at 87 % and device information."""
    heart_rate = Service(
        HEART_RATE_SERVICE,
        (
            Characteristic(HEART_RATE_MEASUREMENT, ("notify",)),
            Characteristic(BODY_SENSOR_LOCATION, ("read",), b"\x01"),
            Characteristic(HEART_RATE_CONTROL_POINT, ("write",)),
        ),
    )
    battery = Service(BATTERY_SERVICE, (Characteristic(BATTERY_LEVEL, ("read", "notify"), bytes([87])),))
    information = Service(
        DEVICE_INFORMATION_SERVICE,
        (
            Characteristic(MANUFACTURER_NAME, ("read",), b"Polar Electro Oy"),
            Characteristic(SERIAL_NUMBER, ("read",), serial_number.encode()),
        ),
    )
    return Strap(name, address, (heart_rate, battery, information), rssi_dbm=rssi_dbm)
