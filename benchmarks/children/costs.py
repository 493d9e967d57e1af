"""Processor time of this process and its threads, and the memory it holds."""

import sys
import threading
import time
from pathlib import Path

MEGABYTE = 1024 * 1024


def processor_s() -> dict[str, float]:
    """Seconds used so far: by the `process`, and where the system tells them by each thread's name."""
    used = {"process": time.process_time()}
    if sys.platform == "linux":
        for thread in threading.enumerate():
            if thread.ident is not None:
                clock = time.pthread_getcpuclockid(thread.ident)
                used[thread.name] = time.clock_gettime(clock)
    return used


def spent_ms(before: dict[str, float], beats: int) -> dict[str, float]:
    """Milliseconds for each beat since then, by the same names."""
    return {
        name: (used_s - before[name]) * 1e3 / beats
        for name, used_s in processor_s().items()
        if name in before
    }


def resident_mb() -> float | None:
    """Megabytes resident now; None where the system has no cheap word for it."""
    if sys.platform != "linux":
        return None
    fields = Path("/proc/self/statm").read_text(encoding="ascii").split()
    return int(fields[1]) * 4096 / MEGABYTE
