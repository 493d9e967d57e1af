"""The long run in the window."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.activity_row import ActivityRow
from app.domain.constants_changes import ConstantsOfDay
from app.domain.intensity import SessionIntensity, Split
from app.domain.long_term_load import LoadDay
from app.domain.profile import AthleteProfile
from app.domain.snapshot import LiveSnapshot, LiveStatus
from app.engine.events import SnapshotTaken
from app.ui.history.history_page import HistoryPage
from app.ui.theme import ColourChoice
from app.ui.trends.bars import daily_bars, weekly_bars
from app.ui.trends.figure_sentences import form_note
from app.ui.trends.spans import Curve, Span, days_shown
from app.ui.trends.split_card import Measure
from app.ui.trends.trends_page import TrendsPage
from tests.ui.conftest import MakeStage
from tests.ui.history.past import TODAY, FakePast, row
from tests.ui.history.past_stage import MakePast
from tests.ui.legible import colliding_texts, cut_texts

CAUTION = "Describes change; does not predict injury."


def training(days: int) -> list[ActivityRow]:
    """An activity of load 60 on every day, newest first."""
    return [row(number + 1, number, training_load=60.0) for number in range(days)]


def test_a_steady_life_is_maintaining(make_past: MakePast) -> None:
    page = make_past(FakePast(training(120))).open_trends()
    assert page.headline.text() == (
        "Last 7 days: 420; your usual week is about 420. "
        "Maintaining: on the whole about what you are used to."
    )
    assert page.headline.toolTip() == CAUTION
    assert page.figures["trendBase"].value.text() == "60"
    assert page.figures["trendRatio"].value.text() == "1.00"
    assert page.figures["trendWeek"].value.text() == "420"
    assert page.numbers.note("trendWeek") == "to build: 420–546"
    assert page.numbers.note("trendForm") == "balanced"
    assert page.figures["trendMonotony"].value.text() == "≥ 10.0"
    assert page.figures["trendStrain"].value.text() == "––"
    assert not page.seed.isVisible()


def test_before_28_days_neither_number_is_shown_and_a_question_is_asked(make_past: MakePast) -> None:
    past = make_past(FakePast(training(10)))
    page = past.open_trends()
    assert page.headline.text().startswith("Last 7 days: 420. What is usual for you is known in 18 days")
    assert page.figures["trendBase"].value.text() == "––"
    assert page.seed.isVisible()
    assert not page.why.isVisible()
    assert not page.plots.curve_plot.isVisible()
    assert not any(chip.isVisible() for chip in page.curves.values())
    assert "Base Fitness" not in page.legend.accessibleName()
    first, last = page.plots.load_plot.getViewBox().viewRange()[0]
    assert last - first > 28.0
    QTest.keyClicks(page.seed.hours.box, "7")
    page.seed.use.click()
    past.qtbot.waitUntil(lambda: past.past.profile_now.load_per_day_seed is not None)
    assert past.past.profile_now.load_per_day_seed == pytest.approx(50.0)  # 7 h × 50 / 7
    past.qtbot.waitUntil(lambda: page.figures["trendBase"].value.text() == "52")
    assert not page.seed.isVisible()
    assert page.why.isVisible()
    assert page.plots.curve_plot.isVisible()


def test_on_the_first_day_with_an_estimate_nothing_contradicts_another(make_past: MakePast) -> None:
    seeded = AthleteProfile(name="Ada", load_per_day_seed=35.0)
    page = make_past(FakePast(training(1), profile_now=seeded)).open_trends()
    assert page.headline.text().startswith("Last 7 days: 60; your usual week is about 2")
    assert page.figures["trendBase"].value.text() == "36"
    assert page.today.holds.text() == "What a load does to a day can be said from tomorrow on."
    assert not page.today.more.isVisible()


def test_the_keyboard_unfolds_the_other_figures_and_what_all_mean(make_past: MakePast) -> None:
    page = make_past(FakePast(training(120))).open_trends()
    assert not page.figures["trendMonotony"].isVisible()
    QTest.keyClick(page.numbers.unfold, Qt.Key.Key_Return)
    assert page.figures["trendMonotony"].isVisible()
    told = page.numbers.definitions.text()
    assert all(f"{figure.caption.text()}: " in told for figure in page.figures.values())


def test_form_is_told_in_plain_words() -> None:
    day = LoadDay(TODAY, 60.0, 0.0, (), 60.0, 60.0, 1.0, 0.0, None, is_imported=True)
    assert form_note(replace(day, form=5.0)) == "balanced"
    assert form_note(replace(day, form=12.0)) == "fresher than usual"
    assert form_note(replace(day, form=-12.0)) == "more done than usual"
    assert form_note(None) == ""


def test_why_it_moved_adds_up(make_past: MakePast) -> None:
    past = make_past(FakePast(training(120)[40:]))
    page = past.open_trends()
    page.why.stretches[0].click()
    assert page.why.found.text().startswith("Base Fitness ")
    found = page._run.why(page._run.days[-8].day, page._run.days[-1].day)
    assert found is not None
    parts = sum(change for _, change in found.by_activity_type) + found.seed_change
    assert found.later - found.earlier == pytest.approx(parts)
    assert page.why.movers.text().count("\n") == 7


def test_marks_moved_by_hand_ask_about_their_days(make_past: MakePast) -> None:
    page = make_past(FakePast(training(120))).open_trends()
    first = page._run.days[30].day
    last = page._run.days[60].day
    page.plots.stretch.setRegion((first.toordinal(), last.toordinal()))
    page.plots.stretch.sigRegionChangeFinished.emit(page.plots.stretch)
    assert (page.why.earlier.day(), page.why.later.day()) == (first, last)
    assert page.why.found.text().startswith("Base Fitness 60.0 → 60.0")


def test_the_split_is_read_from_the_recordings(make_past: MakePast) -> None:
    past = make_past(FakePast(training(40)))
    page = past.open_trends()
    past.qtbot.waitUntil(lambda: page.split.words.text() == "100 % easy · 0 % medium · 0 % hard")


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
    run = make_past(FakePast(training(300))).open_trends()._run
    days, guide_on = run.days, run.guide_on
    assert sum(bar.load for bar in daily_bars(days, guide_on)) == pytest.approx(300 * 60)
    weeks = weekly_bars(days, guide_on)
    assert sum(bar.load for bar in weeks) == pytest.approx(300 * 60)
    assert weeks[5].guide == pytest.approx((420.0, 546.0))


def test_without_any_past_it_says_how_to_begin(make_past: MakePast) -> None:
    page = make_past(FakePast([], profile_now=AthleteProfile())).open_trends()
    assert page.headline.text().startswith("No activities yet")
    assert not page.seed.isVisible()
    assert not page.plots.isVisible()
    assert page.begin.isVisible()


def test_nothing_is_drawn_before_it_is_known_then_the_keyboard_is_where_it_begins(
    make_past: MakePast,
) -> None:
    past = make_past(FakePast(training(40)))
    past.trends.open()
    page = past.page(TrendsPage)
    assert page.isVisible()
    assert not any(each.isVisible() for each in (page.plots, page.legend, page.numbers, page.begin))
    past.qtbot.waitUntil(page.plots.isVisible)
    assert page.spans[Span.MONTHS_6].hasFocus()
    past.stage.window.show_page("livePage")
    page.spans[Span.ALL].click()
    past.open_trends()
    assert page.plots.isVisible()
    assert page.spans[Span.ALL].hasFocus()


def test_without_any_past_the_keyboard_is_at_how_to_begin(make_past: MakePast) -> None:
    past = make_past(FakePast([], profile_now=AthleteProfile()))
    page = past.open_trends()
    assert page.begin.hasFocus()


def test_a_store_that_cannot_be_read_is_told_of_on_the_page(make_past: MakePast) -> None:
    past = make_past(FakePast(training(40), refusal="The disk is gone: plug it in again."))
    past.trends.open()
    page = past.page(TrendsPage)
    past.qtbot.waitUntil(page.strip.isVisible)
    assert page.strip.words.text() == "The disk is gone: plug it in again."
    assert not page.plots.isVisible()


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
    past.qtbot.waitUntil(lambda: "easy" in page.split.words.text())
    assert cut_texts(page) == []
    assert colliding_texts(page) == []


def test_two_days_can_be_typed(make_past: MakePast) -> None:
    page = make_past(FakePast(training(120)[40:])).open_trends()
    for box, text in ((page.why.earlier, "2026-10-01"), (page.why.later, "2026-10-20")):
        box.setText(text)
        box.editingFinished.emit()
    assert page.plots.stretch.getRegion() == (date(2026, 10, 1).toordinal(), date(2026, 10, 20).toordinal())
    assert page.why.found.text().startswith("Base Fitness ")
    before = page.why.found.text()
    page.why.later.setText("2031-01-01")
    page.why.later.editingFinished.emit()
    assert page.why.found.text() == before


def test_the_split_can_be_shown_by_load(make_past: MakePast) -> None:
    past = make_past(FakePast(training(40)))
    page = past.open_trends()
    past.qtbot.waitUntil(lambda: "easy" in page.split.words.text())
    page.split.show_split(SessionIntensity(TODAY, Split(80.0, 10.0, 10.0), Split(50.0, 20.0, 30.0)))
    assert page.split.words.text() == "80 % easy · 10 % medium · 10 % hard"
    page.split.measures[Measure.LOAD].click()
    assert page.split.words.text() == "50 % easy · 20 % medium · 30 % hard"


def test_what_a_load_today_would_do(make_past: MakePast) -> None:
    page = make_past(FakePast(training(120)[1:])).open_trends()  # nothing yet today
    assert page.today.holds.text() == (
        "60 in all keeps your fitness where it is; 145 builds it (Load Ratio 1.15)."
    )
    QTest.keyClicks(page.today.more, "60")
    assert page.today.outlook.text() == "Base Fitness 60.0, Load Impact 60, Load Ratio 1.00"
    QTest.keyClicks(page.today.more, "x")
    assert not page.today.outlook.isVisible()


def test_the_session_that_runs_and_the_one_prepared_are_added_to_today(make_past: MakePast) -> None:
    past = make_past(FakePast(training(120)[1:]))
    past.trends.listen_to(past.stage.bridge)
    page = past.open_trends()
    tell = past.stage.bridge.snapshot_taken.emit
    tell(SnapshotTaken(LiveSnapshot(target_load=60.0)))
    assert page.today.session.text() == (
        "The session prepared on the live page, load 60, would make it "
        "Base Fitness 60.0, Load Impact 60, Load Ratio 1.00."
    )
    tell(SnapshotTaken(LiveSnapshot(LiveStatus.RUNNING, training_load=30.0, target_load=60.0)))
    assert page.today.session.text() == (
        "The session running now, load 30 so far, makes it "
        "Base Fitness 59.3, Load Impact 56, Load Ratio 0.94. "
        "At its target of 60: Base Fitness 60.0, Load Impact 60, Load Ratio 1.00."
    )
    tell(SnapshotTaken(LiveSnapshot(LiveStatus.FINISHED, training_load=30.0)))
    assert not page.today.session.isVisible()


def test_off_season_a_slow_decline_is_expected_and_the_guide_is_that_of_its_first_day(
    make_past: MakePast,
) -> None:
    easing = [row(number + 1, number, training_load=36.0 if number < 10 else 60.0) for number in range(120)]
    past = make_past(FakePast(easing))
    kept: list[str] = []
    past.trends.off_season_kept.connect(kept.append)
    page = past.open_trends()
    page.today.off_season.click()
    past.qtbot.waitUntil(lambda: past.past.profile_now.off_season_from == "2026-11-22")
    past.qtbot.waitUntil(lambda: "Since 22 Nov 2026" in page.today.season.text())
    assert kept == ["2026-11-22"]
    base = page._run.days[-1].base_fitness
    assert base is not None
    assert page.figures["trendWeek"].value.text() == "252"
    assert page.numbers.note("trendWeek") == f"off season: {5.25 * base:.0f}–{7 * base:.0f}"
    assert "Guide for the off season" in page.legend.accessibleName()
    past.past.keep_off_season(TODAY - timedelta(days=10))
    past.trends.open()
    past.qtbot.waitUntil(lambda: "Easing, as an off season does" in page.headline.text())
    page.today.off_season.click()
    past.qtbot.waitUntil(lambda: past.past.profile_now.off_season_from == "")


def test_changes_of_constants_are_flagged_on_the_curve_and_told(make_past: MakePast) -> None:
    seen = tuple(
        ConstantsOfDay(TODAY - timedelta(days=back), "outdoor_run", 50, 190, 169 if back > 20 else 172)
        for back in range(100, 0, -1)
    )
    past = make_past(FakePast(training(120), computed_with=seen))
    page = past.open_trends()
    past.qtbot.waitUntil(page.changed.isVisible)
    assert page.plots.marks.ordinals == ((TODAY - timedelta(days=20)).toordinal(),)
    assert page.changed.text().endswith("2 Nov 2026: threshold 169 → 172 (Outdoor run)")
    assert not page.grab().isNull()


def test_days_not_imported_are_named_with_a_way_to_bring_them_in(make_past: MakePast) -> None:
    rows = [row(number + 1, number, is_imported=number >= 5, recorder="COROS") for number in range(60)]
    past = make_past(FakePast(rows))
    page = past.open_trends()
    assert page.missing.text() == "18 Nov 2026 to 22 Nov 2026 are not imported yet and count as 0."
    assert page.bring_in.isVisible()
    past.past.brought_in = {"COROS": TODAY}  # the watch had nothing new
    past.trends.open()
    past.qtbot.waitUntil(page.missing.isHidden)


def test_the_coach_s_page_is_written_and_its_place_told(make_past: MakePast, tmp_path: Path) -> None:
    past = make_past(FakePast(training(40)))
    page = past.open_trends()
    past.trends.write_report(tmp_path)
    past.qtbot.waitUntil(lambda: page.strip.words.text().startswith("The report is "))
    assert past.past.said == "None."
    assert str(tmp_path / f"{TODAY}.html") in page.strip.words.text()
    past.past.refusal = "The disk is full: free some space."
    past.trends.write_report(tmp_path)
    past.qtbot.waitUntil(lambda: page.strip.words.text() == "The disk is full: free some space.")


def test_files_are_brought_in_where_one_sees_what_becomes_of_them(
    make_past: MakePast, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    past = make_past(FakePast([], profile_now=AthleteProfile()))
    page = past.open_trends()
    monkeypatch.setattr("app.ui.history.choosing.files_to_read", lambda _parent: [tmp_path / "ride.fit"])
    page.begin.click()
    past.qtbot.waitUntil(lambda: past.past.imported == [tmp_path / "ride.fit"])
    assert past.page(HistoryPage).isVisible()


def test_what_the_store_keeps_of_the_split_is_not_read_again(
    make_past: MakePast, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = SessionIntensity(TODAY, Split(0.0, 0.0, 600.0), Split(0.0, 0.0, 9.0))
    source = FakePast(training(40))
    source.kept_intensities = {row.activity_id: kept for row in source.kept}
    past = make_past(source)
    monkeypatch.setattr(source, "reviewed", lambda _: pytest.fail("it is kept"))
    page = past.open_trends()
    past.qtbot.waitUntil(lambda: "hard" in page.split.words.text())
    assert page.split.words.text() == "0 % easy · 0 % medium · 100 % hard"
