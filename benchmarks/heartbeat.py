"""What one heartbeat costs from the strap to the screen and the disk, and how long it takes to get there."""

import tempfile
from collections.abc import Mapping
from statistics import median
from typing import Any

from benchmarks.child import run_child, screen
from benchmarks.figures import Figure, figure_of_runs, not_measured

BEAT_BUDGET_MS = 4.0
GROWTH_BUDGET = 1.1
MEDIAN_BUDGET_MS, P99_BUDGET_MS = 6.0, 25.0
TOTAL = "one heartbeat, all in"
STAGES = ("decode", "commit", "derive", "bridge", "paint")
THREADS = {"MainThread": "window", "engine": "engine", "recorder": "commit"}


def measure() -> list[Figure]:
    """Processor time in two processes: of a session of 12 hours, and of one at ten beats a second."""
    with screen() as environment:
        if environment is None:
            return [not_measured(TOTAL, "no display"), not_measured("arrival → painted", "no display")]
        with tempfile.TemporaryDirectory() as folder:
            costs = run_child("beats", folder, environment=environment)
        with tempfile.TemporaryDirectory() as folder:
            waits = run_child("latency", folder, environment=environment)
    return [*cost_figures(costs), *wait_figures(waits)]


def cost_figures(costs: Mapping[str, Any]) -> list[Figure]:
    """All in, by thread, by stage, and how it grows with the session's age; medians of batches of beats."""

    def beat(words: str, what: str, budget: float | None = None) -> Figure:
        return figure_of_runs(words, costs[what], "ms", budget=budget)

    figures = [
        beat(f"{TOTAL}, trace of 10 min", "minute 10: process", BEAT_BUDGET_MS),
        beat(f"{TOTAL}, trace of 4 h", "hour 4: process", BEAT_BUDGET_MS),
    ]
    figures += [
        beat(f"… of it the {words}'s thread, 4 h", f"hour 4: {thread}")
        for thread, words in THREADS.items()
        if f"hour 4: {thread}" in costs
    ]
    figures += [Figure(f"stage by itself: {stage}", costs[stage], "ms") for stage in STAGES]
    figures.append(Figure("beats painted one by one", 100 * median(costs["hour 4: painted"]), "%"))
    first_ms = median(costs["minute 1: process"])
    figures += [
        Figure(
            f"{TOTAL}, {age} against minute 1",
            median(costs[f"{age}: process"]) / first_ms,
            "×",
            budget=GROWTH_BUDGET,
        )
        for age in ("hour 1", "hour 12")
    ]
    return figures


def wait_figures(waits: Mapping[str, float]) -> list[Figure]:
    """Arrival to painted, a session being recorded."""
    return [
        Figure("arrival → painted, median", waits["median_ms"], "ms", budget=MEDIAN_BUDGET_MS),
        Figure("arrival → painted, 99 of 100", waits["p99_ms"], "ms", budget=P99_BUDGET_MS),
        Figure("arrival → painted, longest", waits["longest_ms"], "ms"),
    ]
