"""A strap made of nothing: it speaks the bytes of a real one, keeps its own rhythm, and can misbehave."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from random import Random

from ble import uuids
from ble.battery import encode_battery_level
from ble.device_information import encode_text
from ble.heart_rate import (
    CONTROL_POINT_NOT_SUPPORTED,
    BodySensorLocation,
    HeartRateMeasurement,
    decode_control_point,
    encode_body_sensor_location,
    encode_measurement,
    split_to_fit,
)
from ble.transport import LinkError, LinkFailure
from ble.wire import MalformedValueError

SUPERVISION_TIMEOUT_S = 5.0  # how long both ends of a link go on believing in it (straps ask for 4 to 6 s)

NONSENSE = (b"", b"\x01", b"\x17\x48", b"\x00", b"\x1f")  # each cut off before the end of the heart rate

Measure = Callable[[float], HeartRateMeasurement | None]
"""Seconds since the strap was first on the air → what it measures then; None: nothing to say."""


@dataclass(slots=True)
class Faults:
    """What is wrong with a strap at present; all of it can be set at any time. Numbers count down to 0."""

    silent: bool = False
    contact_lost: bool = False
    nonsense: bool = False
    doubled: bool = False
    off_the_air: bool = False
    held_elsewhere: bool = False
    hangs_on_connect: bool = False
    hangs_on_disconnect: bool = False
    refused_connections: int = 0
    failing_discoveries: int = 0
    failing_subscriptions: int = 0


@dataclass(slots=True, eq=False)
class Subscriptions:
    """One link's end at the strap: what it is subscribed to, and whom to tell when the link breaks."""

    on_lost: Callable[[], None]
    on_value: dict[str, Callable[[bytes], None]] = field(default_factory=dict)


