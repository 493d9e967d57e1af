"""The trace as it is painted, read back from its pixels."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QHideEvent, QImage, QShowEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.activity import Pause
from app.domain.snapshot import LiveStatus
from app.engine.events import TraceRestored
from app.ui.live.trace import HeartRateTrace
from app.ui.live.trace_frame import TraceFrame, TraceSpan
from app.ui.theme import ColourChoice, Theme
from tests.ui.fakes import ride, snapshot


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(ColourChoice.DARK)


@pytest.fixture
def trace(qtbot: QtBot, theme: Theme) -> HeartRateTrace:
    widget = HeartRateTrace(theme)
    qtbot.addWidget(widget)
    widget.resize(800, 200)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def picture_of(trace: HeartRateTrace) -> tuple[QImage, TraceFrame]:
    image = trace.grab().toImage()
    assert trace.frame is not None
    return image, trace.frame


def is_line_at(image: QImage, frame: TraceFrame, elapsed_s: float, ink: str) -> bool:
    x = round(frame.x(elapsed_s))
    column = (
        image.pixelColor(x, y) for y in range(round(frame.top_px), round(frame.top_px + frame.height_px))
    )
    return any(nearly(colour, QColor(ink)) for colour in column)


def nearly(one: QColor, other: QColor) -> bool:
    apart = (one.red() - other.red(), one.green() - other.green(), one.blue() - other.blue())
    return max(map(abs, apart)) <= 12


def feed(trace: HeartRateTrace, seconds: range, bpm: int = 120) -> None:
    for second in seconds:
        trace.show_snapshot(snapshot(bpm, float(second)))


def test_a_gap_is_a_gap(trace: HeartRateTrace, theme: Theme) -> None:
    feed(trace, range(200))
    feed(trace, range(260, 400))
    image, frame = picture_of(trace)
    ink = theme.colours.zone_ink(1)
    assert [is_line_at(image, frame, second, ink) for second in (100, 190, 230, 250, 270, 380)] == [
        True,
        True,
        False,
        False,
        True,
        True,
    ]


def test_a_gap_is_a_gap_after_drawing_anew(trace: HeartRateTrace, theme: Theme) -> None:
    feed(trace, range(200))
    feed(trace, range(260, 400))
    trace.resize(700, 180)
    image, frame = picture_of(trace)
    ink = theme.colours.zone_ink(1)
    assert [is_line_at(image, frame, second, ink) for second in (100, 230, 300)] == [True, False, True]


def test_the_line_takes_the_zones_colours(trace: HeartRateTrace, theme: Theme) -> None:
    feed(trace, range(150), bpm=120)
    feed(trace, range(150, 300), bpm=140)
    feed(trace, range(300, 450), bpm=175)
    image, frame = picture_of(trace)
    for second, zone in ((75, 1), (225, 2), (375, 5)):
        assert is_line_at(image, frame, second, theme.colours.zone_ink(zone))


def test_a_reading_costs_one_piece_of_line_and_no_new_picture(trace: HeartRateTrace) -> None:
    feed(trace, range(100))
    picture_of(trace)
    renders = trace.renders
    for second in range(100, 590):
        feed(trace, range(second, second + 1))
        picture_of(trace)
    assert trace.renders == renders


def test_the_incremental_picture_equals_one_drawn_anew(
    trace: HeartRateTrace, qtbot: QtBot, theme: Theme
) -> None:
    feed(trace, range(2))
    picture_of(trace)
    for taken in ride(300):
        if taken.snapshot.elapsed_s >= 2:
            trace.show_snapshot(taken.snapshot)
            picture_of(trace)
    grown, _ = picture_of(trace)
    trace.show_span(TraceSpan.LAST_5_MIN)
    trace.show_span(TraceSpan.WHOLE)
    drawn_anew, _ = picture_of(trace)
    different = sum(
        not nearly(grown.pixelColor(x, y), drawn_anew.pixelColor(x, y))
        for x in range(0, grown.width(), 3)
        for y in range(0, grown.height(), 3)
    )
    assert different < 40  # where pieces meet, their antialiased ends lie on each other


def test_a_tick_adds_no_reading_and_a_stale_one_takes_the_tip_away(
    trace: HeartRateTrace, theme: Theme
) -> None:
    feed(trace, range(100))
    before, frame = picture_of(trace)
    trace.show_snapshot(snapshot(180, 100.0), is_arrival=False)
    trace.show_snapshot(replace(snapshot(180, 101.0), suspect=True))
    unchanged, _ = picture_of(trace)
    assert unchanged == before
    trace.show_snapshot(snapshot(None, 106.0), is_arrival=False)
    stale, _ = picture_of(trace)
    tip = (round(frame.x(99.0)) + 2, round(frame.y(120)))
    assert nearly(before.pixelColor(*tip), QColor(theme.colours.text))
    assert not nearly(stale.pixelColor(*tip), QColor(theme.colours.text))


def test_a_pause_is_veiled(trace: HeartRateTrace) -> None:
    feed(trace, range(100))
    for second in range(100, 200):
        trace.show_snapshot(snapshot(120, float(second), status=LiveStatus.PAUSED))
    feed(trace, range(200, 300))
    image, frame = picture_of(trace)
    y = round(frame.y(175))
    running, paused = (image.pixelColor(round(frame.x(second)), y) for second in (50, 150))
    assert running != paused
    assert image.pixelColor(round(frame.x(250)), y) == running


def test_of_a_session_that_never_left_the_lowest_zone_all_is_shown(trace: HeartRateTrace) -> None:
    for second in range(120):
        trace.show_snapshot(snapshot(78 + second // 10, float(second)))
    _, live = picture_of(trace)
    trace.show_span(TraceSpan.FINISHED)
    _, finished = picture_of(trace)
    assert finished.low_bpm <= 76 < live.low_bpm
    trace.show_snapshot(snapshot(150, 120.0))
    trace.show_span(TraceSpan.WHOLE)
    trace.show_span(TraceSpan.FINISHED)
    _, trained = picture_of(trace)
    assert trained.low_bpm == live.low_bpm


def test_a_lap_is_marked(trace: HeartRateTrace) -> None:
    feed(trace, range(300))
    before, frame = picture_of(trace)
    trace.mark_lap(150.0)
    after, _ = picture_of(trace)
    x = round(frame.x(150.0))
    ys = range(round(frame.top_px), round(frame.top_px + frame.height_px))
    assert any(before.pixelColor(x, y) != after.pixelColor(x, y) for y in ys)


def test_a_laps_number_is_read_where_a_pause_follows_the_lap(trace: HeartRateTrace, theme: Theme) -> None:
    feed(trace, range(100))
    trace.mark_lap(100.0)
    for second in range(103, 300):
        trace.show_snapshot(snapshot(120, float(second), status=LiveStatus.PAUSED))
    image, frame = picture_of(trace)
    left, top = round(frame.x(103.0)) + 1, round(frame.top_px)
    number = [image.pixelColor(x, y) for x in range(left, left + 20) for y in range(top, top + 14)]
    assert max(colour.lightness() for colour in number) >= 0.9 * QColor(theme.colours.muted).lightness()


def test_a_new_session_begins_with_an_empty_line(trace: HeartRateTrace, theme: Theme) -> None:
    feed(trace, range(300))
    trace.begin()
    image, frame = picture_of(trace)
    assert not is_line_at(image, frame, 150, theme.colours.zone_ink(1))


def test_nothing_is_drawn_before_the_session(trace: HeartRateTrace, theme: Theme) -> None:
    trace.show_snapshot(snapshot(120, 50.0, status=LiveStatus.IDLE))
    image, frame = picture_of(trace)
    assert not is_line_at(image, frame, 50, theme.colours.zone_ink(1))


def test_the_view_moves_on_while_no_reading_comes(trace: HeartRateTrace) -> None:
    feed(trace, range(590))
    trace.show_snapshot(snapshot(None, 700.0), is_arrival=False)
    _, frame = picture_of(trace)
    assert frame.end_s > 700


def test_a_session_that_goes_on_shows_what_was_before(trace: HeartRateTrace, theme: Theme) -> None:
    feed(trace, range(3))  # until the past is read, the line begins anew
    times_s = tuple(float(second) for second in range(600) if not 200 <= second < 300)
    trace.restore(TraceRestored(times_s, (120.0,) * len(times_s), (Pause(200.0, 300.0),), (150.0,)))
    feed(trace, range(600, 660))
    image, frame = picture_of(trace)
    ink = theme.colours.zone_ink(1)
    for second in (20, 190, 310, 590, 640):
        assert is_line_at(image, frame, second, ink), second
    assert not is_line_at(image, frame, 250, ink)
    assert trace._series.laps == [150.0]
    assert [(pause.start_s, pause.end_s) for pause in trace._series.pauses] == [(200.0, 300.0)]


def test_what_nobody_sees_is_not_drawn_and_all_of_it_is_there_afterwards(
    trace: HeartRateTrace, theme: Theme
) -> None:
    feed(trace, range(200))
    picture_of(trace)
    renders = trace.renders
    QApplication.sendEvent(trace, QHideEvent())  # as when the window is minimised: it stays "visible"
    feed(trace, range(200, 400))
    QApplication.processEvents()
    assert (trace.renders, trace.updatesEnabled()) == (renders, False)
    QApplication.sendEvent(trace, QShowEvent())
    image, frame = picture_of(trace)
    assert (trace.renders, trace.updatesEnabled()) == (renders + 1, True)
    assert is_line_at(image, frame, 300.0, theme.colours.zone_ink(1))
