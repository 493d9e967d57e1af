"""One activity looked at closely."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.activity import Pause
from app.domain.cuts import Cut
from app.ui.history.cut_sentences import seconds_of
from app.ui.history.review_page import ReviewPage
from app.ui.history.trace_parts import Stretch, bpm_at, trace_parts
from app.ui.theme import Theme
from tests.ui.conftest import MakeStage
from tests.ui.history.past import TYPES, FakePast, reviewed, row
from tests.ui.history.past_stage import MakePast
from tests.ui.test_live_page import settle

DOMAIN_TIP = (
    "Heart-rate training load. 60 minutes at your threshold heart rate = 100. Based on Banister's TRIMP; "
    "not the number of COROS, Garmin or TrainingPeaks."
)


def test_the_line_breaks_where_heart_rate_is_missing() -> None:
    parts = trace_parts(reviewed(row(1, 0)).activity)
    assert parts.gaps == (Stretch(599.5, 660.5),)
    assert np.count_nonzero(np.isnan(parts.bpm)) == 1
    assert bpm_at(parts, 30.0) == 140.0
    assert bpm_at(parts, 630.0) is None


def test_a_pause_is_no_gap() -> None:
    activity = reviewed(row(1, 0)).activity
    object.__setattr__(activity, "pauses", (Pause(600.0, 660.0),))
    assert trace_parts(activity).gaps == ()


def test_figures_carry_their_definitions(make_past: MakePast) -> None:
    page = make_past().open_review(12)
    tip = page.figures["reviewLoad"].toolTip()
    assert tip.startswith(DOMAIN_TIP)
    assert "threshold 169" in tip
    assert page.figures["reviewCoverage"].value.text() == "94 %"
    assert "0.75 · e^(1.795 · x)" in page.figures["reviewBanister"].toolTip()
    assert page.facts.text() == "94 % with heart rate · Polar H10 8C4CA7"


def test_the_title_says_what_it_was_and_when(make_past: MakePast) -> None:
    page = make_past().open_review(12)
    assert page.title.text().startswith("Outdoor run · Sun 22 Nov 2026, ")


def test_what_can_be_chosen_can_be_read_in_a_page_that_was_shown_before(qtbot: QtBot) -> None:
    page = ReviewPage(Theme())
    qtbot.addWidget(page)
    page.resize(1280, 720)
    with qtbot.waitExposed(page):
        page.show()
    page.show_activity(reviewed(row(1, 0)), TYPES, [row(2, 3)])
    qtbot.waitUntil(lambda: page.kinds.width() >= page.kinds.sizeHint().width())
    assert page.others.width() == page.others.maximumWidth()


def test_laps_are_told_one_by_one(make_past: MakePast) -> None:
    page = make_past().open_review(12)
    assert page.laps.isVisible()
    assert [column.text().splitlines() for column in page.laps.columns] == [
        ["1", "2"],
        ["15:00", "5:00"],
        ["140", "140"],
        ["140", "140"],
    ]
    assert page.shown is not None
    page.laps.show_laps(page.shown.activity.laps[:1])
    assert not page.laps.isVisible()


def test_the_definitions_can_be_read_without_a_pointer(make_past: MakePast) -> None:
    page = make_past().open_review(12)
    assert not page.other_measures.formulas.words.isVisible()
    page.other_measures.formulas.unfold.click()
    assert page.other_measures.formulas.words.isVisible()
    lines = page.other_measures.formulas.words.text().splitlines()
    assert len(lines) == len(page.figures)
    assert lines[0].startswith(f"Training Load: {DOMAIN_TIP} Σ 100 · Δt/3600")
    assert (
        "Edwards TRIMP: Minutes × 1 to 5 in bands of 10 % of maximum, from 50 % on (Edwards 1993)." in lines
    )


def test_the_cursor_says_time_rate_and_zone(make_past: MakePast) -> None:
    page = make_past().open_review(12)
    page.trace.cursor_moved.emit(90.0)
    assert page.cursor_words.text() == "1:30 · 140 bpm · Zone 2 · Aerobic endurance"
    page.trace.cursor_moved.emit(630.0)
    assert page.cursor_words.text() == "10:30 · no heart rate"


def test_keys_zoom_and_home_shows_everything(make_past: MakePast) -> None:
    page = make_past().open_review(12)
    whole = page.trace.getViewBox().viewRange()[0]
    QTest.keyClick(page.trace, Qt.Key.Key_Plus)
    first, last = page.trace.getViewBox().viewRange()[0]
    assert last - first == pytest.approx(0.7 * (whole[1] - whole[0]))
    QTest.keyClick(page.trace, Qt.Key.Key_Home)
    assert page.trace.getViewBox().viewRange()[0] == pytest.approx(whole)


def test_laps_are_marked_where_they_end(make_past: MakePast) -> None:
    page = make_past().open_review(12)
    assert [line.value() for line in page.trace._laps] == [900.0]


def test_effort_is_kept_by_the_engine(make_past: MakePast) -> None:
    past = make_past()
    page = past.open_review(12)
    page.remark.effort.buttons[6].click()
    asked = past.stage.engine.asked[-1]
    assert asked[:2] == ("remark_activity", 12)
    assert asked[2].rpe == 6


def test_another_type_changes_the_load_and_can_be_undone(make_past: MakePast) -> None:
    past = make_past()
    page = past.open_review(12)
    assert page.shown is not None
    before = page.shown.activity.summary.training_load
    page.kinds.setCurrentIndex(0)
    page.kinds.activated.emit(0)
    past.qtbot.waitUntil(page.strip.isVisible)
    assert page.shown.activity.activity_type == "indoor_cycling"
    assert page.shown.activity.summary.training_load > before  # the same heart rate is harder on a bike
    page.strip.undo.click()
    past.qtbot.waitUntil(
        lambda: page.shown is not None and page.shown.activity.activity_type == "outdoor_run"
    )
    assert page.shown.activity.summary.training_load == pytest.approx(before)


def test_computing_again_says_what_became_of_the_load(make_past: MakePast) -> None:
    past = make_past()
    page = past.open_review(12)
    page.recompute.click()
    past.qtbot.waitUntil(page.strip.isVisible)
    assert page.strip.words.text().startswith("Computed again: the load was ")


def test_an_earlier_one_lies_pale_beneath(make_past: MakePast) -> None:
    past = make_past()
    past.open_history()
    page = past.open_review(12)
    page.others.setCurrentIndex(1)
    page.others.activated.emit(1)
    past.qtbot.waitUntil(lambda: page.cursor_words.text().startswith("Against the earlier one"))
    assert len(page.trace.other.getData()[0]) > 1000


def test_an_activity_that_cannot_be_read_is_one_sentence(make_past: MakePast) -> None:
    past = make_past(FakePast())
    page = past.open_history()
    past.past.refusal = "What was recorded is damaged."
    past.history.review(12)
    past.qtbot.waitUntil(page.strip.isVisible)
    assert page.strip.words.text() == "What was recorded is damaged."


def test_a_stretch_typed_is_cut_out_drawn_as_such_and_put_back(make_past: MakePast) -> None:
    past = make_past()
    page = past.open_review(12)
    assert page.shown is not None
    before = page.shown.activity.summary.training_load
    page.begin_cut.click()
    QTest.keyClicks(page.cuts.begin, "2:00")
    QTest.keyClicks(page.cuts.end, "5:00")
    assert page.trace.stretch.getRegion() == (120.0, 300.0)
    QTest.keyClick(page.cuts.end, Qt.Key.Key_Return)
    past.qtbot.waitUntil(page.strip.isVisible)
    assert past.past.cuts[12] == (Cut(120.0, 300.0),)
    assert page.shown.activity.summary.training_load < before
    assert page.strip.words.text().startswith("Computed without what is cut out: the load was ")
    assert page.facts.text().startswith("79 % with heart rate · 3:00 cut out")
    assert page.trace.bands._cuts == (Stretch(120.0, 300.0),)
    assert page.trace.parts is not None
    assert page.trace.parts.gaps == (Stretch(599.5, 660.5),)  # the cut is drawn as a cut, not as a gap
    assert not page.cuts.is_open
    (put_back,) = page.cuts.buttons
    assert put_back.text() == "Put back 2:00–5:00"
    put_back.click()
    past.qtbot.waitUntil(lambda: past.past.cuts[12] == ())
    past.qtbot.waitUntil(lambda: page.cuts.buttons == [])
    assert page.shown.activity.summary.training_load == pytest.approx(before)


def test_a_cut_can_be_undone(make_past: MakePast) -> None:
    past = make_past()
    page = past.open_review(12)
    page.cuts.cut_requested.emit(120.0, 300.0)
    past.qtbot.waitUntil(page.strip.undo.isVisible)
    page.strip.undo.click()
    past.qtbot.waitUntil(lambda: past.past.cuts[12] == ())


def test_dragging_over_the_trace_chooses_the_stretch(make_past: MakePast) -> None:
    page = make_past().open_review(12)
    view = page.trace.getViewBox().viewRange()[0]
    start, end = (page.trace.getViewBox().mapViewToScene(QPointF(at_s, 140.0)) for at_s in (300.0, 480.0))
    places = [page.trace.mapFromScene(place) for place in (start, end)]
    QTest.mousePress(
        page.trace.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, places[0]
    )
    for share in (0.3, 0.6, 1.0):
        between = places[0] + (places[1] - places[0]) * share
        QTest.mouseMove(page.trace.viewport(), between)
    QTest.mouseRelease(
        page.trace.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, places[1]
    )
    assert page.trace.stretch.getRegion() == pytest.approx((300.0, 480.0), abs=3.0)
    assert page.cuts.begin.seconds() == pytest.approx(300.0, abs=3.0)
    assert page.cuts.end.seconds() == pytest.approx(480.0, abs=3.0)
    assert page.trace.getViewBox().viewRange()[0] == pytest.approx(view)  # the view has not moved


def test_what_is_no_stretch_is_said_and_escape_leaves_everything(make_past: MakePast) -> None:
    past = make_past()
    page = past.open_review(12)
    page.begin_cut.click()
    page.cuts.take_out.click()
    assert page.cuts.problem.text() == "Two times, please, such as 12:30 and 14:05."
    page.cuts.begin.setText("8:00")
    page.cuts.end.setText("2:00")
    page.cuts.take_out.click()
    assert page.cuts.problem.text().startswith("From before to")
    QTest.keyClick(page.cuts.begin, Qt.Key.Key_Escape)
    assert not page.cuts.is_open
    assert not page.trace.stretch.isVisible()
    assert past.past.cuts == {}


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("12:30", 750.0), ("1:02:30", 3750.0), (" 90:00 ", 5400.0), ("12", None), ("12:3", None), ("", None)],
)
def test_times_are_read_as_they_are_shown(text: str, seconds: float | None) -> None:
    assert seconds_of(text) == seconds


def test_an_activity_is_given_to_another_athlete_and_back(make_past: MakePast) -> None:
    past = make_past(FakePast(names=("Ada", "Ben")))
    page = past.open_review(12)
    assert page.shown is not None
    before = page.shown.activity.summary.training_load
    page.people.setCurrentIndex(1)
    page.people.activated.emit(1)
    past.qtbot.waitUntil(page.strip.isVisible)
    assert past.past.given == {12: "Ben"}
    assert page.strip.words.text().startswith("This is Ben's now: the load was ")
    assert page.shown.setup.athlete == "Ben"
    assert page.shown.activity.summary.training_load < before  # his threshold is higher
    page.strip.undo.click()
    past.qtbot.waitUntil(lambda: past.past.given == {})
    past.qtbot.waitUntil(lambda: page.people.value() == "Ada")


def test_alone_nobody_is_asked_whose_it_is(make_past: MakePast) -> None:
    assert make_past().open_review(12).people.isHidden()


@pytest.mark.parametrize("size", [(700, 500), (1280, 800), (1920, 1080)])
def test_head_and_cards_end_at_the_same_edges(
    make_past: MakePast, make_stage: MakeStage, size: tuple[int, int]
) -> None:
    page = make_past(FakePast(), make_stage(size)).open_review(12)
    settle()
    assert edges_of(page.head, page) == edges_of(page.laps, page)


def edges_of(widget: QWidget, page: QWidget) -> tuple[int, int]:
    left = widget.mapTo(page, QPoint(0, 0)).x()
    return left, left + widget.width()
