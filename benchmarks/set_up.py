"""What run.py adds to a start when there is nothing to set up."""

import subprocess
import sys
import time
from pathlib import Path

from benchmarks.figures import Figure, figure_of_runs

ROOT = Path(__file__).parent.parent
RUNS = 15
BUDGET_MS = 300.0


def measure() -> list[Figure]:
    """Starts `--help` through run.py and without it, in turns; the differences."""
    through = [sys.executable, str(ROOT / "run.py"), "--help"]
    without = [sys.executable, "-P", "-m", "app", "--help"]
    differences = [milliseconds(through) - milliseconds(without) for _ in range(RUNS + 1)]
    return [figure_of_runs("run.py, nothing to set up", differences[1:], "ms", budget=BUDGET_MS)]


def milliseconds(command: list[str]) -> float:
    """How long the command takes, its output thrown away."""
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - begun) * 1e3
