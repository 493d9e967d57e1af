"""Tiles, their chooser, and the ghost of another session."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.activity_types import Tile
from app.domain.reference import LoadCurve
from app.domain.snapshot import LiveStatus
from app.ui import sentences
from app.ui.live.tile_chooser import TileChooser
from app.ui.live.tiles import MOST_TILES, OFFERED_TILES, tile_text
from app.ui.theme import ColourChoice, Theme
from tests.ui.conftest import MakeStage, Stage
from tests.ui.fakes import snapshot, taken, zone_times
from tests.ui.test_live_page import clipped, full, overlapping, settle

FULL = snapshot(
    142,
    1884.0,
    average_bpm=139.4,
    max_bpm=166,
    lap_number=3,
    lap_elapsed_s=72.0,
    load_per_hour=61.4,
    rmssd_ms=11.6,
    dfa_alpha1=0.8749,
    energy_kcal=412.4,
    drift_percent=3.14,
    time_in_zone=zone_times({2: 1400.0, 3: 90.0}),
)
REFERENCE = LoadCurve(tuple(step * 0.15 for step in range(241)), 2400.0)


@pytest.mark.parametrize(
    ("tile", "text"),
    [
        (Tile.AVERAGE, "139"),
        (Tile.MAXIMUM, "166"),
        (Tile.LAP, "3 · 1:12"),
        (Tile.TIME_IN_ZONE, "23:20"),
        (Tile.LOAD_PER_HOUR, "61"),
        (Tile.RMSSD, "12"),
        (Tile.DFA_ALPHA1, "0.87"),
        (Tile.ENERGY, "≈ 412"),
        (Tile.DRIFT, "+3.1"),
    ],
)
def test_a_tile_shows_its_number_or_dashes(tile: Tile, text: str) -> None:
    assert tile_text(tile, FULL) == text
    assert tile_text(tile, snapshot(142, status=LiveStatus.IDLE)) == "––"


def test_an_exponent_from_beats_with_many_artefacts_is_marked_as_rough() -> None:
    rough = snapshot(142, 9.0, dfa_alpha1=0.8749, dfa_alpha1_is_rough=True)
    assert tile_text(Tile.DFA_ALPHA1, rough) == "≈ 0.87"
    assert tile_text(Tile.DFA_ALPHA1, snapshot(142, 9.0)) == "––"


def test_time_in_zone_is_the_targets_where_there_is_one() -> None:
    assert tile_text(Tile.TIME_IN_ZONE, snapshot(142, 9.0, time_in_zone=zone_times({3: 90.0}))) == "0:00"
    aimed = snapshot(142, 9.0, time_in_zone=zone_times({3: 90.0}), target_zone=3)
    assert tile_text(Tile.TIME_IN_ZONE, aimed) == "1:30"


def test_no_tile_is_there_until_one_is_chosen(stage: Stage) -> None:
    stage.window.show_snapshot(taken(142, 60.0))
    assert not stage.window.live.tiles.isVisible()


@pytest.mark.parametrize("size", [(640, 720), (960, 1080), (1280, 720), (1920, 1080), (3840, 2160)])
def test_the_heart_rate_keeps_its_quarter_beside_tiles(make_stage: MakeStage, size: tuple[int, int]) -> None:
    stage = make_stage(size, is_demo=True)
    stage.window.live.show_tiles(OFFERED_TILES[:MOST_TILES])
    stage.window.show_snapshot(full())
    settle()
    assert stage.window.live.tiles.isVisible()
    assert (stage.window.width(), stage.window.height()) == size
    assert stage.window.live.heart_rate.heart_rate.digit_height_px() >= size[1] / 4
    assert stage.window.live.trace.height() >= 48
    assert clipped(stage.window.live) == []
    assert overlapping(stage.window.live) == []


@pytest.mark.parametrize("choice", [ColourChoice.DARK, ColourChoice.LIGHT])
@pytest.mark.parametrize("text_scale", [0.8, 1.0, 1.5, 2.0])
@pytest.mark.parametrize("size", [(640, 720), (1280, 800)])
def test_nothing_lies_on_anything_at_any_text_size(
    make_stage: MakeStage, size: tuple[int, int], text_scale: float, choice: ColourChoice
) -> None:
    stage = make_stage(size, choice, text_scale)
    stage.window.live.show_tiles((Tile.AVERAGE, Tile.MAXIMUM))
    stage.window.show_snapshot(full())
    settle()
    assert (stage.window.width(), stage.window.height()) == size
    assert stage.window.live.heart_rate.heart_rate.digit_height_px() >= size[1] / 4
    assert overlapping(stage.window.live) == []


def test_tiles_are_chosen_with_the_keyboard_alone(stage: Stage) -> None:
    told: list[tuple[Tile, ...]] = []
    stage.window.live.tiles_chosen.connect(told.append)
    stage.window.live.choose_tiles.click()
    chooser = stage.window.findChild(TileChooser)
    assert chooser is not None
    assert chooser.focusWidget() is chooser.offered
    QTest.keyClick(chooser.offered, Qt.Key.Key_Return)
    QTest.keyClick(chooser.offered, Qt.Key.Key_Return)
    QTest.keyClick(chooser.chosen, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(chooser.chosen, Qt.Key.Key_Return)
    assert told == [
        (Tile.AVERAGE,),
        (Tile.AVERAGE, Tile.MAXIMUM),
        (Tile.MAXIMUM, Tile.AVERAGE),
        (Tile.AVERAGE,),
    ]
    assert stage.window.live.tiles.shown == (Tile.AVERAGE,)
    chooser.reject()


def test_the_tiles_have_a_key_also_where_their_button_has_no_room(make_stage: MakeStage) -> None:
    stage = make_stage((480, 360), text_scale=2.0)
    stage.window.show_snapshot(full())
    settle()
    assert not stage.window.live.choose_tiles.isVisible()
    QTest.keyClick(stage.window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    chooser = stage.window.findChild(TileChooser)
    assert chooser is not None
    assert "Ctrl+T" in dict(sentences.shortcuts())
    chooser.reject()


@pytest.mark.parametrize("tile", [Tile.CADENCE, Tile.POWER, Tile.SPEED])
def test_what_no_sensor_here_can_bring_is_neither_offered_nor_shown(stage: Stage, tile: Tile) -> None:
    stage.window.live.show_tiles((tile, Tile.LAP))
    assert stage.window.live.tiles.shown == (Tile.LAP,)
    chooser = TileChooser(stage.theme, (tile, Tile.LAP), stage.window)
    assert tile not in (*chooser.chosen.tiles(), *chooser.offered.tiles())


def test_no_more_tiles_than_can_be_read_are_taken(qtbot: QtBot) -> None:
    chooser = TileChooser(Theme(), tuple(Tile))
    qtbot.addWidget(chooser)
    assert chooser.chosen.tiles() == OFFERED_TILES[:MOST_TILES]
    QTest.keyClick(chooser.offered, Qt.Key.Key_Return)
    assert chooser.chosen.count() == MOST_TILES


def test_a_dragged_tile_is_told_once_it_lies_in_the_list(qtbot: QtBot) -> None:
    chooser = TileChooser(Theme(), (Tile.LAP,))
    qtbot.addWidget(chooser)
    told: list[tuple[Tile, ...]] = []
    chooser.tiles_chosen.connect(told.append)
    chooser.chosen.add(Tile.RMSSD)  # what Qt's drop does before `arranged`
    chooser.chosen.arranged.emit()
    chooser.chosen.arranged.emit()
    assert told == [(Tile.LAP, Tile.RMSSD)]


def test_the_ghost_says_how_far_ahead_or_behind(stage: Stage) -> None:
    live = stage.window.live
    stage.window.show_snapshot(taken(142, 1200.0, training_load=20.0))
    assert not live.load.ghost.isVisible()
    live.show_reference(REFERENCE)
    for load, words in ((20.0, "+2 ahead"), (18.1, "level"), (15.0, "−3 behind")):
        stage.window.show_snapshot(taken(142, 1200.0, training_load=load, load_per_hour=60.0))
        assert live.load.note.text() == f"{words} · 60 per hour"
    assert live.load.ghost.isVisible()
    live.show_reference(None)
    assert not live.load.ghost.isVisible()


def test_the_ghost_is_drawn_pale_beside_this_sessions_line(stage: Stage) -> None:
    live = stage.window.live
    live.show_reference(REFERENCE)
    for second in range(0, 1200, 5):
        stage.window.show_snapshot(taken(142, float(second), training_load=second / 50))
    settle()
    image = live.load.ghost.grab().toImage()
    inks = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert stage.theme.colours.accent.lower() in inks
    live.begin_session()
    assert live.load.ghost.ahead() is None


def test_a_note_leaves_out_whole_parts_before_it_cuts_a_word(stage: Stage) -> None:
    note = stage.window.live.load.note
    note.setText("12 min to go · done 19:12 · 61 per hour")
    metrics = note.fontMetrics()
    note.setFixedWidth(metrics.horizontalAdvance("12 min to go · done 19:12") + 4)
    QApplication.processEvents()
    assert note.shown_text() == "12 min to go · done 19:12"
    note.setFixedWidth(metrics.horizontalAdvance("12 min"))
    assert note.shown_text().endswith("…")
    assert sentences.ahead(None) == ""
