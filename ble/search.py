"""Looking for the wanted peripheral until it is there."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable

from ble.limits import CLEANING_UP_LIMIT_S, abandon, limited
from ble.recognition import Candidate, Recogniser
from ble.transport import Advertisement, LinkError, LinkFailure, Transport

ADDRESS_ONLY_S = 3.0  # then names count too, and links that the system may still hold are looked through
SPELL_S = 10.0  # scans end unnoticed when the adapter goes off and on again, so each is short
LOOK_LIMIT_S = 3.0  # for the list of held links; with a hung daemon it never comes
BEGINNING_AND_ENDING_LIMIT_S = 13.0  # of a scan: an adapter that wakes up takes seconds


class Search:
    """Scans in spells of ten seconds for what its recogniser knows; after each in vain it rests `rest_s`."""

    def __init__(self, transport: Transport, recogniser: Recogniser, *, rest_s: float) -> None:
        self._transport = transport
        self._recogniser = recogniser
        self._rest_s = rest_s
        self._is_first = True

    async def find(self, on_unseen: Callable[[], None]) -> Candidate:
        """The wanted peripheral, as soon as it is seen; `on_unseen` is called after each spell in vain.

        At the very first, before a scan disturbs it, a link is looked for that a killed process left behind.
        LinkError when the radio cannot scan.
        """
        self._recogniser.names_count = False
        if self._is_first:
            self._is_first = False
            inherited = await self._look_through_links()
            if inherited is not None:
                return inherited
        while True:
            candidate = await limited(
                self._spell(),
                BEGINNING_AND_ENDING_LIMIT_S + SPELL_S + LOOK_LIMIT_S,
                cancelling_limit_s=CLEANING_UP_LIMIT_S,
            )
            if candidate is not None:
                return candidate
            on_unseen()
            await asyncio.sleep(self._rest_s)

    async def _spell(self) -> Candidate | None:
        """One scan. All devices: the wanted one may not advertise its heart-rate service."""
        async with self._transport.scan(heart_rate_only=False) as heard:
            listening = asyncio.ensure_future(self._listen(heard))
            try:
                await asyncio.wait({listening}, timeout=ADDRESS_ONLY_S)
                if listening.done():
                    return listening.result()
                self._recogniser.names_count = True
                inherited = await self._look_through_links()
                if inherited is not None and not listening.done():
                    return inherited
                await asyncio.wait({listening}, timeout=SPELL_S - ADDRESS_ONLY_S)
                return listening.result() if listening.done() else None
            finally:
                await abandon(listening)

    async def _listen(self, heard: AsyncIterator[Advertisement]) -> Candidate:
        async for advertisement in heard:
            candidate = self._recogniser.judge(advertisement)
            if candidate is not None:
                return candidate
        raise LinkError(LinkFailure.PROTOCOL_ERROR, "the scan ended by itself")

    async def _look_through_links(self) -> Candidate | None:
        """A linked peripheral does not advertise: after a crash the system may hold its link still."""
        with contextlib.suppress(LinkError):  # the scan itself will tell what is wrong
            for linked in await limited(self._transport.linked_peripherals(), LOOK_LIMIT_S):
                candidate = self._recogniser.judge(linked, inherited=True)
                if candidate is not None:
                    return candidate
        return None