class SimulatedStrap:
    """A heart-rate strap. It beats by the event loop's clock whether anybody listens or not.

    `jitter_s` shifts each notification by chance, up to that much later, by `random`. `greets`: what it
    measures now it says at once to who subscribes, and only then in its rhythm.
    """

    def __init__(
        self,
        measure: Measure,
        *,
        address: str = "00:00:5E:00:53:01",  # from the range for documentation, RFC 7042
        name: str | None = "Simulated strap",
        serial_number: str | None = "S1",
        services: frozenset[str] | None = None,
        advertises_heart_rate: bool = True,
        rssi_dbm: int = -60,
        battery_percent: int = 90,
        interval_s: float = 1.0,
        jitter_s: float = 0.0,
        greets: bool = False,
        random: Random | None = None,
    ) -> None:
        self.address = address
        self.name = name
        self.rssi_dbm = rssi_dbm
        self.services = ALL_SERVICES if services is None else services
        self.advertises_heart_rate = advertises_heart_rate
        self.faults = Faults()
        self.links: list[Subscriptions] = []
        self.notifications_sent = 0
        self.connections_opened = 0
        self._measure = measure
        self._serial_number = serial_number
        self._battery_percent = battery_percent
        self._interval_s = interval_s
        self._jitter_s = jitter_s
        self._greets = greets
        self._random = random or Random(0)
        self._began_at_s: float | None = None
        self._timer: asyncio.Handle | None = None
        self._nonsense_spoken = 0

    @property
    def is_advertising(self) -> bool:
        """Whether a scan can hear it: not while anybody holds a link to it."""
        return not (self.links or self.faults.off_the_air or self.faults.held_elsewhere)

    # What can happen to it

    def drop(self) -> None:
        """Ends its links, and says so."""
        self._break(self.links)

    def lose(self) -> None:
        """Goes out of reach: nothing comes any more, and after the supervision timeout the link is gone."""
        self.faults.off_the_air = True
        self._rest()
        asyncio.get_running_loop().call_later(SUPERVISION_TIMEOUT_S, self._break, tuple(self.links))

    def appear(self) -> None:
        """Is in reach and switched on again."""
        self.faults.off_the_air = False

    def burst(self, count: int) -> None:
        """Sends so many measurements at once, as after a while out of reach."""
        for _ in range(count):
            self._send_measurement()

    def change_address(self, address: str) -> None:
        """Takes another address, as with new privacy keys or a new battery; its links end."""
        self.drop()
        self.address = address

    def set_battery(self, percent: int) -> None:
        """Has this much left; tells those who are subscribed. At 0 it switches off."""
        self._battery_percent = percent
        self._notify(uuids.BATTERY_LEVEL, encode_battery_level(percent))
        if percent == 0:
            self.lose()

    # What a link asks of it

    def switch_on(self) -> None:
        """Begins its rhythm, once."""
        if self._began_at_s is None:
            self._began_at_s = asyncio.get_running_loop().time()

    def accept(self, on_lost: Callable[[], None]) -> Subscriptions:
        """A new link to it."""
        self.switch_on()
        self.connections_opened += 1
        link = Subscriptions(on_lost)
        self.links.append(link)
        return link

    def release(self, link: Subscriptions) -> None:
        """The other side has ended the link."""
        if link in self.links:
            self.links.remove(link)
        if not self.links:
            self._rest()

    def subscribe(self, link: Subscriptions, characteristic: str, on_value: Callable[[bytes], None]) -> None:
        """Notifies the link of a characteristic from now on. LinkError when it has none."""
        services = {
            uuids.HEART_RATE_MEASUREMENT: uuids.HEART_RATE_SERVICE,
            uuids.BATTERY_LEVEL: uuids.BATTERY_SERVICE,
        }
        if services.get(characteristic) not in self.services:
            raise LinkError(LinkFailure.PROTOCOL_ERROR, f"{characteristic} cannot be subscribed to")
        link.on_value[characteristic] = on_value
        if self._timer is None and self._greets:
            self._timer = asyncio.get_running_loop().call_soon(self._beat)
        elif self._timer is None:
            self._wait_for_next_beat()

    def read(self, characteristic: str) -> bytes:
        """A characteristic's value. LinkError when it has none."""
        value = self._values().get(characteristic)
        if value is None:
            raise LinkError(LinkFailure.PROTOCOL_ERROR, f"{characteristic} does not exist")
        return value

    def write(self, characteristic: str, value: bytes) -> None:
        """Takes control point commands, which change nothing here. LinkError for all else."""
        try:
            if characteristic != uuids.HEART_RATE_CONTROL_POINT:
                raise LinkError(LinkFailure.PROTOCOL_ERROR, f"{characteristic} cannot be written")
            decode_control_point(value)
        except MalformedValueError as error:
            text = f"ATT error 0x{CONTROL_POINT_NOT_SUPPORTED:02x}"
            raise LinkError(LinkFailure.PROTOCOL_ERROR, text) from error

    def _break(self, links: Iterable[Subscriptions]) -> None:
        for link in tuple(links):
            if link in self.links:
                self.release(link)
                link.on_lost()

    def _values(self) -> dict[str, bytes | None]:
        values: dict[str, bytes | None] = {}
        if uuids.HEART_RATE_SERVICE in self.services:
            values[uuids.BODY_SENSOR_LOCATION] = encode_body_sensor_location(BodySensorLocation.CHEST)
        if uuids.BATTERY_SERVICE in self.services:
            values[uuids.BATTERY_LEVEL] = encode_battery_level(self._battery_percent)
        if uuids.DEVICE_INFORMATION_SERVICE in self.services:
            values[uuids.MANUFACTURER_NAME] = encode_text("Sidebeat")
            values[uuids.MODEL_NUMBER] = encode_text("Simulated strap")
            values[uuids.FIRMWARE_REVISION] = encode_text("1.0")
            values[uuids.SERIAL_NUMBER] = (
                None if self._serial_number is None else encode_text(self._serial_number)
            )
        return values

    # Its rhythm

    def _now_s(self) -> float:
        return asyncio.get_running_loop().time() - (self._began_at_s or 0.0)

    def _wait_for_next_beat(self) -> None:
        loop = asyncio.get_running_loop()
        beats_so_far = int(self._now_s() / self._interval_s + 1e-6)
        due_at_s = (self._began_at_s or 0.0) + (beats_so_far + 1) * self._interval_s
        self._timer = loop.call_at(due_at_s + self._random.uniform(0.0, self._jitter_s), self._beat)

    def _beat(self) -> None:
        self._wait_for_next_beat()
        if not (self.faults.silent or self.faults.off_the_air):
            self._send_measurement()

    def _rest(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _send_measurement(self) -> None:
        for value in self._spoken():
            for _ in range(2 if self.faults.doubled else 1):
                self._notify(uuids.HEART_RATE_MEASUREMENT, value)

    def _spoken(self) -> tuple[bytes, ...]:
        if self.faults.nonsense:
            self._nonsense_spoken += 1
            return (NONSENSE[self._nonsense_spoken % len(NONSENSE)],)
        measurement = self._measure(self._now_s())
        if measurement is None:
            return ()
        if self.faults.contact_lost:
            measurement = HeartRateMeasurement(0, contact=False)
        return tuple(encode_measurement(piece) for piece in split_to_fit(measurement))

    def _notify(self, characteristic: str, value: bytes) -> None:
        for link in tuple(self.links):
            on_value = link.on_value.get(characteristic)
            if on_value is not None:
                self.notifications_sent += 1
                on_value(value)


ALL_SERVICES = frozenset({uuids.HEART_RATE_SERVICE, uuids.BATTERY_SERVICE, uuids.DEVICE_INFORMATION_SERVICE})
