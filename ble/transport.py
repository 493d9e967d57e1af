"""The ports that a radio fills: Transport (scan, connect), Link (one open connection), and their error."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class LinkFailure(StrEnum):
    """Why the radio could not do what was asked; each has one sentence for the athlete in cli and ui."""

    NO_ADAPTER = "no_adapter"
    ADAPTER_OFF = "adapter_off"
    DENIED = "denied"
    NO_DAEMON = "no_daemon"
    ABSENT = "absent"
    HELD_ELSEWHERE = "held_elsewhere"
    LINK_LOST = "link_lost"
    TIMED_OUT = "timed_out"
    PROTOCOL_ERROR = "protocol_error"
    NO_HEART_RATE = "no_heart_rate"
    SILENT = "silent"


class LinkError(Exception):
    """The one error of every Transport and Link; `reason` is for programs, the text for the log."""

    def __init__(self, reason: LinkFailure, text: str = "") -> None:
        super().__init__(text or reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Advertisement:
    """A peripheral as last heard on the air. `handle` is the transport's own and opaque to everybody else."""

    address: str
    name: str | None
    rssi_dbm: int | None
    services: tuple[str, ...] = ()
    handle: object = None


class Link(Protocol):
    """One open connection. Never reused: after `disconnect`, or once lost, a new one is made."""

    async def services(self) -> frozenset[str]:
        """128-bit UUIDs of the services that the peripheral offers."""

    async def read(self, characteristic: str) -> bytes:
        """The characteristic's value. LinkError(PROTOCOL_ERROR) when the peripheral has none."""

    async def write(self, characteristic: str, value: bytes) -> None:
        """Writes with response. LinkError(PROTOCOL_ERROR) when refused."""

    async def subscribe(self, characteristic: str, on_value: Callable[[bytes], None]) -> None:
        """Calls `on_value` with every notification, in order, from the event loop's thread."""

    async def disconnect(self) -> None:
        """Ends the link; bounded in time by the transport, never raises, may be called twice."""


class Transport(Protocol):
    """A radio."""

    def scan(self, *, heart_rate_only: bool) -> AbstractAsyncContextManager[AsyncIterator[Advertisement]]:
        """While entered, advertisements as they are heard, repeats included. LinkError if it cannot."""

    async def linked_peripherals(self) -> list[Advertisement]:
        """Heart-rate peripherals which the system holds a link to, left over by another process perhaps."""

    async def connect(self, advertisement: Advertisement, on_lost: Callable[[], None]) -> Link:
        """Opens a link with a client of its own; `on_lost` is called once if it breaks. Else LinkError."""
