"""The real radio: Transport and Link over bleak 3.1. The only `import bleak`."""

import logging
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from bleak import BleakAdapter, BleakClient, BleakScanner
from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.backends.device import BLEDevice
from bleak.backends.scanner import AdvertisementData
from bleak.exc import (
    BleakBluetoothNotAvailableError,
    BleakBluetoothNotAvailableReason,
    BleakDBusError,
    BleakDeviceNotFoundError,
    BleakError,
)

from ble.limits import limited
from ble.link_failures import failure_of_bus, failure_of_d_bus, failure_of_system, failure_of_text
from ble.shared_scan import Scanner, SharedScan
from ble.transport import Advertisement, Link, LinkError, LinkFailure
from ble.uuids import HEART_RATE_SERVICE

_log = logging.getLogger(__name__)

_T = TypeVar("_T")

# TimeoutError is an OSError; EOFError: the bus closed the connection; ValueError: dbus-fast's authentication
# and addresses, CoreBluetooth's second subscription
_FOREIGN_ERRORS = (BleakError, OSError, EOFError, ValueError)

_UNAVAILABLE = {
    BleakBluetoothNotAvailableReason.NO_BLUETOOTH: LinkFailure.NO_ADAPTER,
    BleakBluetoothNotAvailableReason.NO_BLE_CENTRAL_ROLE: LinkFailure.NO_ADAPTER,
    BleakBluetoothNotAvailableReason.POWERED_OFF: LinkFailure.ADAPTER_OFF,
    BleakBluetoothNotAvailableReason.DENIED_BY_USER: LinkFailure.DENIED,
    BleakBluetoothNotAvailableReason.DENIED_BY_SYSTEM: LinkFailure.DENIED,
    BleakBluetoothNotAvailableReason.DENIED_BY_UNKNOWN: LinkFailure.DENIED,
    BleakBluetoothNotAvailableReason.UNKNOWN: LinkFailure.NO_ADAPTER,
}

_NOT_HEARD_DBM = -127  # bleak's value for out of range, or for a word of the system's cache only
_UNKNOWN_DBM = 127  # Core Specification 4.E.7.7.65.2: RSSI not available


@dataclass(frozen=True, slots=True)
class Limits:
    """How long each request to the system's Bluetooth may take, in seconds."""

    connect_s: float = 9.5  # the ten seconds of ble.connection less what giving up takes
    disconnect_s: float = 3.0
    request_s: float = 5.0  # reading, writing, subscribing, asking for links: each within ATT's own 30 s
    scan_start_s: float = 10.0
    quiet_renewal_s: float = 5.0  # perhaps the daemon restarted and forgot the scan
    adapter_check_s: float = 1.0


class BleakTransport:
    """The computer's Bluetooth adapter. One for the life of an event loop; see ble.transport for the port."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._shared_scan = SharedScan(
            _BleakRadio(self._limits),
            quiet_renewal_s=self._limits.quiet_renewal_s,
            adapter_check_s=self._limits.adapter_check_s,
        )

    @asynccontextmanager
    async def scan(self, *, heart_rate_only: bool) -> AsyncIterator[AsyncIterator[Advertisement]]:
        """While entered, advertisements as they are heard; any number of scans may run at once."""
        listener = self._shared_scan.join(heart_rate_only=heart_rate_only)
        try:
            await listener.until_started(self._limits.scan_start_s)
            yield listener
        finally:
            await self._shared_scan.leave(listener, self._limits.disconnect_s)

    async def linked_peripherals(self) -> list[Advertisement]:
        """Heart-rate peripherals which the system holds a link to; none where the platform cannot tell."""
        try:
            linked = await _translated(limited(_connected_devices(), self._limits.request_s))
        except NotImplementedError:
            return []
        return [Advertisement(each.address, each.name, None, (HEART_RATE_SERVICE,), each) for each in linked]

    async def connect(self, advertisement: Advertisement, on_lost: Callable[[], None]) -> Link:
        """Opens a link with a client of its own. TypeError for another transport's advertisement."""
        if not isinstance(advertisement.handle, BLEDevice):
            raise TypeError("the advertisement was not heard by a BleakTransport")
        link = BleakLink(advertisement.handle, on_lost, self._limits)
        async with self._shared_scan.held(self._limits.disconnect_s):
            await link.open()
        return link


