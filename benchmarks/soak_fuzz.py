"""Every decoder fed with nonsense, the slow ones first; what one leaves of its time goes to the next."""

import time
from collections.abc import Iterator

from benchmarks.figures import Figure
from tests.fuzz.campaign import counts
from tests.fuzz.targets import FIT_TARGETS, IMPORT_TARGETS, TARGETS, TEXT_TARGETS, WIRE_TARGETS

MOST_INPUTS = {
    **dict.fromkeys(FIT_TARGETS, 200_000),
    **dict.fromkeys(IMPORT_TARGETS, 1_000_000),
    **dict.fromkeys(TEXT_TARGETS, 1_000_000),
    **dict.fromkeys(WIRE_TARGETS, 10_000_000),
}


def soak(limit_s: float) -> Iterator[Figure]:
    """How many inputs each decoder was fed. Anything that comes out but the declared error is raised here."""
    seed = time.time_ns() // 1_000_000_000
    yield Figure("seed of what follows", seed, "")
    until_s = time.monotonic() + limit_s
    for place, (name, most) in enumerate(MOST_INPUTS.items()):
        share_s = (until_s - time.monotonic()) / (len(MOST_INPUTS) - place)
        yield from _fed(name, most, seed, share_s)


def _fed(name: str, most: int, seed: int, limit_s: float) -> Iterator[Figure]:
    began_s = time.perf_counter()
    tried = 0
    try:
        for so_far in counts(TARGETS[name], most, seed, limit_s):
            tried = so_far
    except KeyboardInterrupt:
        yield _figure(name, most, tried, began_s)
        raise
    yield _figure(name, most, tried, began_s)


def _figure(name: str, most: int, tried: int, began_s: float) -> Figure:
    seconds = time.perf_counter() - began_s
    return Figure(f"{name}: nothing found", tried, "inputs", remark=f"of {most:,}, {seconds:.0f} s")
