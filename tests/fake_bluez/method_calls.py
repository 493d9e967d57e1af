"""Which D-Bus method call asks what of the Daemon."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from dbus_fast import Message, Variant

from tests.fake_bluez.bluez_names import (
    ADAPTER,
    DEVICE,
    GATT_CHARACTERISTIC,
    BluezError,
    device_path,
    unknown_object,
)
from tests.fake_bluez.daemon import Daemon
from tests.fake_bluez.object_tree import OBJECT_MANAGER, PROPERTIES
from tests.fake_bluez.peripheral import Characteristic, Strap

Answer = tuple[str, list[Any]]

_NOTHING: Answer = ("", [])


class MethodCalls:
    """Answers the calls that bleak makes."""

    def __init__(self, daemon: Daemon, straps: Sequence[Strap]) -> None:
        self._daemon = daemon
        self._straps = straps
        self._answers: dict[tuple[str, str], Callable[[Message], Awaitable[Answer]]] = {
            (OBJECT_MANAGER, "GetManagedObjects"): self._get_managed_objects,
            (PROPERTIES, "Set"): self._set_property,
            (ADAPTER, "SetDiscoveryFilter"): self._set_discovery_filter,
            (ADAPTER, "StartDiscovery"): self._start_discovery,
            (ADAPTER, "StopDiscovery"): self._stop_discovery,
            (DEVICE, "Connect"): self._connect,
            (DEVICE, "Disconnect"): self._disconnect,
            (GATT_CHARACTERISTIC, "ReadValue"): self._read_value,
            (GATT_CHARACTERISTIC, "WriteValue"): self._write_value,
            (GATT_CHARACTERISTIC, "StartNotify"): self._start_notify,
            (GATT_CHARACTERISTIC, "StopNotify"): self._stop_notify,
        }

    async def reply_to(self, call: Message) -> Message:
        """The reply, which may be an error."""
        try:
            signature, body = await self._answer(call)
        except BluezError as error:
            return Message.new_error(call, error.name, str(error))
        return Message.new_method_return(call, signature, body)

    async def after(self, call: Message) -> None:
        """What happens by itself once the call is answered."""
        if (call.interface, call.member) == (DEVICE, "Connect"):
            strap = self._strap(call)
            if self._daemon.is_connected(strap):
                await self._daemon.resolve_services(strap)

    async def _answer(self, call: Message) -> Answer:
        interface, member = call.interface or "", call.member or ""
        answer = self._answers.get((interface, member))
        is_there = interface == OBJECT_MANAGER or call.path in self._daemon.tree.objects
        if answer is None or not is_there:
            raise unknown_object(interface, member)
        return await answer(call)

    async def _get_managed_objects(self, _call: Message) -> Answer:
        return "a{oa{sa{sv}}}", [self._daemon.tree.objects]

    async def _set_property(self, call: Message) -> Answer:
        interface, name, value = call.body
        if (interface, name) == (ADAPTER, "Powered"):
            await self._daemon.power(on=value.value)
        return _NOTHING

    async def _set_discovery_filter(self, call: Message) -> Answer:
        wanted: Variant = call.body[0].get("UUIDs", Variant("as", []))
        self._daemon.set_filter(call.sender or "", wanted.value)
        return _NOTHING

    async def _start_discovery(self, call: Message) -> Answer:
        await self._daemon.start_discovery(call.sender or "")
        return _NOTHING

    async def _stop_discovery(self, call: Message) -> Answer:
        await self._daemon.stop_discovery(call.sender or "")
        return _NOTHING

    async def _connect(self, call: Message) -> Answer:
        await self._daemon.connect(self._strap(call))
        return _NOTHING

    async def _disconnect(self, call: Message) -> Answer:
        await self._daemon.disconnect(self._strap(call))
        return _NOTHING

    async def _read_value(self, call: Message) -> Answer:
        return "ay", [self._daemon.read(self._strap(call), self._characteristic(call))]

    async def _write_value(self, call: Message) -> Answer:
        self._daemon.write(self._strap(call), self._characteristic(call), bytes(call.body[0]))
        return _NOTHING

    async def _start_notify(self, call: Message) -> Answer:
        await self._daemon.subscribe(self._strap(call), call.path or "", call.sender or "")
        return _NOTHING

    async def _stop_notify(self, call: Message) -> Answer:
        self._daemon.unsubscribe(call.path or "", call.sender or "")
        return _NOTHING

    def _strap(self, call: Message) -> Strap:
        path = f"{call.path}/"
        return next(strap for strap in self._straps if path.startswith(f"{device_path(strap)}/"))

    def _characteristic(self, call: Message) -> Characteristic:
        uuid = self._daemon.tree.objects[call.path or ""][GATT_CHARACTERISTIC]["UUID"].value
        return self._strap(call).characteristic(uuid)
