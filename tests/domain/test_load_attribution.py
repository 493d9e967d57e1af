"""Why it moved: exact by session and by activity type."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.load_attribution import why_it_moved
from app.domain.long_term_load import LOAD_IMPACT_DAYS, SessionLoad, long_term_load

FIRST = date(2026, 1, 5)


def session(number: int, load: float, activity_type: str) -> SessionLoad:
    return SessionLoad(FIRST + timedelta(days=number), f"{number}-{activity_type}", activity_type, load)


# A runner who is injured after eight weeks and rows instead.
RUNNING = [session(number, 95.0, "outdoor_run") for number in range(0, 56, 2)]
ROWING = [session(number, 30.0, "rowing") for number in range(56, 70, 3)]


def test_the_change_is_split_by_activity_type() -> None:
    days = long_term_load([*RUNNING, *ROWING], FIRST + timedelta(days=69), seed=45.0)
    why = why_it_moved([*RUNNING, *ROWING], days[55].day, days[69].day, first_day=FIRST, seed=45.0)
    assert why.earlier == pytest.approx(days[55].base_fitness, rel=1e-12)
    assert why.later == pytest.approx(days[69].base_fitness, rel=1e-12)
    changes = dict(why.by_activity_type)
    assert [kind for kind, _ in why.by_activity_type] == ["outdoor_run", "rowing"]
    assert changes["outdoor_run"] < -9.0
    assert changes["rowing"] > 2.5
    assert sum(changes.values()) + why.seed_change == pytest.approx(why.later - why.earlier, abs=1e-12)


def test_one_session_today_moves_base_fitness_by_a_forty_second_part_of_its_load() -> None:
    why = why_it_moved(
        [session(1, 100.0, "rowing")], FIRST, FIRST + timedelta(days=1), first_day=FIRST, seed=0.0
    )
    assert why.later == pytest.approx(2.353, abs=0.0005)  # 1 - e^(-1/42), as the first rows of ewma.csv
    assert why.by_session[0].change == why.later


def test_the_largest_mover_comes_first_and_later_sessions_are_left_out() -> None:
    sessions = [session(1, 10.0, "yoga"), session(2, 90.0, "rowing"), session(9, 500.0, "rowing")]
    why = why_it_moved(sessions, FIRST, FIRST + timedelta(days=3), first_day=FIRST, seed=40.0)
    assert [part.session.identity for part in why.by_session] == ["2-rowing", "1-yoga"]


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.integers(0, 60), st.floats(0, 300), st.sampled_from(["run", "row", "gym"])), min_size=1
    ),
    st.integers(0, 60),
    st.integers(0, 60),
    st.floats(0, 100),
    st.booleans(),
)
def test_the_parts_add_up_whatever_was_done(
    done: list[tuple[int, float, str]], earlier: int, later: int, seed: float, impact: bool
) -> None:
    sessions = [session(0, 0.0, "run"), *(session(*each) for each in done)]
    days = long_term_load(sessions, FIRST + timedelta(days=60), seed=seed)
    average_days = {"average_days": LOAD_IMPACT_DAYS} if impact else {}
    why = why_it_moved(
        sessions, days[earlier].day, days[later].day, first_day=FIRST, seed=seed, **average_days
    )
    shown = [each.load_impact if impact else each.base_fitness for each in (days[earlier], days[later])]
    assert [why.earlier, why.later] == pytest.approx(shown, abs=1e-9)
    change = why.later - why.earlier - why.seed_change
    assert sum(part.change for part in why.by_session) == pytest.approx(change, abs=1e-9)
    assert sum(part for _, part in why.by_activity_type) == pytest.approx(change, abs=1e-9)
