"""SensorClient keeps one sensor connected over a Transport, for ever, and hands over what it sends."""

import asyncio
import contextlib
from collections.abc import Callable, Collection
from dataclasses import replace
from functools import partial
from random import Random
from typing import Protocol

from ble import uuids
from ble.connection import (
    CONNECT_LIMIT_S,
    DISCONNECT_LIMIT_S,
    DISPROVED_BY_SEEING,
    INHERITED_SET_UP_LIMIT_S,
    SET_UP_LIMIT_S,
    STEADY_AFTER_S,
    ConnectionChange,
    Event,
    State,
    next_state,
    retry_delay_s,
)
from ble.description import PeripheralDescription, describe, read_serial_number
from ble.limits import CLEANING_UP_LIMIT_S, abandon, limited
from ble.link_watch import LinkWatch
from ble.recognition import Candidate, PeripheralIdentity, Recogniser, no_others
from ble.search import Search
from ble.transport import Link, LinkError, LinkFailure, Transport

__all__ = [
    "ClientListener",
    "ConnectionChange",
    "PeripheralDescription",
    "PeripheralIdentity",
    "SensorClient",
]


class ClientListener(Protocol):
    """Who hears of the sensor, always from the event loop's thread."""

    def state_changed(self, change: ConnectionChange) -> None:
        """The connection came to another state, or learned more about this one."""

    def value_received(self, characteristic: str, value: bytes) -> None:
        """A notification (128-bit UUID, raw bytes), from within the transport's own callback."""

    def described(self, description: PeripheralDescription) -> None:
        """The sensor has told of itself; comes once a link, some time after the first values."""


class StrangerError(LinkError):
    """The peripheral bears the right name, but not the right serial number."""


