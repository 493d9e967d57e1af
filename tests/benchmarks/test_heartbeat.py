"""A heartbeat is told all in, by thread and by stage, and as it grows."""

from benchmarks.children.beats import AGES
from benchmarks.heartbeat import BEAT_BUDGET_MS, STAGES, THREADS, cost_figures


def costs(process_ms: float) -> dict[str, float]:
    """What the child tells where every age costs the same."""
    by_age = {f"{age}: {name}": process_ms for age in AGES for name in ("process", "painted", *THREADS)}
    return {**by_age, **dict.fromkeys(STAGES, 0.1)}


def test_each_stage_has_a_line() -> None:
    told = [figure.name for figure in cost_figures(costs(3.0))]
    assert [name.rpartition(": ")[2] for name in told if name.startswith("stage")] == list(STAGES)


def test_a_beat_over_its_budget_is_found() -> None:
    over = [figure for figure in cost_figures(costs(BEAT_BUDGET_MS + 0.1)) if not figure.within_budget]
    assert [figure.name for figure in over] == [
        "one heartbeat, all in, trace of 10 min",
        "one heartbeat, all in, trace of 4 h",
    ]
