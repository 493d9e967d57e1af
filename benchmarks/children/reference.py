"""A fixed piece of work, to see how fast the machine is just now: what other figures are divided by."""

import time

_RUNS = 5
_STEPS = 300_000  # some 15 ms on the machine that the budgets were set on


def reference_ms() -> float:
    """Processor milliseconds of the work, the least of five: what else runs here hardly counts."""
    return min(_once_ms() for _ in range(_RUNS))


def _once_ms() -> float:
    begun_s = time.thread_time()
    total = 0
    for step in range(_STEPS):
        total += step * step % 7
    return (time.thread_time() - begun_s) * 1e3 if total else 0.0