class SensorClient:
    """Drives the state table of ble.connection. One client is run once; all of it in one event loop.

    `rest_s` is for a sensor that is not urgently wanted: how long to rest after each ten seconds of scanning.
    `others` tells the addresses of other wanted sensors: those are never taken for this one.
    """

    def __init__(
        self,
        transport: Transport,
        identity: PeripheralIdentity,
        listener: ClientListener,
        *,
        random: Random,
        rest_s: float = 0.0,
        others: Callable[[], Collection[str]] = no_others,
    ) -> None:
        self._transport = transport
        self._asked_for = identity
        self._listener = listener
        self._random = random
        self._recogniser = Recogniser(identity, others)
        self._search = Search(transport, self._recogniser, rest_s=rest_s)
        self._state = State.IDLE
        self._attempt_number = 1
        self._failures = 0  # attempts in a row
        self._silent_links = 0  # links in a row that never said a word
        self._freed_a_link = False
        self._reason: LinkFailure | None = None
        self._candidate: Candidate | None = None
        self._watch: LinkWatch | None = None
        self._link: Link | None = None
        self._stopping = asyncio.Event()
        self._retry = asyncio.Event()

    @property
    def state(self) -> State:
        """Where the connection stands."""
        return self._state

    def stop(self) -> None:
        """Lets go of the sensor; `run` ends within about three seconds."""
        self._stopping.set()

    def retry_now(self) -> None:
        """Ends the wait before the next attempt, if there is one."""
        self._retry.set()

    async def run(self) -> None:
        """Keeps the sensor connected until `stop` or cancellation; either way it is disconnected first."""
        serving = asyncio.ensure_future(self._serve())
        stopping = asyncio.ensure_future(self._stopping.wait())
        try:
            await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopping.cancel()
            serving.cancel()
            await asyncio.wait({serving})
        if not serving.cancelled():
            serving.result()

    async def _serve(self) -> None:
        self._step(Event.STARTED)
        try:
            while True:
                await self._attempt()
        finally:
            await self._shut_down()

    async def _attempt(self) -> None:
        """Finds the sensor and keeps the link for as long as it holds."""
        try:
            candidate = self._candidate = await self._search.find(self._unseen)
            self._seen()
            watch = self._watch = LinkWatch(silent_links=self._silent_links)
            link = await limited(
                self._open(candidate, watch),
                CONNECT_LIMIT_S,
                broken=watch.broken,
                cancelling_limit_s=CLEANING_UP_LIMIT_S,
            )
            self._step(Event.CONNECTED)
            setting_up = self._set_up(link, candidate, watch)
            limit_s = INHERITED_SET_UP_LIMIT_S if candidate.inherited else SET_UP_LIMIT_S
            services = await limited(setting_up, limit_s, broken=watch.broken)
            await self._stay(link, services, candidate, watch)
        except LinkError as error:
            await self._recover(error)

    async def _open(self, candidate: Candidate, watch: LinkWatch) -> Link:
        link = await self._transport.connect(candidate.advertisement, watch.lost)
        if watch is self._watch:
            self._link = link
        else:  # it comes after its time, when nobody waits for it any more
            await limited(link.disconnect(), DISCONNECT_LIMIT_S)
        return link

    async def _set_up(self, link: Link, candidate: Candidate, watch: LinkWatch) -> frozenset[str]:
        """Makes sure that it is the wanted sensor, then subscribes; the services that it offers."""
        services = await link.services()
        if not services:
            raise LinkError(LinkFailure.PROTOCOL_ERROR, "no services were discovered")
        if uuids.HEART_RATE_SERVICE not in services:
            raise LinkError(LinkFailure.NO_HEART_RATE, "the peripheral offers no heart-rate service")
        if not candidate.by_address:
            await self._confirm(link)
        address = candidate.advertisement.address  # known before the first value, which may not wait for us
        self._recogniser.identity = replace(self._recogniser.identity, address=address)
        on_value = partial(self._value_received, watch, uuids.HEART_RATE_MEASUREMENT)
        await link.subscribe(uuids.HEART_RATE_MEASUREMENT, on_value)
        return services

    async def _confirm(self, link: Link) -> None:
        """Before a value of it counts: a sensor found by its name alone must have the serial number."""
        if self._recogniser.identity.serial_number is None:
            return
        if not self._recogniser.confirms(await read_serial_number(link)):
            raise StrangerError(LinkFailure.ABSENT, "another peripheral of the same name")

    async def _stay(
        self, link: Link, services: frozenset[str], candidate: Candidate, watch: LinkWatch
    ) -> None:
        """Watches over the link until it breaks; meanwhile asks for what else there is to know."""
        asking = asyncio.ensure_future(self._ask_for_more(link, services, candidate, watch))
        asking.add_done_callback(_tell_mistake)
        try:
            await watch.guard(self._fell_silent)
        finally:
            await abandon(asking)

    async def _ask_for_more(
        self, link: Link, services: frozenset[str], candidate: Candidate, watch: LinkWatch
    ) -> None:
        """None of this may cost the link."""
        if uuids.BATTERY_SERVICE in services:
            on_value = partial(self._value_received, watch, uuids.BATTERY_LEVEL)
            with contextlib.suppress(LinkError):
                await limited(link.subscribe(uuids.BATTERY_LEVEL, on_value), SET_UP_LIMIT_S)
        heard = candidate.advertisement
        known = self._recogniser.identity
        with contextlib.suppress(LinkError):  # lost: the watch over the link tells
            description = await describe(link, services, address=heard.address, name=heard.name or known.name)
            serial_number = known.serial_number or description.serial_number
            self._recogniser.identity = replace(known, name=description.name, serial_number=serial_number)
            self._listener.described(description)

    async def _recover(self, error: LinkError) -> None:
        """Judges a failure, closes what is open, and waits as long as the failure deserves."""
        watch, self._watch = self._watch, None
        excused = self._judge(error, watch)
        delay_s = None if excused else retry_delay_s(self._failures, error.reason, self._random)
        if self._state is State.SCANNING:
            self._step(Event.FAILED, retry_in_s=delay_s)
        else:
            self._step(Event.FAILED)
            await self._close()
            self._candidate = self._candidate if delay_s is not None else None
            self._step(Event.EXCUSED if excused else Event.CLOSED, retry_in_s=delay_s)
        if delay_s is not None:
            await self._wait(delay_s)

    def _judge(self, error: LinkError, watch: LinkWatch | None) -> bool:
        """Counts a failure and keeps its reason; True when it is excused: no attempt failed, scan at once."""
        heard = watch is not None and watch.heard
        self._reason = error.reason
        if watch is not None and watch.spoke_for_s >= STEADY_AFTER_S:
            self._failures = 0
            return True
        if self._candidate is not None and isinstance(error, StrangerError):
            self._recogniser.reject(self._candidate)
            return True
        if self._candidate is not None and self._candidate.inherited and not self._freed_a_link:
            self._freed_a_link = True  # disconnecting frees it: the next scan hears the sensor
            return True
        self._failures += 1
        if error.reason is LinkFailure.SILENT and not heard:
            self._silent_links += 1
        if error.reason is LinkFailure.LINK_LOST and self._failures == 1 and not heard:
            self._reason = None  # a first aborted attempt is common and means nothing: tried again, silently
        return False

    async def _wait(self, delay_s: float) -> None:
        self._retry.clear()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(delay_s):
                await self._retry.wait()
        self._candidate = None
        self._step(Event.WAITED)

    async def _close(self) -> None:
        """Ends the link, in three seconds or not at all."""
        if self._link is not None:
            with contextlib.suppress(LinkError):
                await limited(self._link.disconnect(), DISCONNECT_LIMIT_S)
            self._link = None

    async def _shut_down(self) -> None:
        self._watch = None
        self._reason = None
        self._step(Event.STOP_REQUESTED)
        if self._state is State.DISCONNECTING:
            await self._close()
            self._step(Event.ENDED)

    def _value_received(self, watch: LinkWatch, characteristic: str, value: bytes) -> None:
        if watch is not self._watch:
            return  # a late word from a link that was given up: its successor says the same again
        self._listener.value_received(characteristic, value)
        if characteristic == uuids.HEART_RATE_MEASUREMENT:
            watch.packet()
            self._was_heard()

    def _was_heard(self) -> None:
        if self._state is not State.LIVE:
            self._reason = None
            self._silent_links = 0
            self._freed_a_link = False
            self._step(Event.HEARD)

    def _fell_silent(self) -> None:
        if self._state is not State.SILENT:
            self._step(Event.FELL_SILENT)

    def _seen(self) -> None:
        if self._reason in DISPROVED_BY_SEEING:
            self._reason = None
        self._step(Event.SEEN)

    def _unseen(self) -> None:
        if self._reason is not LinkFailure.ABSENT:
            self._reason = LinkFailure.ABSENT
            self._step(Event.UNSEEN)

    def _step(self, event: Event, *, retry_in_s: float | None = None) -> None:
        """Follows the table and tells the listener."""
        self._state = next_state(self._state, event)
        heard = self._candidate.advertisement if self._candidate else None
        address = heard.address if heard else self._recogniser.identity.address
        if self._state is State.SCANNING:
            self._attempt_number = self._failures + 1
        change = ConnectionChange(
            state=self._state,
            address=address,
            attempt=self._attempt_number,
            retry_in_s=retry_in_s,
            reason=self._reason,
            rssi_dbm=heard.rssi_dbm if heard else None,
            adopted=self._recogniser.identity.address.casefold() != self._asked_for.address.casefold(),
        )
        self._listener.state_changed(change)


def _tell_mistake(task: "asyncio.Task[None]") -> None:
    """What is asked for beside the heart rate may fail; a mistake in the program must not pass unheard."""
    error = None if task.cancelled() else task.exception()
    if error is not None:
        told = {"message": "a sensor's description was not taken in", "exception": error}
        task.get_loop().call_exception_handler(told)
