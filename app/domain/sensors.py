"""What is known of sensors and of the links to them, in ids and numbers."""

from app.domain.frozen import frozen

# The link states that the rest of the house must know; ble.connection has them all
IDLE = "idle"  # no sensor is wanted
LIVE = "live"  # notifications come
STOPPED = "stopped"  # let go of
SILENT = "silent"  # linked, but nothing came for 5 s


@frozen
class SensorInRange:
    """A sensor heard while scanning. `kind` is strap, watch, armband, bike_computer or unknown."""

    address: str
    name: str | None
    rssi_dbm: int | None
    services: tuple[str, ...]
    kind: str


@frozen
class SensorsInRange:
    """All sensors heard lately, strongest first; `problem` is a LinkFailure's value when scanning failed."""

    sensors: tuple[SensorInRange, ...]
    problem: str | None = None
    finished: bool = False


@frozen
class ConnectionChanged:
    """The link's state (ble.connection.State's value), the attempt's number, and when the next one comes.

    `reason` is a ble.transport.LinkFailure's value, or None. Of several sensors one is the primary.
    `rssi_dbm` is how strongly the sensor was heard when it was found; None before. `instead_of` is the
    address that spoke for this sensor until now, where another was found to bear its name.
    """

    sensor: str
    sensor_name: str | None
    state: str
    attempt: int = 0
    retry_in_s: float | None = None
    reason: str | None = None
    is_primary: bool = True
    rssi_dbm: int | None = None
    instead_of: str | None = None


@frozen
class SensorDescribed:
    """What the sensor said of itself; fields it does not have are None.

    `instead_of` is the address that it was looked for under, where it bears another now.
    """

    sensor: str
    name: str | None = None
    manufacturer: str | None = None
    model: str | None = None
    serial_number: str | None = None
    firmware: str | None = None
    location: str | None = None
    battery_percent: int | None = None
    is_primary: bool = True
    instead_of: str | None = None
