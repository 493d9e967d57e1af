"""What the trace keeps and which lines it draws; no Qt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.live.trace_frame import TraceFrame, TraceSpan, shown_bpm, shown_seconds, tick_seconds
from app.ui.live.trace_series import TraceLine, TraceSeries
from app.ui.live.zones_shown import shown_zones
from tests.ui.fakes import snapshot


def series_of(readings: list[tuple[float, float]]) -> TraceSeries:
    series = TraceSeries()
    for elapsed_s, bpm in readings:
        series.append(elapsed_s, bpm)
    return series


def test_fifteen_seconds_are_bridged_and_more_is_a_break() -> None:
    series = TraceSeries()
    assert series.append(0.0, 100) is None
    assert series.append(15.0, 104) == TraceLine(0.0, 100.0, 15.0, 104.0)
    assert series.append(30.5, 110) is None
    assert list(series.lines(0, 60, 0.01)) == [TraceLine(0.0, 100.0, 15.0, 104.0)]


def test_a_reading_out_of_order_is_ignored() -> None:
    series = series_of([(5.0, 100), (5.0, 120), (4.0, 130)])
    assert len(series) == 1
    assert series.bpm_range == (100, 100)


def test_a_pause_stays_open_until_it_ends() -> None:
    series = TraceSeries()
    for elapsed_s, is_paused in ((1.0, False), (2.0, True), (3.0, True), (9.0, False), (10.0, False)):
        series.show_paused(elapsed_s, is_paused=is_paused)
    assert series.pauses == [(2.0, 9.0)]


@given(st.lists(st.integers(60, 200), min_size=1, max_size=400), st.floats(0.5, 30.0))
def test_however_dense_the_lines_reach_every_extreme_and_stay_few(bpm: list[int], column_s: float) -> None:
    series = series_of([(float(second), float(value)) for second, value in enumerate(bpm)])
    lines = list(series.lines(0.0, float(len(bpm)), column_s))
    if len(bpm) > 1:
        values = [value for line in lines for value in (line.start_bpm, line.end_bpm)]
        drawn = {min(values, default=bpm[0]), max(values, default=bpm[0])}
        assert drawn == {min(bpm), max(bpm)}
    assert all(line.end_s >= line.start_s for line in lines)


def test_four_hours_take_a_few_lines_for_each_pixel() -> None:
    series = series_of([(float(second), 120.0 + second % 7) for second in range(14_400)])
    assert len(list(series.lines(0.0, 14_400.0, 14_400 / 1000))) < 9 * 1000


@pytest.mark.parametrize(
    ("span", "last_s", "shown"),
    [
        (TraceSpan.WHOLE, 0.0, (0.0, 600.0)),
        (TraceSpan.WHOLE, 599.0, (0.0, 600.0)),
        (TraceSpan.WHOLE, 600.0, (0.0, 660.0)),
        (TraceSpan.WHOLE, 3601.0, (0.0, 3900.0)),
        (TraceSpan.WHOLE, 14_401.0, (0.0, 15_000.0)),
        (TraceSpan.LAST_20_MIN, 100.0, (0.0, 1200.0)),
        (TraceSpan.LAST_20_MIN, 1810.0, (660.0, 1860.0)),
        (TraceSpan.LAST_5_MIN, 301.0, (30.0, 330.0)),
    ],
)
def test_the_view_moves_in_steps(span: TraceSpan, last_s: float, shown: tuple[float, float]) -> None:
    assert shown_seconds(span, last_s) == shown


def test_the_scale_holds_the_zones_and_every_reading() -> None:
    zones = shown_zones(snapshot(120))
    assert shown_bpm(zones, None) == (110, 190)
    assert shown_bpm(zones, (84, 203)) == (110, 210)  # rest lies on the floor of the picture
    assert shown_bpm((), (64, 203)) == (60, 210)
    assert shown_bpm((), None) == (80, 180)


def test_there_are_never_more_times_than_fit() -> None:
    assert tick_seconds(0, 600, 3) == [0.0, 300.0, 600.0]
    assert len(tick_seconds(0, 43_200, 8)) <= 8
    assert tick_seconds(0, 10_000_000, 3) == []


def test_a_frame_places_the_corners() -> None:
    frame = TraceFrame(0.0, 600.0, 100.0, 200.0, 30.0, 5.0, 300.0, 100.0)
    assert (frame.x(0), frame.x(600)) == (30.0, 330.0)
    assert (frame.y(200), frame.y(100), frame.y(900)) == (5.0, 105.0, 5.0)
    assert frame.holds(599, 199)
    assert not frame.holds(601, 150)
