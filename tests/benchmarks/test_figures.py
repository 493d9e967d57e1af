import pytest

from benchmarks.figures import Figure, figure_of_runs, not_measured, table


def test_repeated_runs_become_a_median_and_the_distance_of_the_quartiles() -> None:
    figure = figure_of_runs("start", [5.0, 1.0, 2.0, 4.0, 3.0], "s", floor=2.0, budget=3.0)
    assert (figure.value, figure.spread, figure.floor, figure.budget) == (3.0, 2.0, 2.0, 3.0)


def test_a_single_run_has_no_spread() -> None:
    assert figure_of_runs("start", [5.0], "s") == Figure("start", 5.0, "s")


@pytest.mark.parametrize(
    ("value", "more_is_better", "kept"),
    [(4.0, False, True), (4.1, False, False), (4.0, True, True), (3.9, True, False)],
)
def test_a_budget_is_the_most_or_where_more_is_better_the_least(
    value: float, more_is_better: bool, kept: bool
) -> None:
    assert Figure("beat", value, "ms", budget=4.0, more_is_better=more_is_better).within_budget is kept


def test_a_figure_without_a_budget_keeps_it() -> None:
    assert Figure("beat", 1e9, "ms").within_budget


def test_what_was_not_measured_says_why_and_breaks_no_budget() -> None:
    figure = not_measured("start", "no display")
    assert figure.within_budget
    assert table([figure]).splitlines()[1].split(maxsplit=1) == ["start", "not measured: no display"]


def test_the_table_sets_each_figure_beside_its_floor_and_budget() -> None:
    figures = [
        Figure("one heartbeat", 2.6, "ms", spread=0.25, floor=2.0, budget=4.0),
        Figure("replay", 90_000.0, "samples/s", budget=100_000.0, more_is_better=True),
    ]
    assert [" ".join(line.split()) for line in table(figures).splitlines()] == [
        "figure value spread floor × floor budget",
        "one heartbeat 2.6 ms 0.25 2 1.30 ≤ 4",
        "replay 90,000 samples/s ≥ 100,000 over budget",
    ]


def test_the_columns_of_the_table_are_aligned() -> None:
    figures = [Figure("a", 1.0, "ms", budget=2.0), Figure("much longer", 100.0, "ms", budget=2000.0)]
    head, first, second = table(figures).splitlines()
    assert head.index("budget") + len("budget") == len(second)
    assert first.index("1 ms") + len("1 ms") == second.index("100 ms") + len("100 ms")
