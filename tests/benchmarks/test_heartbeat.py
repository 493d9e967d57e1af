"""A heartbeat is told all in, by thread and by stage, and as it grows."""

from benchmarks.children.beats import AGES
from benchmarks.heartbeat import BEAT_BUDGET_MS, STAGES, THREADS, cost_figures


def costs(process_ms: float) -> dict[str, list[float] | float]:
    """What the child tells where every age costs the same, and one batch of each was disturbed."""
    batches = [process_ms, process_ms, process_ms * 3]
    by_age = {f"{age}: {name}": batches for age in AGES for name in ("process", "painted", *THREADS)}
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


def test_one_disturbed_batch_changes_no_verdict() -> None:
    assert all(figure.within_budget for figure in cost_figures(costs(BEAT_BUDGET_MS - 0.1)))


def test_growth_is_against_the_first_minute() -> None:
    told = {**costs(2.0), "hour 12: process": [3.0, 3.0, 3.0]}
    over = [figure for figure in cost_figures(told) if not figure.within_budget]
    assert [(figure.name, figure.value) for figure in over] == [
        ("one heartbeat, all in, hour 12 against minute 1", 1.5)
    ]
