"""D-Bus objects with properties, announced as org.freedesktop.DBus.ObjectManager and Properties want it."""

from dbus_fast import Message, Variant
from dbus_fast.aio import MessageBus

OBJECT_MANAGER = "org.freedesktop.DBus.ObjectManager"
PROPERTIES = "org.freedesktop.DBus.Properties"

Interfaces = dict[str, dict[str, Variant]]

_SIGNALS_BETWEEN_PAUSES = (
    16  # a full socket ends the connection (dbus-fast 5.2): let the bus empty it in between
)


class ObjectTree:
    """Objects by path, each with its interfaces and their properties; changes are signalled."""

    def __init__(self, bus: MessageBus) -> None:
        self.objects: dict[str, Interfaces] = {}
        self._bus = bus
        self._signals = 0

    async def add(self, path: str, interface: str, properties: dict[str, Variant]) -> None:
        """Adds an object, or an interface to one that is there."""
        self.objects.setdefault(path, {})[interface] = properties
        await self._signal(
            "/", OBJECT_MANAGER, "InterfacesAdded", "oa{sa{sv}}", [path, {interface: properties}]
        )

    async def remove(self, path: str) -> None:
        """Removes an object and all below it, leaves first."""
        doomed = [each for each in self.objects if each == path or each.startswith(f"{path}/")]
        for each in sorted(doomed, reverse=True):
            interfaces = list(self.objects.pop(each))
            await self._signal("/", OBJECT_MANAGER, "InterfacesRemoved", "oas", [each, interfaces])

    async def change(
        self, path: str, interface: str, changed: dict[str, Variant], gone: tuple[str, ...] = ()
    ) -> None:
        """Sets properties, takes away those in `gone`; signalled even when the values are the same."""
        if path not in self.objects:
            return
        there = self.objects[path][interface]
        there.update(changed)
        for name in gone:
            there.pop(name, None)
        await self._signal(
            path, PROPERTIES, "PropertiesChanged", "sa{sv}as", [interface, changed, list(gone)]
        )

    def flag(self, path: str, interface: str, name: str) -> bool:
        """A boolean property; False where there is none."""
        return name in self.objects.get(path, {}).get(interface, {}) and bool(
            self.objects[path][interface][name].value
        )

    async def _signal(
        self, path: str, interface: str, member: str, signature: str, body: list[object]
    ) -> None:
        await self._bus.send(Message.new_signal(path, interface, member, signature, body))
        self._signals += 1
        if self._signals % _SIGNALS_BETWEEN_PAUSES == 0:
            await call_bus(self._bus, "GetId")


async def call_bus(
    bus: MessageBus, member: str, signature: str = "", body: list[object] | None = None
) -> Message:
    """Calls the dbus-daemon itself; its reply shows that all that was sent before has been read."""
    reply = await bus.call(
        Message(
            destination="org.freedesktop.DBus",
            path="/org/freedesktop/DBus",
            interface="org.freedesktop.DBus",
            member=member,
            signature=signature,
            body=body or [],
        )
    )
    assert reply is not None
    return reply
