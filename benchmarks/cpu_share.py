"""The share of one core that a session takes at a beat a second, seen and hidden; half a minute each."""

import tempfile

from benchmarks.child import run_child, screen
from benchmarks.figures import Figure, not_measured

OPEN_BUDGET_PERCENT, HIDDEN_BUDGET_PERCENT = 0.8, 0.25
OPEN, HIDDEN = "share of a core, live at 1 Hz", "share of a core, hidden"


def measure() -> list[Figure]:
    """Both from one process, on the machine's own clocks."""
    with screen() as environment:
        if environment is None:
            return [not_measured(OPEN, "no display"), not_measured(HIDDEN, "no display")]
        with tempfile.TemporaryDirectory() as folder:
            shares = run_child("life", folder, "share", environment=environment)
    return [
        Figure(OPEN, shares["open"], "%", budget=OPEN_BUDGET_PERCENT),
        Figure(HIDDEN, shares["hidden"], "%", budget=HIDDEN_BUDGET_PERCENT),
    ]
