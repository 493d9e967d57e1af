"""Every decoder fed with nonsense for its share of the time, one after another."""

import time

from benchmarks.figures import Figure
from tests.fuzz.campaign import run
from tests.fuzz.targets import FIT_TARGETS, IMPORT_TARGETS, TARGETS, TEXT_TARGETS, WIRE_TARGETS

MOST_INPUTS = {
    **dict.fromkeys(WIRE_TARGETS, 10_000_000),
    **dict.fromkeys(TEXT_TARGETS, 1_000_000),
    **dict.fromkeys(FIT_TARGETS, 200_000),
    **dict.fromkeys(IMPORT_TARGETS, 200_000),
}


def soak(limit_s: float) -> list[Figure]:
    """How many inputs each decoder was fed. Anything that comes out but the declared error is raised here."""
    seed = time.time_ns() // 1_000_000_000
    figures = []
    for name, target in TARGETS.items():
        began_s = time.perf_counter()
        tried = run(target, MOST_INPUTS[name], seed, limit_s / len(TARGETS))
        seconds = time.perf_counter() - began_s
        figures.append(Figure(f"{name}: nothing found", tried, "inputs", remark=f"{seconds:.0f} s"))
    return [*figures, Figure("seed of the above", seed, "")]