class BleakLink:
    """One link, one BleakClient: BlueZ would revive the subscriptions of a client that is used again."""

    def __init__(self, device: BLEDevice, on_lost: Callable[[], None], limits: Limits) -> None:
        self._on_lost = on_lost
        self._limits = limits
        self._is_open = False
        self._is_ended = False
        self._client = BleakClient(
            device,
            disconnected_callback=self._lost,
            timeout=limits.connect_s,
            winrt={"use_cached_services": False},  # the cache outlives changes in the peripheral
        )

    async def open(self) -> None:
        """Connects and discovers the services; leaves nothing behind when that fails."""
        try:
            await _translated(limited(self._client.connect(), self._limits.connect_s))
            if not self._client.is_connected:
                raise LinkError(LinkFailure.LINK_LOST, "lost while connecting")
            self._is_open = True
        finally:
            if not self._is_open:
                await self.disconnect()

    async def services(self) -> frozenset[str]:
        """128-bit UUIDs of the services that the peripheral offers. LinkError(LINK_LOST) without a link."""
        try:
            return frozenset(service.uuid.lower() for service in self._client.services)
        except BleakError as error:
            raise _link_error(error) from error

    async def read(self, characteristic: str) -> bytes:
        """The characteristic's value. LinkError(PROTOCOL_ERROR) when the peripheral has none."""
        return bytes(await self._request(self._client.read_gatt_char(characteristic)))

    async def write(self, characteristic: str, value: bytes) -> None:
        """Writes with response. LinkError(PROTOCOL_ERROR) when refused."""
        await self._request(self._client.write_gatt_char(characteristic, value, response=True))

    async def subscribe(self, characteristic: str, on_value: Callable[[bytes], None]) -> None:
        """Calls `on_value` with every notification, in order, until the link ends."""

        def forward(_sender: BleakGATTCharacteristic, value: bytearray) -> None:
            if self._is_open:
                on_value(bytes(value))

        await self._request(self._client.start_notify(characteristic, forward))

    async def disconnect(self) -> None:
        """Ends the link and frees what the system holds for it; bounded, never raises, may come twice."""
        self._is_open = False
        if self._is_ended:
            return
        self._is_ended = True
        try:
            await _translated(limited(self._client.disconnect(), self._limits.disconnect_s))
        except LinkError as error:
            _log.info("disconnecting failed: %s", error)  # the daemon is gone or hangs: nothing more to free

    async def _request(self, request: Coroutine[Any, Any, _T]) -> _T:
        return await _translated(limited(request, self._limits.request_s))

    def _lost(self, _client: BleakClient) -> None:
        if self._is_open:  # bleak also calls for links that we end ourselves, or that never came to be
            self._is_open = False
            self._on_lost()


class _BleakRadio:
    """Makes scanners for SharedScan."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    def make_scanner(self, on_heard: Callable[[Advertisement], None], *, heart_rate_only: bool) -> Scanner:
        return _BleakScanner(on_heard, heart_rate_only=heart_rate_only)

    async def check_adapter(self) -> None:
        if sys.platform == "linux":  # elsewhere it costs, or tells nothing; renewing the scan finds out
            await _translated(limited(BleakAdapter.get(), self._limits.request_s))


class _BleakScanner:
    """A BleakScanner that speaks in Advertisements and LinkErrors."""

    def __init__(self, on_heard: Callable[[Advertisement], None], *, heart_rate_only: bool) -> None:
        self._on_heard = on_heard
        self._scanner = BleakScanner(
            self._detected, service_uuids=[HEART_RATE_SERVICE] if heart_rate_only else None
        )

    async def start(self) -> None:
        await _translated(self._scanner.start())

    async def stop(self) -> None:
        await _translated(self._scanner.stop())

    def _detected(self, device: BLEDevice, heard: AdvertisementData) -> None:
        if heard.rssi == _NOT_HEARD_DBM:
            return
        self._on_heard(
            Advertisement(
                address=device.address,
                name=heard.local_name or device.name,
                rssi_dbm=None if heard.rssi == _UNKNOWN_DBM else heard.rssi,
                services=tuple(uuid.lower() for uuid in heard.service_uuids),
                handle=device,
            )
        )


async def _connected_devices() -> list[BLEDevice]:
    adapter = await BleakAdapter.get()
    return await adapter.get_connected_devices([HEART_RATE_SERVICE])


async def _translated(request: Coroutine[Any, Any, _T]) -> _T:
    try:
        return await request
    except _FOREIGN_ERRORS as error:
        raise _link_error(error) from error


def _link_error(error: Exception) -> LinkError:
    return LinkError(_failure(error), str(error))


def _failure(error: Exception) -> LinkFailure:
    match error:
        case BleakBluetoothNotAvailableError():
            return _UNAVAILABLE[error.reason]
        case BleakDBusError():
            return failure_of_d_bus(error.dbus_error, error.dbus_error_details or "")
        case BleakDeviceNotFoundError():
            return LinkFailure.ABSENT
        case BleakError():
            return failure_of_text(str(error))
        case OSError() | EOFError():
            return failure_of_system(error)
        case _:
            return failure_of_bus(error)
