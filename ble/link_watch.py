"""The packet watchdog of one link: the system's word that it is connected cannot be trusted."""

import asyncio
from collections.abc import Callable

from ble.connection import QUIET_AFTER_S, packet_limit_s
from ble.transport import LinkError, LinkFailure

TIMER_TOLERANCE_S = 0.001  # timers may fire a clock's tick early


class LinkWatch:
    """When one link was heard, and whether it broke. Times are the event loop's; made inside it."""

    def __init__(self, *, silent_links: int) -> None:
        self._loop = asyncio.get_running_loop()
        self._silent_links = silent_links
        self._first_heard_at_s: float | None = None
        self._last_stir_at_s = self._loop.time()
        self.broken: asyncio.Future[None] = self._loop.create_future()

    @property
    def heard(self) -> bool:
        """Whether there was any packet."""
        return self._first_heard_at_s is not None

    @property
    def spoke_for_s(self) -> float:
        """From the first packet to the last."""
        return 0.0 if self._first_heard_at_s is None else self._last_stir_at_s - self._first_heard_at_s

    def lost(self) -> None:
        """The system says that the link is gone."""
        if not self.broken.done():
            self.broken.set_result(None)

    def packet(self) -> None:
        """A packet came."""
        self._last_stir_at_s = self._loop.time()
        if self._first_heard_at_s is None:
            self._first_heard_at_s = self._last_stir_at_s

    async def guard(self, on_quiet: Callable[[], None]) -> None:
        """Returns never; LinkError when the link breaks (LINK_LOST) or says nothing for too long (SILENT).

        The first packet is awaited from now on. `on_quiet` is called when five seconds were silent.
        """
        if not self.heard:
            self._last_stir_at_s = self._loop.time()
        while True:
            silence_s = self._loop.time() - self._last_stir_at_s + TIMER_TOLERANCE_S
            limit_s = packet_limit_s(heard=self.heard, silent_links=self._silent_links)
            if silence_s >= limit_s:
                raise LinkError(LinkFailure.SILENT, f"linked, but nothing came for {limit_s:g} s")
            if silence_s >= QUIET_AFTER_S:
                on_quiet()
            next_look_s = limit_s if silence_s >= QUIET_AFTER_S else QUIET_AFTER_S
            await asyncio.wait({self.broken}, timeout=next_look_s - silence_s + TIMER_TOLERANCE_S)
            if self.broken.done():
                raise LinkError(LinkFailure.LINK_LOST, "the link broke")
