"""Stretches taken out afterwards: kept as events, joined where they touch, put back one by one."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.activity_types import DEFAULT_ACTIVITY_TYPE
from app.domain.analysis import activity_of_file
from app.domain.athlete import HeartRateConstants, Sex
from app.domain.cuts import Cut, CutError, cut_out, cuts_detail, cuts_of, with_cut, without_cut
from app.domain.file_activity import FileActivity
from app.domain.recording import EventKind, RecordedEvent
from app.domain.samples import HeartRateSample
from app.domain.setup import SessionSetup
from app.domain.zones import ZoneModelName, zone_model

CONSTANTS = HeartRateConstants(50, 190, 169, Sex.MALE)
SETUP = SessionSetup(DEFAULT_ACTIVITY_TYPE, CONSTANTS, zone_model(ZoneModelName.THRESHOLD6, CONSTANTS))
HOUR = FileActivity(
    sport="cycling",
    sub_sport="indoor_cycling",
    fit_sport=2,
    fit_sub_sport=6,
    started_at=datetime(2026, 11, 22, 18, 3, 4, tzinfo=UTC),
    has_local_offset=False,
    elapsed_s=3600.0,
    reported_timer_s=None,
    samples=tuple(HeartRateSample(float(second), 150.0, "file") for second in range(3601)),
    pauses=(),
    laps=(),
)


def amended(at_us: int, detail: dict[str, Any]) -> RecordedEvent:
    return RecordedEvent(at_us, at_us, EventKind.AMENDED, 1, detail)


@given(st.lists(st.tuples(st.floats(0, 3500), st.floats(2, 900)), max_size=8))
def test_cuts_stay_apart_in_order_and_cover_what_was_asked_for(asked: list[tuple[float, float]]) -> None:
    cuts: tuple[Cut, ...] = ()
    for start_s, length_s in asked:
        cuts = with_cut(cuts, start_s, start_s + length_s, 3600.0)
    assert all(before.end_s < after.start_s for before, after in pairwise(cuts))
    for start_s, length_s in asked:
        assert any(cut.start_s <= start_s and cut.end_s >= min(start_s + length_s, 3600.0) for cut in cuts)
    assert cuts_of([amended(1, cuts_detail(cuts))]) == cuts


def test_the_newest_event_holds() -> None:
    older, newer = with_cut((), 10, 20, 100), with_cut((), 30, 40, 100)
    events = [
        amended(5, cuts_detail(newer)),
        amended(4, cuts_detail(older)),
        amended(6, {"setup_before": {}}),
    ]
    assert cuts_of(events) == (Cut(30.0, 40.0),)
    assert cuts_of([*events, amended(7, cuts_detail(()))]) == ()


def test_one_is_put_back_and_the_others_stay() -> None:
    cuts = with_cut(with_cut((), 10, 20, 100), 30, 40, 100)
    assert without_cut(cuts, Cut(10, 20)) == (Cut(30, 40),)


@pytest.mark.parametrize(("start_s", "end_s"), [(50, 50.5), (60, 20), (200, 300), (float("nan"), 20)])
def test_what_cannot_be_cut_out_is_refused(start_s: float, end_s: float) -> None:
    with pytest.raises(CutError):
        with_cut((), start_s, end_s, 100.0)


@pytest.mark.parametrize(
    "stored", [None, 7, "cuts", [7], [[1]], [[1, "2"]], [[5, 2]], [[True, 2]], [[-1, 2]], [[1e300, 1e301]]]
)
def test_nonsense_in_a_salvaged_store_cuts_nothing_out(stored: object) -> None:
    assert cuts_of([amended(1, {"cuts": stored})]) == ()


def test_a_reading_within_a_cut_is_none_with_its_beats() -> None:
    sample = HeartRateSample(15.0, 140.0, "strap", True, (400, 410))
    assert cut_out(sample, [Cut(10, 20)]) == replace(sample, bpm=None, rr_ticks=())
    assert cut_out(sample, [Cut(10, 15), Cut(15.5, 20)]) is sample


def test_a_cut_is_a_gap_like_any_other() -> None:
    whole = activity_of_file(HOUR, SETUP, "one")
    cut = activity_of_file(HOUR, SETUP, "one", (Cut(600.0, 900.0),))
    silent = replace(
        HOUR, samples=tuple(each for each in HOUR.samples if not 600.0 <= each.elapsed_s < 900.0)
    )
    assert cut.summary == activity_of_file(silent, SETUP, "one").summary
    assert cut.summary.training_load == pytest.approx(59.361, rel=1e-3)  # domain.md: a 300 s gap
    assert whole.summary.training_load == pytest.approx(64.757, rel=1e-4)
    assert cut.cuts == (Cut(600.0, 900.0),)
    assert cut.summary.elapsed_s == whole.summary.elapsed_s


def test_a_cut_of_up_to_15_s_is_bridged_like_any_silence() -> None:
    whole, cut = (activity_of_file(HOUR, SETUP, "one", cuts) for cuts in ((), (Cut(600, 612),)))
    assert cut.summary.training_load == pytest.approx(whole.summary.training_load)
