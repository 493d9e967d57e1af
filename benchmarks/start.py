"""From the command to the window that can be seen, and to the first heart rate in it."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
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
    return figures_of(rounds[1:])  # the first round warms the caches up


@dataclass(frozen=True, slots=True)
class Round:
    """Milliseconds from a start: both floors, Sidebeat seen and live; then of the processor alone."""

    window: float
    plot: float
    exposed: float
    number: float
    window_processor: float
    exposed_processor: float


def figures_of(rounds: list[Round]) -> list[Figure]:
    """Medians beside the floors'."""
    window_ms, plot_ms = median(each.window for each in rounds), median(each.plot for each in rounds)
    return [
        figure_of_runs("start of an empty PySide6 window", [each.window for each in rounds], "ms"),
        figure_of_runs("start of an empty pyqtgraph plot", [each.plot for each in rounds], "ms"),
        figure_of_runs(
            EXPOSED,
            [each.exposed for each in rounds],
            "ms",
            floor=window_ms,
            budget=EXPOSED_BUDGET * window_ms,
        ),
        figure_of_runs(
            f"{EXPOSED}, processor time",
            [each.exposed_processor for each in rounds],
            "ms",
            floor=median(each.window_processor for each in rounds),
        ),
        figure_of_runs(
            NUMBER, [each.number for each in rounds], "ms", floor=plot_ms, budget=NUMBER_BUDGET * plot_ms
        ),
    ]


def one_round(environment: Mapping[str, str], home: Path) -> Round:
    """Both floors, then Sidebeat."""
    window = started("empty_window", environment=environment)
    plot = started("empty_plot", environment=environment)
    sidebeat = started("demo_start", str(home), environment=environment)
    return Round(
        window=window["exposed_at_s"],
        plot=plot["exposed_at_s"],
        exposed=sidebeat["exposed_at_s"],
        number=sidebeat["number_at_s"],
        window_processor=window["processor_s"],
        exposed_processor=sidebeat["processor_s"],
    )


def started(name: str, *arguments: str, environment: Mapping[str, str]) -> dict[str, float]:
    """What the child tells, in milliseconds: moments from its start, and processor time."""
    begun_s = now_s()
    told = run_child(name, *arguments, environment=environment)
    told_s = {key: value for key, value in told.items() if key.endswith("_s")}
    return {key: (value - begun_s if key.endswith("_at_s") else value) * 1e3 for key, value in told_s.items()}
