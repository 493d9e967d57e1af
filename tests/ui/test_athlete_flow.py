"""Settings in the window: kept, in force at once, and used by the session that starts next."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.domain.activity import MaxSuggestion
from app.domain.guided_test import Measured
from app.domain.profile import AthleteProfile, constants_for
from app.domain.settings import Settings
from app.domain.settings import Theme as Palette
from app.domain.setup import SessionSetup
from app.domain.snapshot import LiveStatus
from app.domain.zones import ZoneModelName
from app.engine.events import SessionFinished
from app.ui.prepare.choices import ActivityChoice, TargetChoice
from tests.ui.conftest import MakeStage, Stage
from tests.ui.fakes import finished_session
from tests.ui.flow_stage import FlowStage, known
from tests.ui.settings.pages import ADA, press, settle, type_into

ADAS = known(athletes=(ADA,))


def start_with_key(stage: Stage) -> None:
    """Space; the offscreen platform does not give the front back to the window when a dialog ends."""
    stage.window.activateWindow()
    settle()
    press(stage.window, Qt.Key.Key_Space)


def test_settings_open_by_tab_and_key(stage: Stage) -> None:
    flow = FlowStage(stage, ADAS)
    QTest.keyClick(stage.window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert flow.page() == "settingsPage"
    stage.window.show_page("livePage")
    flow.find(QAbstractButton, "settingsPageTab").click()
    assert flow.page() == "settingsPage"


def test_a_changed_value_is_kept_shown_while_idle_and_started_with(stage: Stage) -> None:
    flow = FlowStage(stage, ADAS)
    flow.flow.open_settings()
    page = flow.flow._settings_page
    assert page is not None
    type_into(page.athlete.fields["threshold_bpm"], "171")
    assert flow.kept[-1].athlete().threshold_bpm == 171
    idle = stage.engine.asked[-1]
    assert idle[0] == "use_setup"
    assert idle[1].constants.threshold_bpm == 164  # cycling's, suggested 7 lower
    stage.control.start()
    assert flow.setups() == [idle[1]]


def test_what_the_disk_refuses_holds_for_this_run_and_is_said(stage: Stage) -> None:
    flow = FlowStage(stage, ADAS, refusal="The disk is full.")
    flow.beat(140)
    flow.flow.take(replace(ADAS, last_activity_type="rowing"))
    assert stage.window.live.banner.text.text() == "The disk is full."
    assert flow.flow.next.setup.activity_type.key == "rowing"


def test_colours_and_text_size_take_effect_at_once(stage: Stage) -> None:
    flow = FlowStage(stage, ADAS)
    before = stage.theme.text_px(100)
    flow.flow.take(replace(ADAS, theme=Palette.LIGHT, text_scale_percent=200))
    assert not stage.theme.colours.is_dark
    assert stage.theme.text_px(100) == 2 * before


def test_an_activity_is_chosen_by_keys_and_remembered(stage: Stage) -> None:
    flow = FlowStage(stage, ADAS)
    flow.beat(88)
    press(stage.window, Qt.Key.Key_A)
    settle()
    choice = flow.find(ActivityChoice, "activityChoice")
    assert choice.buttons["indoor_cycling"].hasFocus()
    press(choice, Qt.Key.Key_Tab, Qt.Key.Key_Return)
    assert flow.kept[-1].last_activity_type == "treadmill"
    assert stage.window.live.buttons.activity.accessibleName() == "Treadmill"
    start_with_key(stage)
    assert flow.setups()[0].activity_type.key == "treadmill"
    assert flow.setups()[0].constants.threshold_bpm == 169


def test_archived_activities_are_not_offered(stage: Stage) -> None:
    yoga = next(each for each in ADAS.activity_types() if each.key == "yoga")
    flow = FlowStage(stage, ADAS.with_activity_type(replace(yoga, archived=True)))
    flow.flow.choose_activity()
    assert "yoga" not in flow.find(ActivityChoice, "activityChoice").buttons


def test_a_target_load_goes_into_the_setup(stage: Stage) -> None:
    flow = FlowStage(stage, ADAS)
    flow.beat(88)
    press(stage.window, Qt.Key.Key_T)
    settle()
    choice = flow.find(TargetChoice, "targetChoice")
    press(choice, Qt.Key.Key_Right, Qt.Key.Key_Return)
    type_into(choice.load, "0", leaves=False)
    assert not choice.use.isEnabled()
    assert choice.load.problem.text() == "A load from 1 to 1000, please. An hour at threshold is 100."
    type_into(choice.load, "55")
    assert stage.window.live.buttons.target.accessibleName() == "Target: load 55"
    start_with_key(stage)
    assert flow.setups()[0].target_load == 55


def test_a_target_takes_three_keys(stage: Stage) -> None:
    flow = FlowStage(stage, ADAS)
    flow.beat(88)
    press(stage.window, Qt.Key.Key_T)
    settle()
    choice = flow.find(TargetChoice, "targetChoice")
    press(choice, Qt.Key.Key_2)
    assert choice.kind.value() == "load"
    press(choice, Qt.Key.Key_1)
    choice.kind.buttons[1].setFocus()
    press(choice, Qt.Key.Key_Return)  # chooses
    assert choice.kind.value() == "load"
    assert choice.isVisible()
    press(choice, Qt.Key.Key_Return)  # uses
    assert stage.window.live.buttons.target.accessibleName() == "Target: load 40"


@pytest.mark.parametrize(
    ("kind", "load", "words"),
    [(0, None, "Target: stay in zone 2"), (1, 40.0, "Target: load 40 in zone 2")],
)
def test_a_zone_to_stay_in_goes_with_any_load(
    stage: Stage, kind: int, load: float | None, words: str
) -> None:
    flow = FlowStage(stage, ADAS)
    flow.flow.choose_target()
    choice = flow.find(TargetChoice, "targetChoice")
    choice.kind.buttons[kind].click()
    choice.stay.buttons[2].click()
    choice.use.click()
    setup = flow.flow.next.setup
    assert (setup.target_load, setup.target_zone, setup.target_zone_minutes) == (load, 2, None)
    assert stage.window.live.buttons.target.accessibleName() == words
    flow.flow.choose_target()
    again = [each for each in stage.window.findChildren(TargetChoice) if each is not choice][-1]
    assert (again.kind.value(), again.stay.value()) == (("none", "load")[kind], 2)


def test_minutes_in_a_zone_go_into_the_setup_and_leave_with_their_zone(stage: Stage) -> None:
    flow = FlowStage(stage, ADAS)
    flow.flow.choose_target()
    choice = flow.find(TargetChoice, "targetChoice")
    choice.kind.buttons[2].click()
    assert choice.zone.buttons[1].text() == "2 · 130–145"
    choice.zone.buttons[4].click()
    type_into(choice.minutes, "12")
    setup = flow.flow.next.setup
    assert (setup.target_zone, setup.target_zone_minutes, setup.target_load) == (5, 12, None)
    assert stage.window.live.buttons.target.accessibleName() == "Target: 12 min in zone 5"
    flow.flow.take(known(athletes=(replace(ADA, zone_model=ZoneModelName.SEILER3),)))
    assert flow.flow.next.setup.target_zone is None


def test_nothing_is_chosen_during_a_session(stage: Stage) -> None:
    flow = FlowStage(stage, ADAS)
    flow.beat(140, status=LiveStatus.RUNNING)
    press(stage.window, Qt.Key.Key_A, Qt.Key.Key_T)
    assert stage.window.findChild(ActivityChoice) is None
    assert stage.window.findChild(TargetChoice) is None
    assert not stage.window.live.buttons.activity.isVisible()
    assert stage.window.live.buttons.stop.isVisible()


def test_settings_that_contradict_themselves_still_give_a_session(stage: Stage) -> None:
    broken = known(athletes=(replace(ADA, threshold_bpm=220, zone_model=ZoneModelName.OWN),))
    setup = FlowStage(stage, broken).flow.next.setup
    assert setup.athlete == "Ada"
    assert setup.constants.load_is_estimated


def test_the_first_number_brings_the_questions_once(stage: Stage) -> None:
    flow = FlowStage(stage, Settings())
    flow.beat(None)
    assert flow.page() == "livePage"
    flow.beat(72)
    assert flow.page() == "firstRunPage"
    assert flow.kept[-1].first_used_on == "2026-11-22"
    flow.find(QAbstractButton, "firstRunSkip").click()
    assert flow.page() == "livePage"
    assert flow.kept[-1] == Settings(first_run_done=True, first_used_on="2026-11-22")
    flow.beat(73, 2.0)
    assert flow.page() == "livePage"


@pytest.mark.parametrize("status", [LiveStatus.RUNNING, LiveStatus.PAUSED])
def test_no_questions_while_a_session_runs(stage: Stage, status: LiveStatus) -> None:
    flow = FlowStage(stage, Settings())
    flow.beat(120, status=status)
    assert flow.page() == "livePage"


def test_no_questions_in_the_demo(make_stage: MakeStage) -> None:
    flow = FlowStage(make_stage(is_demo=True), Settings(), is_demo=True)
    flow.beat(72)
    assert flow.page() == "livePage"
    flow.flow.open_first_run()
    assert flow.page() == "firstRunPage"


def test_an_own_zone_answer_leads_to_its_bounds(stage: Stage) -> None:
    flow = FlowStage(stage, Settings())
    flow.beat(72)
    flow.find(QAbstractButton, "watchZones4").click()
    flow.find(QAbstractButton, "firstRunDone").click()
    assert flow.page() == "settingsPage"
    assert flow.kept[-1].athlete().zone_model is ZoneModelName.OWN
    page = flow.flow._settings_page
    assert page is not None
    assert page.zones.rows[1].bound.isVisible()


def finish(flow: FlowStage, suggestion: MaxSuggestion | None) -> SessionFinished:
    plain = finished_session()
    summary = replace(plain.activity.summary, max_suggestion=suggestion)
    finished = replace(plain, activity=replace(plain.activity, summary=summary))
    flow.stage.bridge.deliver(finished)
    QApplication.processEvents()
    return finished


def test_a_maximum_passed_is_offered_and_raised_for_that_activity(stage: Stage) -> None:
    flow = FlowStage(stage, ADAS)
    finish(flow, MaxSuggestion(191, 40.2))
    offer = stage.window.summary.maximum
    assert offer.text.text() == "Your heart rate was above your maximum for 40 s. Raise it to 191?"
    offer.button.click()
    cycling = ADAS.activity_in_use()
    assert constants_for(flow.kept[-1].athlete(), cycling).max_bpm == 191
    assert flow.kept[-1].athlete().max_bpm == 190
    assert not offer.isVisible()


def test_without_proof_nothing_is_offered(stage: Stage) -> None:
    flow = FlowStage(stage, ADAS)
    finish(flow, None)
    assert stage.window.summary.isVisible()
    assert not stage.window.summary.maximum.isVisible()


def test_after_a_session_the_idle_engine_shows_the_next_setup(stage: Stage) -> None:
    flow = FlowStage(stage, ADAS)
    finish(flow, None)
    assert stage.engine.asked[-1] == ("use_setup", flow.flow.next.setup)


def sit(flow: FlowStage, seconds: int, bpm: int) -> None:
    for second in range(seconds + 1):
        flow.beat(bpm, 100.0 + second)


def test_a_resting_measurement_ends_in_the_profile(stage: Stage) -> None:
    flow = FlowStage(stage, ADAS)
    flow.flow.open_measure(Measured.RESTING)
    press(stage.window, Qt.Key.Key_Return)
    sit(flow, 121, 47)
    page = flow.flow._measure
    assert page is not None
    assert page.use.text() == "Use 47 as my resting heart rate"
    assert flow.setups() == []
    page.use.click()
    assert flow.kept[-1].athlete().resting_bpm == 47
    assert flow.page() == "settingsPage"


def test_a_measurement_says_that_its_number_is_the_heart_rate_now_and_where_it_leads_back(
    stage: Stage,
) -> None:
    flow = FlowStage(stage, ADAS)
    flow.flow.open_measure(Measured.RESTING)
    sit(flow, 1, 95)
    page = flow.flow._measure
    assert page is not None
    assert (page.bpm.text(), page.unit.text()) == ("95", "bpm now")
    assert flow.find(QAbstractButton, "settingsPageTab").isChecked()


def test_a_result_that_contradicts_the_profile_is_refused_in_words(stage: Stage) -> None:
    flow = FlowStage(stage, known(athletes=(AthleteProfile("Ada", threshold_bpm=90, max_bpm=150),)))
    flow.flow.open_measure(Measured.RESTING)
    page = flow.flow._measure
    assert page is not None
    page.begin.click()
    sit(flow, 121, 95)
    page.use.click()
    assert page.state.text() == "Resting must lie below the threshold: 82 or less."
    assert flow.page() == "measurePage"
    assert flow.kept == []


def test_a_threshold_test_asks_for_a_tick_and_runs_a_session(stage: Stage) -> None:
    flow = FlowStage(stage, ADAS)
    flow.flow.open_measure(Measured.THRESHOLD)
    page = flow.flow._measure
    assert page is not None
    assert "ask a doctor first" in page.safety.note.text()
    assert not page.begin.isEnabled()
    page.understood.click()
    page.begin.click()
    assert [setup.activity_type.key for setup in flow.setups()] == ["indoor_cycling"]


@pytest.mark.parametrize(
    ("first", "words"),
    [
        ("2026-11-22", "Hard tests are offered after a week of training: in 7 days."),
        ("2026-11-16", "Hard tests are offered after a week of training: tomorrow."),
        ("garbled", "Hard tests are offered after a week of training: in 7 days."),
    ],
)
def test_no_hard_test_in_the_first_week(stage: Stage, first: str, words: str) -> None:
    flow = FlowStage(stage, replace(ADAS, first_used_on=first))
    flow.flow.open_measure(Measured.THRESHOLD)
    page = flow.flow._measure
    assert page is not None
    assert page.state.text() == words
    assert not page.begin.isVisible()


def test_recomputing_is_asked_for_with_both_profiles(stage: Stage) -> None:
    flow = FlowStage(stage, ADAS)
    flow.flow.allow_recompute(is_allowed=True)
    asked: list[tuple[AthleteProfile, AthleteProfile]] = []
    flow.flow.recompute_requested.connect(lambda before, now: asked.append((before, now)))
    flow.flow.open_settings()
    page = flow.flow._settings_page
    assert page is not None
    type_into(page.athlete.fields["max_bpm"], "192")
    page.compare.click()
    assert asked == [(ADA, replace(ADA, max_bpm=192))]


def test_the_setup_that_is_started_is_the_one_shown(stage: Stage) -> None:
    flow = FlowStage(stage, ADAS)
    changed: list[SessionSetup] = []
    flow.flow.next.changed.connect(changed.append)
    flow.flow.next.choose_activity("rowing")
    flow.flow.next.choose_activity("rowing")
    assert changed == [flow.flow.next.setup]
    assert flow.flow.next.setup.constants.threshold_bpm == 169


def test_a_finished_session_is_given_another_activity_type(stage: Stage) -> None:
    flow = FlowStage(stage, ADAS)
    stage.bridge.deliver(finished_session())
    settle()
    button = flow.find(QAbstractButton, "reassignActivity")
    assert button.isVisible()
    assert button.text() == "Indoor cycling …"
    button.click()
    choice = flow.find(ActivityChoice, "activityChoice")
    assert choice.windowTitle() == "What was it?"
    assert choice.buttons["indoor_cycling"].isChecked()
    choice.buttons["rowing"].click()
    assert stage.engine.asked[-1][:2] == ("reassign_activity", 7)
    assert stage.engine.asked[-1][2].key == "rowing"
    assert stage.engine.asked[-1][3] == ADAS.athlete()
    activity = replace(finished_session().activity, activity_type="rowing")
    stage.bridge.deliver(replace(finished_session(), activity=activity))
    settle()
    assert button.text() == "Rowing …"


def test_the_same_activity_again_changes_nothing(stage: Stage) -> None:
    flow = FlowStage(stage, ADAS)
    stage.bridge.deliver(finished_session())
    settle()
    asked = len(stage.engine.asked)
    flow.find(QAbstractButton, "reassignActivity").click()
    flow.find(ActivityChoice, "activityChoice").buttons["indoor_cycling"].click()
    assert len(stage.engine.asked) == asked
    flow.find(QAbstractButton, "deleteSession").click()
    assert not flow.find(QAbstractButton, "reassignActivity").isEnabled()


def test_an_estimate_given_on_another_page_outlives_the_next_change(stage: Stage) -> None:
    flow = FlowStage(stage, ADAS)
    flow.flow.keep_seed(43.0)
    flow.flow.take(replace(flow.flow.next.settings, volume=0.3))
    assert flow.kept[-1].athlete().load_per_day_seed == 43.0
    assert flow.kept[-1].athlete().threshold_bpm == 169
