"""The long run of a history's rows."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from app.domain.activity_row import ActivityRow
from app.domain.long_run import LongRun, load_row, long_run, off_season_of
from app.domain.profile import AthleteProfile
from tests.domain.activity_rows import load_rows, make_row

TODAY = date(2026, 11, 22)
ROW = make_row(1, started_at=datetime(2026, 11, 22, 23, 30, tzinfo=timezone(timedelta(hours=9))))


def run_of(
    rows: list[ActivityRow], last_day: date, seed: float | None, off_season_from: date | None = None
) -> LongRun:
    return long_run(load_rows(rows), last_day, seed, off_season_from)


def daily(days: int) -> list[ActivityRow]:
    return [replace(ROW, started_at=ROW.started_at - timedelta(days=each)) for each in range(days)]


def test_a_session_belongs_to_its_own_local_day() -> None:
    assert load_row(ROW).session.day == TODAY  # 14:30 in UTC, and tomorrow in Auckland
    assert load_row(replace(ROW, started_at=ROW.started_at.replace(hour=0))).session.day == TODAY


def test_what_another_recording_carries_counts_nothing() -> None:
    assert load_row(replace(ROW, carried_by=7)).session.training_load == 0.0
    assert load_row(replace(ROW, carried_by=7, is_sure=False)).session.training_load == 60.0


def test_without_a_session_there_is_nothing_to_tell() -> None:
    run = run_of([], TODAY, None)
    assert run.days == ()
    assert run.why(TODAY, TODAY) is None
    assert run.last_week() is None


def test_the_seed_is_the_athletes_own_or_the_mean_of_28_days() -> None:
    assert run_of(daily(27), TODAY, None).seed is None
    assert run_of(daily(28), TODAY, None).seed == pytest.approx(60.0)
    assert run_of(daily(3), TODAY, 40.0).seed == 40.0


def test_the_change_splits_exactly() -> None:
    run = run_of(daily(60)[20:], TODAY, None)
    found = run.why(run.days[10].day, TODAY)
    assert found is not None
    assert found.later == pytest.approx(run.days[-1].base_fitness)
    assert found.earlier == pytest.approx(run.days[10].base_fitness)


def test_days_after_the_last_import_of_a_regular_source_are_not_imported() -> None:
    rows = [replace(row, is_imported=True, recorder="COROS PACE 3") for row in daily(20)[4:]]
    days = run_of([ROW, *rows], TODAY, None).days
    assert [day.is_imported for day in days[-5:]] == [True, False, False, False, False]


def test_a_source_whose_files_came_in_today_has_been_heard_of() -> None:
    rows = [replace(row, is_imported=True, recorder="COROS") for row in daily(60)[5:]]
    silent = run_of(rows, TODAY, None)
    loads = load_rows(rows)
    asked = long_run([replace(loads[0], imported_on=TODAY), *loads[1:]], TODAY, None)
    zwift = replace(load_row(replace(rows[-1], recorder="Zwift")), imported_on=TODAY)
    other = long_run([*loads[:-1], zwift], TODAY, None)
    assert [day.is_imported for day in silent.days[-6:]] == [True, *[False] * 5]
    assert all(day.is_imported for day in asked.days)
    assert silent.days == other.days


def test_the_guide_follows_base_fitness_and_off_season_stays_at_that_of_the_block_s_first_day() -> None:
    rows = daily(60)
    building = run_of(rows, TODAY, 40.0)
    evening_before = building.days[-2].base_fitness
    assert evening_before is not None
    guide = building.guide_on(TODAY)
    assert guide is not None
    assert (guide.at_least, guide.at_most) == pytest.approx((7 * evening_before, 9.1 * evening_before))

    first = TODAY - timedelta(days=20)
    block = run_of(rows, TODAY, 40.0, off_season_from=first)
    on_first = block.on(first)
    assert on_first is not None
    assert on_first.base_fitness is not None
    for day in (first + timedelta(days=3), TODAY):
        guide = block.guide_on(day)
        assert guide is not None
        assert (guide.at_least, guide.at_most) == pytest.approx(
            (5.25 * on_first.base_fitness, 7 * on_first.base_fitness)
        )
    assert block.guide_on(first - timedelta(days=1)) == building.guide_on(first - timedelta(days=1))


def test_what_more_load_today_would_do_is_what_the_run_would_say_tomorrow() -> None:
    rows = daily(60)
    run = run_of(rows, TODAY, 40.0)
    outlook = run.outlook(25.0)
    more = replace(rows[0], identity="more", training_load=25.0)
    last = run_of([*rows, more], TODAY, 40.0).days[-1]
    assert outlook is not None
    assert (outlook.base_fitness, outlook.load_impact, outlook.load_ratio) == pytest.approx(
        (last.base_fitness, last.load_impact, last.load_ratio)
    )
    assert run_of(rows[:1], TODAY, 40.0).outlook(25.0) is None


@pytest.mark.parametrize(("kept", "day"), [("2026-11-01", date(2026, 11, 1)), ("", None), ("soon", None)])
def test_the_off_season_s_first_day_is_read_as_kept(kept: str, day: date | None) -> None:
    assert off_season_of(AthleteProfile(off_season_from=kept)) == day
