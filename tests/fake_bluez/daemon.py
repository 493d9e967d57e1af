"""One life of the fake bluetoothd: its objects, its discovery, its links and subscriptions."""

import asyncio
import itertools
from collections.abc import Sequence

from dbus_fast import Variant
from dbus_fast.aio import MessageBus

from ble.uuids import HEART_RATE_MEASUREMENT
from tests.fake_bluez.bluez_names import (
    ADAPTER,
    ADAPTER_PATH,
    DEVICE,
    GATT_CHARACTERISTIC,
    adapter_properties,
    bluez_error,
    device_path,
    device_properties,
    gatt_objects,
    name_properties,
)
from tests.fake_bluez.object_tree import ObjectTree
from tests.fake_bluez.peripheral import Characteristic, DropAt, Strap, Stuck

_ADVERTISING_INTERVAL_S = 0.02
_ATT_UNLIKELY_ERROR = 0x0E


class Daemon:
    """What bluetoothd knows and does between its start and its end."""

    def __init__(self, bus: MessageBus, straps: Sequence[Strap]) -> None:
        self.tree = ObjectTree(bus)
        self._straps = straps
        self._filters: dict[str, frozenset[str]] = {}  # client → service UUIDs it wants; empty means all
        self._scanners: set[str] = set()
        self._subscribers: dict[
            str, list[str]
        ] = {}  # characteristic's path → clients, kept when the link ends
        self._pending_connections: dict[str, asyncio.Event] = {}  # device's path → set to give up
        self._adverts = itertools.count()

    # --- the adapter ---------------------------------------------------------------------------------

    async def plug(self, *, powered: bool = True) -> None:
        """The adapter appears."""
        await self.tree.add(ADAPTER_PATH, ADAPTER, adapter_properties(powered=powered))

    async def unplug(self) -> None:
        """The adapter vanishes with all that it knew."""
        await self._end_all_links()
        self._scanners.clear()
        await self.tree.remove(ADAPTER_PATH)

    async def power(self, *, on: bool) -> None:
        """Switches the radio; off ends links and discoveries."""
        if not on:
            await self._end_all_links()
            self._scanners.clear()
            await self.tree.change(ADAPTER_PATH, ADAPTER, {"Discovering": Variant("b", False)})
        await self.tree.change(ADAPTER_PATH, ADAPTER, {"Powered": Variant("b", on)})

    def is_powered(self) -> bool:
        """Whether there is an adapter, and it is on."""
        return self.tree.flag(ADAPTER_PATH, ADAPTER, "Powered")

    # --- discovery -----------------------------------------------------------------------------------

    @property
    def is_discovering(self) -> bool:
        """Whether any client has the radio scan."""
        return bool(self._scanners)

    def set_filter(self, client: str, services: Sequence[str]) -> None:
        """SetDiscoveryFilter."""
        self._filters[client] = frozenset(services)

    async def start_discovery(self, client: str) -> None:
        """StartDiscovery; a client may have one."""
        if not self.is_powered():
            raise bluez_error("NotReady", "Resource Not Ready")
        if client in self._scanners:
            raise bluez_error("InProgress", "Operation already in progress")
        self._scanners.add(client)
        await self.tree.change(ADAPTER_PATH, ADAPTER, {"Discovering": Variant("b", True)})

    async def stop_discovery(self, client: str) -> None:
        """StopDiscovery; the last one out takes the signal strengths away."""
        if not self.is_powered():
            raise bluez_error("NotReady", "Resource Not Ready")
        if client not in self._scanners:
            raise bluez_error("Failed", "No discovery started")
        self._scanners.discard(client)
        if not self._scanners:
            for strap in self._straps:
                await self.tree.change(device_path(strap), DEVICE, {}, gone=("RSSI",))
            await self.tree.change(ADAPTER_PATH, ADAPTER, {"Discovering": Variant("b", False)})

    async def advertise(self) -> None:
        """Lets the straps be heard while anybody scans, until cancelled."""
        while True:
            for strap in self._straps:
                if self._can_hear(strap):
                    await self._hear(strap)
            await asyncio.sleep(_ADVERTISING_INTERVAL_S)

    def _can_hear(self, strap: Strap) -> bool:
        wanted = [self._filters.get(client, frozenset()) for client in self._scanners]
        passes = any(not services or services & set(strap.advertised_services) for services in wanted)
        return passes and strap.advertises and self.is_powered() and not self.is_connected(strap)

    async def _hear(self, strap: Strap) -> None:
        path = device_path(strap)
        if path not in self.tree.objects:
            await self.tree.add(path, DEVICE, device_properties(strap))
            return
        strength = strap.rssi_dbm - next(self._adverts) % 2  # the same strength twice is not signalled
        await self.tree.change(path, DEVICE, {"RSSI": Variant("n", strength)} | name_properties(strap))

    async def forget_unconnected(self) -> None:
        """Drops the straps that are only cached, as BlueZ does half a minute after scanning."""
        for strap in self._straps:
            if not self.is_connected(strap):
                await self.tree.remove(device_path(strap))

    # --- links ---------------------------------------------------------------------------------------

    def is_connected(self, strap: Strap) -> bool:
        """Whether there is a link to the strap."""
        return self.tree.flag(device_path(strap), DEVICE, "Connected")

    async def inherit(self, strap: Strap, stuck: Stuck = Stuck.ATT_ERROR) -> None:
        """A link that a client left behind when it was killed: the strap does not advertise."""
        await self.tree.add(device_path(strap), DEVICE, device_properties(strap, connected=True))
        await self._add_services(strap)
        strap.stuck = stuck

    async def connect(self, strap: Strap) -> None:
        """Connect: waits for the strap to be heard; the services follow by themselves."""
        path = device_path(strap)
        if not self.is_powered():
            raise bluez_error("Failed", "Input/output error")
        if self.is_connected(strap):
            raise bluez_error("AlreadyConnected", "Already Connected")
        await self._until_heard(strap)
        if strap.refusals:
            strap.refusals -= 1
            await self._refuse(strap)
        await self.tree.change(path, DEVICE, {"Connected": Variant("b", True)})

    async def resolve_services(self, strap: Strap) -> None:
        """What follows a successful Connect."""
        if strap.drop_at is DropAt.DISCOVERY:
            strap.drop_at = None
            await self.drop(strap)
            return
        await self._add_services(strap)
        await self.tree.change(device_path(strap), DEVICE, {"ServicesResolved": Variant("b", True)})

    async def disconnect(self, strap: Strap) -> None:
        """Disconnect: also gives up a connection that waits for its strap."""
        giving_up = self._pending_connections.get(device_path(strap))
        if giving_up is not None:
            giving_up.set()
        strap.stuck = None
        await self.drop(strap)

    async def drop(self, strap: Strap) -> None:
        """The link ends; objects and subscriptions stay."""
        if self.is_connected(strap):
            ended = Variant("b", False)
            await self.tree.change(
                device_path(strap), DEVICE, {"ServicesResolved": ended, "Connected": ended}
            )

    async def _until_heard(self, strap: Strap) -> None:
        path = device_path(strap)
        giving_up = self._pending_connections.setdefault(path, asyncio.Event())
        try:
            while not strap.advertises:
                if giving_up.is_set() or not self.is_powered():
                    raise bluez_error("Failed", "Operation was cancelled")
                await asyncio.sleep(_ADVERTISING_INTERVAL_S)
        finally:
            del self._pending_connections[path]

    async def _refuse(self, strap: Strap) -> None:
        """The link is up for a moment before it fails; so it is in BlueZ."""
        path = device_path(strap)
        await self.tree.change(path, DEVICE, {"Connected": Variant("b", True)})
        await self.tree.change(path, DEVICE, {"Connected": Variant("b", False)})
        raise bluez_error("Failed", strap.refusal)

    async def _add_services(self, strap: Strap) -> None:
        for path, interface, properties in gatt_objects(strap):
            if path not in self.tree.objects:
                await self.tree.add(path, interface, properties)

    async def _end_all_links(self) -> None:
        for strap in self._straps:
            await self.drop(strap)

    # --- characteristics -----------------------------------------------------------------------------

    async def subscribe(self, strap: Strap, path: str, client: str) -> None:
        """StartNotify."""
        self._require_link(strap)
        if strap.drop_at is DropAt.SUBSCRIPTION:
            strap.drop_at = None
            await self.drop(strap)
            raise bluez_error("Failed", "Not connected")
        if strap.stuck is Stuck.ATT_ERROR:
            raise att_error(_ATT_UNLIKELY_ERROR)
        if strap.stuck is Stuck.NO_ANSWER:
            await asyncio.Event().wait()
        self._subscribers.setdefault(path, []).append(client)
        await self.tree.change(path, GATT_CHARACTERISTIC, {"Notifying": Variant("b", True)})

    def unsubscribe(self, path: str, client: str) -> None:
        """StopNotify."""
        self._subscribers.get(path, []).remove(client)

    def subscribers(self, strap: Strap, characteristic: str = HEART_RATE_MEASUREMENT) -> int:
        """How many subscriptions there are, dead clients' excepted."""
        return len(self._subscribers.get(self._path_of(strap, characteristic), ()))

    async def notify(self, strap: Strap, value: bytes, characteristic: str = HEART_RATE_MEASUREMENT) -> int:
        """The strap sends a value; BlueZ signals it once for each subscription. How often it did."""
        if not self.is_connected(strap):
            return 0
        path = self._path_of(strap, characteristic)
        clients = tuple(self._subscribers.get(path, ()))
        for _ in clients:
            await self.tree.change(path, GATT_CHARACTERISTIC, {"Value": Variant("ay", value)})
        return len(clients)

    def read(self, strap: Strap, characteristic: Characteristic) -> bytes:
        """ReadValue."""
        self._require_link(strap)
        if characteristic.att_error is not None:
            raise att_error(characteristic.att_error)
        return characteristic.value

    def write(self, strap: Strap, characteristic: Characteristic, value: bytes) -> None:
        """WriteValue."""
        self._require_link(strap)
        if characteristic.att_error is not None:
            raise att_error(characteristic.att_error)
        characteristic.written.append(value)

    def forget_client(self, client: str) -> None:
        """A client left the bus: its discovery and its subscriptions go with it."""
        self._scanners.discard(client)
        for clients in self._subscribers.values():
            clients[:] = [each for each in clients if each != client]

    def _require_link(self, strap: Strap) -> None:
        if not self.is_connected(strap):
            raise bluez_error("Failed", "Not connected")

    def _path_of(self, strap: Strap, characteristic: str) -> str:
        return next(
            path
            for path, _interface, properties in gatt_objects(strap)
            if properties["UUID"].value == characteristic
        )


def att_error(code: int) -> Exception:
    """How BlueZ words an ATT error of the peripheral."""
    return bluez_error("Failed", f"Operation failed with ATT error: 0x{code:02x}")
