"""One discovery shared by all who listen: a radio scans once at a time, and can stop without saying so."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Protocol

from ble.transport import Advertisement, LinkError, LinkFailure
from ble.uuids import HEART_RATE_SERVICE

_LONGEST_QUEUE = 256  # a listener that falls behind loses the oldest: only the latest word of a sensor counts


class Scanner(Protocol):
    """A radio's discovery, made afresh for each start."""

    async def start(self) -> None:
        """Begins to hear. LinkError when the radio cannot."""

    async def stop(self) -> None:
        """Ends. LinkError when the radio is gone."""


class ScanningRadio(Protocol):
    """What makes scanners and knows whether the adapter is still there."""

    def make_scanner(self, on_heard: Callable[[Advertisement], None], *, heart_rate_only: bool) -> Scanner:
        """A scanner that calls `on_heard` from the event loop's thread."""

    async def check_adapter(self) -> None:
        """LinkError when the adapter has gone or was switched off; cheap."""


class Listener(AsyncIterator[Advertisement]):
    """One listener's advertisements, oldest first; then the LinkError that ended the scan, each time."""

    def __init__(self, *, heart_rate_only: bool) -> None:
        self.heart_rate_only = heart_rate_only
        self.started = asyncio.Event()
        self._heard: deque[Advertisement] = deque(maxlen=_LONGEST_QUEUE)
        self._news = asyncio.Event()
        self._error: LinkError | None = None

    def offer(self, advertisement: Advertisement) -> None:
        """Queues the advertisement, unless it is not of the kind that is listened for."""
        if self.heart_rate_only and HEART_RATE_SERVICE not in advertisement.services:
            return
        self._heard.append(advertisement)
        self._news.set()

    def fail(self, error: LinkError) -> None:
        """Ends the listening once what was heard is read."""
        self._error = error
        self.started.set()
        self._news.set()

    async def until_started(self, limit_s: float) -> None:
        """Returns once the radio hears. LinkError when it cannot; TIMED_OUT when it does not say in time."""
        if not await _wait_for(self.started, limit_s):
            raise LinkError(LinkFailure.TIMED_OUT, f"scanning did not begin within {limit_s:g} s")
        if self._error is not None:
            raise self._error

    async def __anext__(self) -> Advertisement:
        while not self._heard:
            if self._error is not None:
                raise self._error
            self._news.clear()
            await self._news.wait()
        return self._heard.popleft()


class SharedScan:
    """Runs one scanner while anybody listens; it is unfiltered as long as one listener wants all peripherals.

    Starting and stopping are never cancelled: a D-Bus call whose answer nobody awaits any more would leave a
    discovery behind that cannot be stopped. While a hung daemon keeps one of them waiting, listeners give up
    on their own. When nothing is heard for `quiet_renewal_s` the scanner is made afresh, because a Bluetooth
    daemon that restarts forgets the discovery without a word.
    """

    def __init__(self, radio: ScanningRadio, *, quiet_renewal_s: float, adapter_check_s: float) -> None:
        self._radio = radio
        self._quiet_renewal_s = quiet_renewal_s
        self._adapter_check_s = adapter_check_s
        self._listeners: list[Listener] = []
        self._changed = asyncio.Event()
        self._silent = asyncio.Event()
        self._silent.set()
        self._holds = 0
        self._last_heard_s = 0.0
        self._task: asyncio.Task[None] | None = None

    def join(self, *, heart_rate_only: bool) -> Listener:
        """A new listener; await its `until_started`, and `leave` in the end."""
        listener = Listener(heart_rate_only=heart_rate_only)
        self._listeners.append(listener)
        self._changed.set()
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._scan_while_listened_to())
        return listener

    async def leave(self, listener: Listener, limit_s: float) -> None:
        """Ends one listening. The last one out waits until the radio has stopped, within the limit.

        Unless it never heard that the scan began: who gave up on that need not wait for it again.
        """
        if listener in self._listeners:
            self._listeners.remove(listener)
        self._changed.set()
        if not self._listeners and listener.started.is_set():
            await _wait_for(self._silent, limit_s)

    @asynccontextmanager
    async def held(self, limit_s: float) -> AsyncIterator[None]:
        """While entered nothing scans, and listeners wait: a radio that scans connects late, or not at all.

        Entered when the radio has stopped, or after `limit_s` all the same.
        """
        self._holds += 1
        self._changed.set()
        try:
            await _wait_for(self._silent, limit_s)
            yield
        finally:
            self._holds -= 1
            self._changed.set()

    async def _scan_while_listened_to(self) -> None:
        try:
            while self._listeners:
                if self._holds:
                    await self._wait(None)
                else:
                    await self._scan_once(heart_rate_only=self._wanted_heart_rate_only())
        except LinkError as error:
            self._fail_all(error)
        finally:
            self._fail_all(LinkError(LinkFailure.PROTOCOL_ERROR, "scanning ended unexpectedly"))

    async def _scan_once(self, *, heart_rate_only: bool) -> None:
        scanner = self._radio.make_scanner(self._hear, heart_rate_only=heart_rate_only)
        self._silent.clear()  # a start that is under way disturbs a connection as much
        try:
            await scanner.start()
            await self._listen_with(scanner, heart_rate_only=heart_rate_only)
        finally:
            self._silent.set()

    async def _listen_with(self, scanner: Scanner, *, heart_rate_only: bool) -> None:
        self._last_heard_s = asyncio.get_running_loop().time()
        try:
            await self._listen(heart_rate_only=heart_rate_only)
        finally:
            with suppress(LinkError):  # what is wrong shows at the next start; a scan that is gone has ended
                await scanner.stop()

    async def _listen(self, *, heart_rate_only: bool) -> None:
        while self._is_wanted(heart_rate_only=heart_rate_only) and not self._is_quiet():
            await self._wait(self._adapter_check_s)
            await self._radio.check_adapter()

    async def _wait(self, limit_s: float | None) -> None:
        """Until something changed or the limit is over; meanwhile all who joined may listen."""
        for listener in self._listeners:
            listener.started.set()
        self._changed.clear()
        await _wait_for(self._changed, limit_s)

    def _is_wanted(self, *, heart_rate_only: bool) -> bool:
        if self._holds or not self._listeners:
            return False
        return self._wanted_heart_rate_only() is heart_rate_only

    def _is_quiet(self) -> bool:
        return asyncio.get_running_loop().time() - self._last_heard_s >= self._quiet_renewal_s

    def _wanted_heart_rate_only(self) -> bool:
        return all(listener.heart_rate_only for listener in self._listeners)

    def _hear(self, advertisement: Advertisement) -> None:
        self._last_heard_s = asyncio.get_running_loop().time()
        for listener in self._listeners:
            listener.offer(advertisement)

    def _fail_all(self, error: LinkError) -> None:
        while self._listeners:
            self._listeners.pop().fail(error)


async def _wait_for(event: asyncio.Event, limit_s: float | None) -> bool:
    try:
        async with asyncio.timeout(limit_s):
            return await event.wait()
    except TimeoutError:
        return False
