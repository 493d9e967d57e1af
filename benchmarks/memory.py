"""What the application holds in memory: shown, live over Bluetooth, and after four hours."""

import sys
import tempfile
from statistics import median

from benchmarks.bluetooth import strap_in_range
from benchmarks.child import run_child, screen
from benchmarks.figures import Figure, not_measured

LIVE_BUDGET = 0.95  # of an empty pyqtgraph plot
FLOOR_RUNS = 3
NAME = "resident memory"
LIVE = f"{NAME}, live over Bluetooth, with trace"


def measure() -> list[Figure]:
    """Beside an empty window and an empty pyqtgraph plot."""
    with screen() as environment:
        if environment is None or sys.platform != "linux":
            return [not_measured(NAME, "no display" if environment is None else "only on Linux")]
        floors = [
            median(run_child(name, environment=environment)["resident_mb"] for _ in range(FLOOR_RUNS))
            for name in ("empty_window", "empty_plot")
        ]
        with tempfile.TemporaryDirectory() as folder:
            long = run_child("life", folder, "memory", environment=environment)
        with strap_in_range() as strap, tempfile.TemporaryDirectory() as folder:
            told = None
            if strap is not None:
                around = {**environment, **strap.environment}
                told = run_child("bluetooth_life", folder, strap.address, environment=around)
    window_mb, plot_mb = floors
    budget_mb = LIVE_BUDGET * plot_mb
    return [
        Figure(f"{NAME}, an empty PySide6 window", window_mb, "MB"),
        Figure(f"{NAME}, an empty pyqtgraph plot", plot_mb, "MB"),
        *([not_measured(LIVE, "no bus")] if told is None else _with_bluetooth(told, window_mb, plot_mb)),
        Figure(f"{NAME}, after 4 hours", long["long"], "MB", floor=plot_mb, budget=budget_mb),
    ]


def _with_bluetooth(told: dict[str, float], window_mb: float, plot_mb: float) -> list[Figure]:
    """The program itself, with a strap over the real bleak."""
    return [
        Figure(f"{NAME}, window shown", told["shown"], "MB", floor=window_mb),
        Figure(LIVE, told["live"], "MB", floor=plot_mb, budget=LIVE_BUDGET * plot_mb),
    ]
