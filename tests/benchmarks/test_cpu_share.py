"""A figure for each state of the window, also for the states that a screen does not have."""

from benchmarks.cpu_share import BUDGETS, share_figures


def test_every_state_is_told_with_its_budget() -> None:
    figures = share_figures(dict.fromkeys(BUDGETS, 0.3))
    assert [figure.budget for figure in figures] == list(BUDGETS.values())
    assert [figure.name.rpartition(", ")[2] for figure in figures if not figure.within_budget] == [
        "minimised",
        "hidden",
    ]


def test_without_a_window_manager_nothing_is_said_of_a_minimised_window() -> None:
    shares: dict[str, float | None] = {**dict.fromkeys(BUDGETS, 0.1), "mini": None, "minimised": None}
    unknown = [figure for figure in share_figures(shares) if figure.value is None]
    assert [figure.within_budget for figure in unknown] == [True, True]
    assert {figure.remark for figure in unknown} == {"not measured: this screen has no such state"}
