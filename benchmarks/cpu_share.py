"""The share of one core that a session takes at a beat a second, in each state of the window; 15 s each."""

import tempfile

from benchmarks.child import run_child, screen
from benchmarks.figures import Figure, not_measured

SEEN_BUDGET_PERCENT, UNSEEN_BUDGET_PERCENT = 0.8, 0.25
SHARE = "share of a core at 1 Hz"
BUDGETS = {  # by the child's own words
    "open": SEEN_BUDGET_PERCENT,
    "open, 4 h": SEEN_BUDGET_PERCENT,
    "glance": SEEN_BUDGET_PERCENT,
    "mini": SEEN_BUDGET_PERCENT,
    "minimised": UNSEEN_BUDGET_PERCENT,
    "hidden": UNSEEN_BUDGET_PERCENT,
}
WORDS = {"open": "live", "open, 4 h": "live, trace of 4 h"}


def measure() -> list[Figure]:
    """All from one process, on the machine's own clocks."""
    with screen(has_manager=True) as environment:
        if environment is None:
            return [not_measured(SHARE, "no display")]
        with tempfile.TemporaryDirectory() as folder:
            shares = run_child("shares", folder, environment=environment)
    return share_figures(shares)


def share_figures(shares: dict[str, float | None]) -> list[Figure]:
    """A line for each state."""
    figures = []
    for state, budget in BUDGETS.items():
        name, percent = f"{SHARE}, {WORDS.get(state, state)}", shares[state]
        if percent is None:
            figures.append(not_measured(name, "this screen has no such state"))
        else:
            figures.append(Figure(name, percent, "%", budget=budget))
    return figures
