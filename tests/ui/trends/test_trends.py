"""The long run in the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.activity_row import ActivityRow
from app.domain.profile import AthleteProfile
from app.ui.theme import ColourChoice
from app.ui.trends.bars import daily_bars, weekly_bars
from app.ui.trends.spans import Curve, Span, days_shown
from tests.ui.conftest import MakeStage
from tests.ui.history.past import FakePast, row
from tests.ui.history.past_stage import MakePast
from tests.ui.legible import colliding_texts, cut_texts

CAUTION = "Describes change; does not predict injury."


def training(days: int) -> list[ActivityRow]:
    """An activity of load 60 on every day, newest first."""
    return [row(number + 1, number, training_load=60.0) for number in range(days)]


def test_a_steady_life_is_maintaining(make_past: MakePast) -> None:
    page = make_past(FakePast(training(120))).open_trends()
    assert page.headline.text() == "Maintaining: about what you are used to."
    assert page.headline.toolTip() == CAUTION
    assert page.figures["trendBase"].value.text() == "60"
    assert page.figures["trendRatio"].value.text() == "1.00"
    assert page.figures["trendWeek"].value.text() == "420 of 420–546"
    assert page.figures["trendMonotony"].value.text() == "≥ 10.0"
    assert page.figures["trendStrain"].value.text() == "––"
    assert not page.seed.isVisible()


def test_before_28_days_neither_number_is_shown_and_a_question_is_asked(make_past: MakePast) -> None:
    past = make_past(FakePast(training(10)))
    page = past.open_trends()
    assert page.headline.text().startswith("Known in 18 days")
    assert page.figures["trendBase"].value.text() == "––"
    assert page.seed.isVisible()
    page.seed.hours.show_text("lots")
    page.seed.keep.click()
    assert page.seed.hours.problem.text() != ""
    page.seed.hours.show_text("7")
    page.seed.keep.click()
    assert past.past.profile_now.load_per_day_seed == pytest.approx(50.0)  # 7 h × 50 / 7
    past.qtbot.waitUntil(lambda: page.figures["trendBase"].value.text() == "52")
    assert not page.seed.isVisible()


def test_why_it_moved_adds_up(make_past: MakePast) -> None:
    past = make_past(FakePast(training(120)[40:]))
    page = past.open_trends()
    page.stretches[0].click()
    assert page.why.text().startswith("Base Fitness ")
    found = page._run.why(page._run.days[-8].day, page._run.days[-1].day)
    assert found is not None
    parts = sum(change for _, change in found.by_activity_type) + found.seed_change
    assert found.later - found.earlier == pytest.approx(parts)
    assert page.movers.text().count("\n") == 3


def test_marks_moved_by_hand_ask_about_their_days(make_past: MakePast) -> None:
    page = make_past(FakePast(training(120))).open_trends()
    first = page._run.days[30].day
    last = page._run.days[60].day
    page.plots.stretch.setRegion((first.toordinal(), last.toordinal()))
    page.plots.stretch.sigRegionChangeFinished.emit(page.plots.stretch)
    assert "2026" in page.why_head.text()
    assert page.why.text().startswith("Base Fitness 60.0 → 60.0")


def test_the_split_is_read_from_the_recordings(make_past: MakePast) -> None:
    past = make_past(FakePast(training(40)))
    page = past.open_trends()
    past.qtbot.waitUntil(lambda: page.split_words.text() == "100 % easy · 0 % medium · 0 % hard")


def test_estimates_are_marked(make_past: MakePast) -> None:
    rows = [row(number + 1, number, load_is_estimated=True) for number in range(40)]
    page = make_past(FakePast(rows)).open_trends()
    assert page.figures["trendBase"].value.text().startswith("≈ ")


def test_days_that_may_still_be_imported_are_hatched(make_past: MakePast) -> None:
    rows = [row(number + 1, number, is_imported=number >= 5, recorder="COROS") for number in range(60)]
    page = make_past(FakePast(rows)).open_trends()
    assert [day.is_imported for day in page._run.days[-6:]] == [True, *[False] * 5]
    assert page.plots.missing[0].boundingRect().width() == 5.0
    assert "not imported" in page.legend.accessibleName()


def test_every_span_and_curve_can_be_drawn(make_past: MakePast) -> None:
    page = make_past(FakePast(training(800))).open_trends()
    for span in Span:
        for curve in Curve:
            page.spans[span].click()
            page.curves[curve].click()
            first, last = page.plots.curve_plot.getViewBox().viewRange()[0]
            assert last - first == pytest.approx(days_shown(span, 800) * 1.02, rel=0.02)
            assert not page.grab().isNull()


def test_days_and_weeks_hold_the_same_load(make_past: MakePast) -> None:
    days = make_past(FakePast(training(300))).open_trends()._run.days
    assert sum(bar.load for bar in daily_bars(days)) == pytest.approx(300 * 60)
    weeks = weekly_bars(days)
    assert sum(bar.load for bar in weeks) == pytest.approx(300 * 60)
    assert weeks[5].guide == pytest.approx((420.0, 546.0))


def test_without_any_past_it_says_how_to_begin(make_past: MakePast) -> None:
    page = make_past(FakePast([], profile_now=AthleteProfile())).open_trends()
    assert page.headline.text().startswith("No activities yet")
    assert not page.seed.isVisible()


def test_the_key_opens_the_page(make_past: MakePast) -> None:
    past = make_past(FakePast(training(40)))
    QTest.keyClick(past.stage.window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert past.open_trends().isVisible()


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
@pytest.mark.parametrize("choice", [ColourChoice.DARK, ColourChoice.LIGHT])
def test_nothing_is_clipped(
    make_stage: MakeStage, make_past: MakePast, size: tuple[int, int], choice: ColourChoice
) -> None:
    past = make_past(FakePast(training(400)), make_stage(size, choice))
    page = past.open_trends()
    past.qtbot.waitUntil(lambda: "easy" in page.split_words.text())
    assert cut_texts(page) == []
    assert colliding_texts(page) == []
