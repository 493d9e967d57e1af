"""What the list shows, and in which order."""

from collections.abc import Iterable
from datetime import date

import pytest

from app.domain.activity_row import ActivityRow
from app.domain.remark import Remark
from app.ui.history.filters import Column, Origin, RowFilter, in_order
from app.ui.history.periods import Period, days_of
from tests.ui.history.past import TODAY, row, rows

NAMES = {"outdoor_run": "Outdoor run", "rowing": "Rowing", "indoor_cycling": "Indoor cycling"}


def ids(found: Iterable[ActivityRow]) -> list[int]:
    return [each.activity_id for each in found]


def test_an_empty_filter_takes_everything() -> None:
    assert RowFilter().matching(rows(), NAMES) == rows()


def test_every_word_must_be_said_somewhere() -> None:
    past = [row(1, 0, remark=Remark("Felt heavy legs")), row(2, 1), row(4, 2, source="COROS PACE 3")]
    assert ids(RowFilter(words="HEAVY").matching(past, NAMES)) == [1]
    assert ids(RowFilter(words="pace cycling").matching(past, NAMES)) == [4]
    assert ids(RowFilter(words="rowing 2026-11-21").matching(past, NAMES)) == [2]
    assert RowFilter(words="heavy rowing").matching(past, NAMES) == []


def test_type_days_and_origin_narrow_together() -> None:
    past = [row(1, 0), row(2, 1, is_imported=True), row(3, 40), row(4, 2, carried_by=1)]
    assert ids(RowFilter(activity_type="indoor_cycling").matching(past, NAMES)) == [1, 4]
    assert ids(RowFilter(first_day=date(2026, 11, 21)).matching(past, NAMES)) == [1, 2]
    assert ids(RowFilter(origin=Origin.IMPORTED).matching(past, NAMES)) == [2]
    assert ids(RowFilter(origin=Origin.LINKED).matching(past, NAMES)) == [4]


@pytest.mark.parametrize("column", Column)
def test_every_column_sorts_and_keeps_all_lines(column: Column) -> None:
    past = [*rows(5), row(9, 1, training_load=None, average_bpm=None, max_bpm=None, coverage=None)]
    for is_descending in (True, False):
        assert sorted(ids(in_order(past, column, is_descending=is_descending))) == sorted(ids(past))


def test_lines_without_a_value_come_last_either_way() -> None:
    past = [row(1, 0, training_load=None), row(2, 1), row(3, 2)]
    assert ids(in_order(past, Column.LOAD, is_descending=True)) == [3, 2, 1]
    assert ids(in_order(past, Column.LOAD, is_descending=False)) == [2, 3, 1]


def test_periods_end_today_or_with_a_year() -> None:
    assert days_of(Period.ALL, TODAY) == (None, None)
    assert days_of(Period.WEEKS_4, TODAY) == (date(2026, 10, 26), None)
    assert days_of(Period.LAST_YEAR, TODAY) == (date(2025, 1, 1), date(2025, 12, 31))
