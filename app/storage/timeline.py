"""The store's timeline: UTC where it begins, then the clock that runs through suspend, segment by segment."""

import ctypes
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from app.domain.frozen import frozen


@frozen
class Clocks:
    """The clocks of one machine. `clock_us` runs through suspend and never back, from an origin of its own.

    `boot_id` names that origin: clocks with the same one can be compared. `utc_us` is the wall clock,
    `utc_offset_s` the local offset for a moment of it.
    """

    boot_id: str
    clock_us: Callable[[], int]
    utc_us: Callable[[], int]
    utc_offset_s: Callable[[int], int]


@frozen
class Segment:
    """One run of one process: where clock, timeline and wall clock stood when it began."""

    segment_id: int
    boot_id: str
    process: str
    clock_us: int
    timeline_us: int
    utc_us: int
    utc_offset_s: int
    program_version: str

    @property
    def offset_us(self) -> int:
        """What to add to the clock to be on the timeline."""
        return self.timeline_us - self.clock_us


def next_segment(
    previous: Segment | None, last_at_us: int, clocks: Clocks, process: str, program_version: str
) -> Segment:
    """The segment that begins now, after `previous`, the newest, and the newest record's place.

    In the same boot it continues on the same clock, whatever the wall clock did meanwhile. In a new one it
    begins at UTC, but behind all that is there already.
    """
    clock_us, utc_us = clocks.clock_us(), clocks.utc_us()
    timeline_us = max(utc_us, last_at_us + 1)
    if previous is not None and previous.boot_id == clocks.boot_id:
        continued_us = clock_us + previous.offset_us
        if continued_us > last_at_us:  # else the clock does not keep its word (a restored virtual machine)
            timeline_us = continued_us
    return Segment(
        segment_id=1 if previous is None else previous.segment_id + 1,
        boot_id=clocks.boot_id,
        process=process,
        clock_us=clock_us,
        timeline_us=timeline_us,
        utc_us=utc_us,
        utc_offset_s=clocks.utc_offset_s(utc_us),
        program_version=program_version,
    )


class StoreClock:
    """The engine's Clock: the timeline of the present segment, and the wall clock."""

    def __init__(self, offset_us: int, clocks: Clocks) -> None:
        self._offset_us = offset_us
        self._clocks = clocks
        self._guard = threading.Lock()
        self._last_us = 0

    def now_us(self) -> int:
        """This moment on the timeline, later than any given before: every record has a place of its own."""
        with self._guard:  # imports and mended sessions ask from threads of their own
            self._last_us = max(self._last_us + 1, self._clocks.clock_us() + self._offset_us)
            return self._last_us

    def utc_us(self) -> int:
        """The wall clock's word."""
        return self._clocks.utc_us()

    def utc_offset_s(self) -> int:
        """The local offset from UTC now."""
        return self._clocks.utc_offset_s(self._clocks.utc_us())


def system_clocks() -> Clocks:
    """This machine's clocks."""
    return Clocks(
        boot_id=read_boot_id(),
        clock_us=suspend_proof_us,
        utc_us=wall_clock_us,
        utc_offset_s=local_offset_s,
    )


def wall_clock_us() -> int:
    """UTC in microseconds since the Unix epoch."""
    return time.time_ns() // 1000


def local_offset_s(utc_us: int) -> int:
    """The local zone's offset at that moment, in seconds east of UTC."""
    return time.localtime(utc_us // 1_000_000).tm_gmtoff


if sys.platform == "linux":

    def suspend_proof_us() -> int:
        """CLOCK_BOOTTIME: CLOCK_MONOTONIC stands still in suspend on Linux."""
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1000

    def read_boot_id() -> str:
        """The kernel's own name for this boot."""
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()

elif sys.platform == "darwin":

    def suspend_proof_us() -> int:
        """CLOCK_MONOTONIC runs on in sleep on macOS; time.monotonic() does not."""
        return time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000

    def read_boot_id() -> str:
        """The kernel's own name for this boot (sysctl kern.bootsessionuuid)."""
        name, size = ctypes.create_string_buffer(64), ctypes.c_size_t(64)
        if ctypes.CDLL(None).sysctlbyname(b"kern.bootsessionuuid", name, ctypes.byref(size), None, 0) != 0:
            return boot_id_by_subtraction(wall_clock_us(), suspend_proof_us())
        return name.value.decode("ascii")

else:

    def suspend_proof_us() -> int:
        """time.monotonic() runs on in sleep on Windows."""
        return time.monotonic_ns() // 1000

    def read_boot_id() -> str:
        """Windows has no name for a boot: the moment of it, by subtraction."""
        return boot_id_by_subtraction(wall_clock_us(), suspend_proof_us())


BOOT_GRAIN_US = 60_000_000  # the wall clock is corrected by less than this, a machine restarts in more


def boot_id_by_subtraction(utc_us: int, clock_us: int) -> str:
    """A name for the boot where the system has none: wall clock − clock, in whole minutes.

    After a change of the wall clock it differs within one boot; the timeline then begins a new stretch at
    UTC, as after a restart, and nothing recorded moves.
    """
    return f"booted in minute {(utc_us - clock_us + BOOT_GRAIN_US // 2) // BOOT_GRAIN_US}"
