"""One activity looked at closely."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.activity import Pause
from app.ui.history.trace_parts import Stretch, bpm_at, trace_parts
from tests.ui.history.past import FakePast, reviewed, row
from tests.ui.history.past_stage import MakePast

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
