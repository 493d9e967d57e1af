"""The fake that tests hold: straps in range, an adapter, a bluetoothd that can die, hang and come back."""

import asyncio
from collections.abc import Coroutine
from types import TracebackType
from typing import Any, Self

from dbus_fast import BusType, Message, MessageType, NameFlag
from dbus_fast.aio import MessageBus

from tests.fake_bluez.daemon import Daemon
from tests.fake_bluez.method_calls import MethodCalls
from tests.fake_bluez.object_tree import call_bus
from tests.fake_bluez.peripheral import Strap

_NAME = "org.bluez"
_OWNER_CHANGES = "type='signal',interface='org.freedesktop.DBus',member='NameOwnerChanged'"


class FakeBluez:
    """org.bluez on the bus of DBUS_SYSTEM_BUS_ADDRESS while entered; `straps` may be changed at any time.

    `daemon` is its present life, with the controls of adapter and straps; `calls` are the names of the
    methods that were called, in order.
    """

    def __init__(self, *straps: Strap, has_adapter: bool = True, powered: bool = True) -> None:
        self.straps = list(straps)
        self.calls: list[str] = []
        self.daemon: Daemon
        self._has_adapter = has_adapter
        self._powered = powered
        self._bus: MessageBus | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._awake = asyncio.Event()

    async def __aenter__(self) -> Self:
        await self.rise()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.die()

    async def rise(self) -> None:
        """bluetoothd starts, and knows of nothing but its adapter."""
        bus = MessageBus(bus_type=BusType.SYSTEM)
        await bus.connect()
        self._bus = bus
        self._awake.set()
        self.daemon = Daemon(bus, self.straps)
        calls = MethodCalls(self.daemon, self.straps)
        bus.add_message_handler(lambda message: self._receive(bus, calls, message))
        await call_bus(bus, "AddMatch", "s", [_OWNER_CHANGES])
        await bus.request_name(_NAME, NameFlag.DO_NOT_QUEUE)
        if self._has_adapter:
            await self.daemon.plug(powered=self._powered)
        self._run(self.daemon.advertise())

    async def die(self) -> None:
        """bluetoothd is killed: no signal tells, and the straps are free again."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._bus is not None:
            await self._bus.release_name(_NAME)  # so that the next life finds it free
            self._bus.disconnect()
            self._bus = None

    def hang(self) -> None:
        """bluetoothd answers no more (as by SIGSTOP); what it is asked waits."""
        self._awake.clear()

    def wake(self) -> None:
        """bluetoothd goes on where it hung."""
        self._awake.set()

    def _receive(self, bus: MessageBus, calls: MethodCalls, message: Message) -> bool:
        if message.message_type is MessageType.SIGNAL and message.member == "NameOwnerChanged":
            name, _old, new = message.body
            if not new:
                self.daemon.forget_client(name)
            return False
        if message.message_type is not MessageType.METHOD_CALL:
            return False
        self._run(self._answer(bus, calls, message))
        return True

    async def _answer(self, bus: MessageBus, calls: MethodCalls, call: Message) -> None:
        await self._awake.wait()
        self.calls.append(call.member or "")
        await bus.send(await calls.reply_to(call))
        await calls.after(call)

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
