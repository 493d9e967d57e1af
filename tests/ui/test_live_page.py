"""What the live page says, as text and by size."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QDateTime
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.domain.activity_types import INDOOR_CYCLING
from app.domain.live import LiveSession
from app.domain.samples import HeartRateSample
from app.domain.setup import SessionSetup
from app.domain.snapshot import LiveSnapshot, LiveStatus
from app.engine.events import SnapshotTaken
from app.ui import sentences
from app.ui.live.load_gauge import LoadGauge
from app.ui.live.zones_shown import Guidance, LostSignal, guidance, shown_zones, target_bounds
from app.ui.theme import ColourChoice
from app.ui.widgets.text import TextLabel
from tests.ui.conftest import MakeStage, Stage
from tests.ui.fakes import CONSTANTS, ZONES, live_link, snapshot, taken, zone_times

SIZES = [(800, 600), (1280, 800), (1920, 1080)]
CHOICES = [ColourChoice.DARK, ColourChoice.LIGHT]
NAMED = (
    "heartRate",
    "zone",
    "trainingLoad",
    "targetLoad",
    "elapsed",
    "sensorState",
    "startPause",
    "lap",
    "stop",
)


def settle() -> None:
    """Layouts hand a new size on from level to level, each in a turn of the event loop."""
    for _ in range(4):
        QApplication.processEvents()


def label(stage: Stage, name: str) -> QLabel:
    found = stage.window.findChild(QLabel, name)
    assert found is not None
    return found


def full(elapsed_s: float = 5025.0) -> SnapshotTaken:
    """The page with everything on it, at its longest."""
    return taken(
        178,
        elapsed_s,
        timer_s=elapsed_s - 95,
        trend_bpm_per_min=-14.0,
        training_load=134.6,
        load_is_estimated=True,
        load_per_hour=112.0,
        target_load=150.0,
        minutes_left=22.4,
        minutes_left_is_estimated=True,
        target_zone=2,
        lap_number=4,
        lap_elapsed_s=312.0,
    )


def test_everything_can_be_found_by_its_name(stage: Stage) -> None:
    for name in (*NAMED, "heartRateTrace", "alertBanner", "livePage", "sensorsPage"):
        assert stage.window.findChild(QWidget, name) is not None, name


def test_heart_rate_comes_with_zone_number_name_and_trend(stage: Stage) -> None:
    stage.window.show_snapshot(taken(142, 60.0, trend_bpm_per_min=4.2))
    assert label(stage, "heartRate").text() == "142"
    assert label(stage, "zone").text() == "Zone 2 · Aerobic endurance"
    assert label(stage, "trend").text() in {"▲ 4 per min", "▲ 4/min"}  # where the system's font is wide


def test_a_stale_heart_rate_is_two_dashes_and_never_a_number(stage: Stage) -> None:
    stage.window.show_snapshot(taken(142, 60.0, trend_bpm_per_min=4.2))
    stage.window.show_snapshot(taken(None, 66.0, trend_bpm_per_min=4.2))
    assert label(stage, "heartRate").text() == "––"
    assert label(stage, "zone").text() == "No signal · 0:06"
    assert label(stage, "trend").text() == ""
    assert label(stage, "elapsed").text() == "1:06"


def test_load_is_shown_with_its_target_and_finish(stage: Stage) -> None:
    stage.window.show_snapshot(full())
    assert label(stage, "trainingLoad").text() == "≈ 135"
    assert label(stage, "targetLoad").text() == "of 150"
    note = label(stage, "loadNote").text()
    assert note.startswith("≈ 23 min to go · done ")
    assert note.endswith("112 per hour")


def test_the_finish_clock_is_now_and_the_minutes_left(stage: Stage) -> None:
    gauge = LoadGauge(
        stage.theme, now=lambda: QDateTime.fromString("2026-11-22T18:49:30", "yyyy-MM-ddTHH:mm:ss")
    )
    gauge.show_snapshot(replace(snapshot(140), target_load=50.0, minutes_left=22.5, training_load=10.0))
    assert "done 19:12" in gauge.note.text()
    gauge.show_snapshot(replace(snapshot(140), target_load=50.0, minutes_left=22.5, status=LiveStatus.PAUSED))
    assert gauge.note.text().startswith("23 min to go")
    assert "done" not in gauge.note.text()  # nobody knows when it goes on
    gauge.show_snapshot(replace(snapshot(140), target_load=50.0, training_load=50.2))
    assert gauge.note.text() == "target reached"
    gauge.deleteLater()


def test_without_a_target_there_is_no_bar(stage: Stage) -> None:
    stage.window.show_snapshot(taken(142, 60.0))
    assert not stage.window.live.load.bar.isVisible()
    assert label(stage, "targetLoad").text() == ""


@pytest.mark.parametrize(("bpm", "word"), [(130, "▲ lift"), (140, "✓ hold"), (152, "▼ ease"), (None, "")])
def test_one_word_against_the_target_zone(stage: Stage, bpm: int | None, word: str) -> None:
    stage.window.show_snapshot(taken(bpm, 60.0, target_zone=2))
    assert label(stage, "guidance").text() == word


def test_the_first_heart_rate_above_the_target_is_to_be_eased_as_the_alert_says() -> None:
    session = LiveSession(SessionSetup(INDOOR_CYCLING, CONSTANTS, ZONES, target_zone=2))
    words = []
    for second, bpm in enumerate((151, 152)):
        session.accept(HeartRateSample(second * 60.0, bpm, "strap", True))
        words.append(guidance(session.snapshot()))
    assert words == [Guidance.HOLD, Guidance.EASE]


def test_a_pause_is_a_word_that_is_seen_and_a_clock_that_stands_still(stage: Stage) -> None:
    stage.window.show_snapshot(taken(142, 1500.0, target_zone=2))
    stage.window.show_snapshot(taken(142, 1561.0, timer_s=1500.0, target_zone=2, status=LiveStatus.PAUSED))
    assert label(stage, "guidance").text() == "Paused"
    assert label(stage, "elapsed").text() == "25:00"
    assert label(stage, "lapTime").text() == "26:01 with pauses"


def test_the_signals_silence_is_counted_from_the_last_reading() -> None:
    lost = LostSignal()
    lost.hear(snapshot(142, 60.0))
    assert lost.silent_s(snapshot(142, 60.0)) is None
    lost.hear(snapshot(None, 66.0))
    assert lost.silent_s(snapshot(None, 66.0)) == 6.0
    assert lost.silent_s(snapshot(None, 83.0)) == 23.0
    assert lost.silent_s(snapshot(None, 4.0)) == 0.0  # another session
    assert lost.silent_s(snapshot(None, 4.0, status=LiveStatus.IDLE)) is None


def test_explicit_bounds_come_before_the_target_zone() -> None:
    plain = snapshot(140, target_zone=2)
    assert target_bounds(plain) == (135, 151)
    assert target_bounds(replace(plain, target_lower_bpm=138, target_upper_bpm=146)) == (138, 145)
    assert target_bounds(replace(plain, target_zone=6)) == (179, None)
    assert target_bounds(replace(plain, target_zone=1)) == (None, 134)
    assert target_bounds(replace(plain, target_zone=None)) == (None, None)


def test_zones_are_drawn_without_their_open_ends() -> None:
    zones = shown_zones(snapshot(120))
    assert (zones[0].lower_bpm, zones[0].upper_bpm) == (95, 135)
    assert zones[0].position(115) == 0.5
    assert zones[-1].position(250) == 1.0
    assert shown_zones(LiveSnapshot()) == ()


def test_times_say_pauses_laps_and_missing_heart_rate(stage: Stage) -> None:
    stage.window.show_snapshot(
        taken(140, 3725.0, timer_s=3600.0, coverage=0.974, lap_number=2, lap_elapsed_s=65.0)
    )
    assert label(stage, "elapsed").text() == "1:00:00"
    assert label(stage, "lapTime").text() == "Lap 2 · 1:05 · 1:02:05 with pauses · 97 % with heart rate"


def test_before_the_start_nothing_is_counted(stage: Stage) -> None:
    stage.window.show_snapshot(taken(88, 500.0, status=LiveStatus.IDLE))
    assert label(stage, "heartRate").text() == "88"
    assert label(stage, "elapsed").text() == "0:00"


def test_demo_is_labelled(make_stage: MakeStage) -> None:
    assert label(make_stage(is_demo=True), "originLabel").isVisible()
    assert not label(make_stage(), "originLabel").isVisible()


@pytest.mark.parametrize("size", [*SIZES, (480, 360), (960, 1080), (640, 1080), (2560, 1440), (1280, 720)])
def test_heart_rate_is_a_quarter_of_the_windows_height(make_stage: MakeStage, size: tuple[int, int]) -> None:
    stage = make_stage(size)
    stage.window.show_snapshot(full())
    number = stage.window.live.heart_rate.heart_rate
    assert number.digit_height_px() >= size[1] / 4
    assert number.text_rect().height() >= size[1] / 4
    figure = QFontMetricsF(stage.window.live.times.elapsed.font()).tightBoundingRect("0")
    assert number.digit_height_px() > 2 * figure.height()


@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_clipped_or_overlaps(
    make_stage: MakeStage, size: tuple[int, int], choice: ColourChoice
) -> None:
    stage = make_stage(size, choice, is_demo=True)
    stage.window.show_connection(live_link())
    stage.window.show_snapshot(full())
    assert (stage.window.width(), stage.window.height()) == size
    assert clipped(stage.window) == []
    assert overlapping(stage.window.live) == []
    stage.window.show_connection(
        replace(live_link(), state="waiting", attempt=3, retry_in_s=4.0, reason="link_lost")
    )
    assert stage.window.live.banner.isVisible()
    settle()
    assert (stage.window.width(), stage.window.height()) == size
    assert clipped(stage.window) == []
    assert overlapping(stage.window.live) == []


def test_large_text_still_fits_a_usual_window(make_stage: MakeStage) -> None:
    stage = make_stage((1280, 800), text_scale=1.25)
    stage.window.show_snapshot(full())
    assert stage.window.height() == 800
    assert overlapping(stage.window.live) == []


def clipped(window: QWidget) -> list[str]:
    """The texts that do not fit their labels."""
    settle()
    found = []
    for shown in window.findChildren(TextLabel):
        if not shown.isVisible() or shown.wordWrap() or not shown.text().strip():
            continue
        metrics = QFontMetricsF(shown.font())
        area = shown.contentsRect()
        text = shown.shown_text()
        is_cut = text.endswith("…") or metrics.horizontalAdvance(text) > area.width() + 1
        if is_cut or metrics.tightBoundingRect(text).height() > area.height() + 1:
            found.append(f"{shown.objectName()} {shown.text()!r} in {area.width()}×{area.height()}")
    return found


def overlapping(page: QWidget) -> list[str]:
    """Pairs of texts and buttons that lie on each other, or leave the page."""
    settle()
    shown = [child for child in page.findChildren(QLabel) if child.isVisible() and child.text().strip()]
    places = [(child, child.rect().translated(child.mapTo(page, child.rect().topLeft()))) for child in shown]
    found = [child.objectName() for child, place in places if not page.rect().contains(place)]
    for index, (one, place) in enumerate(places):
        found += [
            f"{one.text()!r} and {other.text()!r}"
            for other, other_place in places[index + 1 :]
            if place.adjusted(1, 1, -1, -1).intersects(other_place.adjusted(1, 1, -1, -1))
        ]
    return found


def test_digits_do_not_jump_when_the_number_or_the_trend_changes(stage: Stage) -> None:
    places = []
    for bpm, trend in ((140, None), (111, 12.0), (178, -3.0), (None, None)):
        stage.window.show_snapshot(taken(bpm, 60.0, trend_bpm_per_min=trend))
        settle()
        places.append(stage.window.live.heart_rate.heart_rate.geometry())
    assert len(set(map(str, places))) == 1


def test_colours_change_while_it_runs(stage: Stage) -> None:
    stage.window.show_snapshot(full())
    stage.window.show_snapshot(taken(142, 61.0, time_in_zone=zone_times()))
    dark = stage.window.grab().toImage().pixelColor(5, 300)
    stage.theme.choose(ColourChoice.LIGHT)
    settle()
    light = stage.window.grab().toImage().pixelColor(5, 300)
    assert dark.lightness() < 40
    assert light.lightness() > 200


def test_sentences_round_and_count_as_people_do() -> None:
    assert sentences.clock(59.99) == "0:59"
    assert sentences.clock(3600) == "1:00:00"
    assert sentences.trend(0.4) == "→ steady"
    assert sentences.trend(-7.6) == "▼ 8 per min"
    assert sentences.zone(0, "Below zones") == "Below zones"
    assert sentences.target_range(None, 134) == "target up to 134"
    assert sentences.target_range(179, None) == "target from 179"
    assert sentences.target_range(135, 151) == "target 135–151"
