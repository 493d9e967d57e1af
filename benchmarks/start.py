"""From the command to the window that can be seen, and to the first heart rate in it."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import median

from benchmarks.child import run_child, screen
from benchmarks.children.clock import now_s
from benchmarks.figures import Figure, figure_of_runs, not_measured

RUNS = 13
EXPOSED_BUDGET = 1.5  # times an empty PySide6 window
NUMBER_BUDGET = 0.8  # times an empty pyqtgraph plot
EXPOSED, NUMBER = "start → window exposed", "start → first live number, demo"


def measure() -> list[Figure]:
    """Sidebeat and both floors in turns, so that a busy moment hits all three."""
    with screen() as environment:
        if environment is None:
            return [not_measured(EXPOSED, "no display"), not_measured(NUMBER, "no display")]
        with tempfile.TemporaryDirectory() as folder:
            rounds = [one_round(environment, Path(folder) / str(number)) for number in range(RUNS + 1)]
    window, plot, exposed, live = zip(*rounds[1:], strict=True)  # the first round warms the caches up
    window_ms, plot_ms = median(window), median(plot)
    return [
        figure_of_runs("start of an empty PySide6 window", window, "ms"),
        figure_of_runs("start of an empty pyqtgraph plot", plot, "ms"),
        figure_of_runs(EXPOSED, exposed, "ms", floor=window_ms, budget=EXPOSED_BUDGET * window_ms),
        figure_of_runs(NUMBER, live, "ms", floor=plot_ms, budget=NUMBER_BUDGET * plot_ms),
    ]


def one_round(environment: Mapping[str, str], home: Path) -> tuple[float, float, float, float]:
    """Milliseconds: both floors, then Sidebeat exposed and live."""
    window = started("empty_window", environment=environment)["exposed_at_s"]
    plot = started("empty_plot", environment=environment)["exposed_at_s"]
    sidebeat = started("demo_start", str(home), environment=environment)
    return window, plot, sidebeat["exposed_at_s"], sidebeat["number_at_s"]


def started(name: str, *arguments: str, environment: Mapping[str, str]) -> dict[str, float]:
    """What the child tells, in milliseconds from its start."""
    begun_s = now_s()
    told = run_child(name, *arguments, environment=environment)
    return {key: (at_s - begun_s) * 1e3 for key, at_s in told.items() if key.endswith("_at_s")}
