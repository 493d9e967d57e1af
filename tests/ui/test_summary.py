"""The summary right after stop: what it says, what can still be done, and what is kept of it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from app.domain.activity import Activity
from app.domain.forgotten import HeartRateRecovery
from app.domain.remark import Remark
from app.domain.snapshot import LiveStatus
from app.domain.verdict import WantedSession, did_it_count
from app.engine.events import RecoveryMeasured, SessionFinished
from app.ui.summary import summary_sentences
from app.ui.summary.summary_page import GO_ON_FOR_MS, SummaryPage
from app.ui.theme import TextSize
from tests.ui.conftest import MakeStage, Stage
from tests.ui.fakes import finished_session, setup, taken, zone_times
from tests.ui.test_live_page import settle


@pytest.fixture
def page(stage: Stage) -> SummaryPage:
    stage.window.show_finished(finished_session((Path("/somewhere/ride.fit"),)))
    return stage.window.summary


@pytest.mark.parametrize("size", [(640, 720), (1280, 800), (1920, 1080)])
def test_done_ends_where_the_cards_end(make_stage: MakeStage, size: tuple[int, int]) -> None:
    stage = make_stage(size)
    stage.window.show_finished(finished_session((Path("/somewhere/ride.fit"),)))
    settle()
    page = stage.window.summary
    edges = {each.mapTo(page, each.rect().topRight()).x() for each in (page.done, page.remark, page.trace)}
    assert len(edges) == 1


def changed(**changes: object) -> Activity:
    activity = finished_session().activity
    return replace(activity, summary=replace(activity.summary, **changes))  # type: ignore[arg-type]  # any, by name


def press(page: SummaryPage, name: str) -> None:
    found = page.findChild(QAbstractButton, name)
    assert found is not None, name
    found.click()


def test_it_speaks_in_sentences_and_numbers(page: SummaryPage) -> None:
    assert page.isVisible()
    # 30 min at 130 bpm (77 % of 169) is 19.7 for a man of 50/190/169 (domain.md), 20.1 for the mean of both
    assert page.words.text() == "Load ≈ 35, about one easy 50-minute run. 25 of 40 minutes in zone 2."
    assert {name: figure.value.text() for name, figure in page.figures.items()} == {
        "summaryLoad": "≈ 35",
        "summaryTime": "40:00",
        "summaryAverage": "141",
        "summaryMaximum": "171",
    }
    assert page.saved.text() == "Saved as ride.fit"
    assert "Zone 3 · Aerobic power: 7:00" in page.zones.accessibleName()
    assert not page.verdict.isVisible()


@pytest.mark.parametrize(
    ("activity", "words"),
    [
        (replace(changed(), activity_type="running"), "Load ≈ 35 in 40:00. 25 of 40 minutes in zone 2."),
        (changed(training_load=2.0), "Load ≈ 2 in 40:00. 25 of 40 minutes in zone 2."),
        (
            changed(training_load=100.0),
            "Load ≈ 100, about 4 easy 40-minute runs. 25 of 40 minutes in zone 2.",
        ),
        (
            changed(counted_s=0.0, time_in_zone=(), training_load=0.0, load_is_estimated=False),
            "No heart rate came in 40:00. Say how hard it was: that makes the load.",
        ),
        (
            changed(coverage=0.97, training_load=2.0),
            (
                "Load ≈ 2 in 40:00. 25 of 40 minutes in zone 2. "
                "Heart rate was there 97 % of the time; the rest is not counted."
            ),
        ),
    ],
)
def test_it_claims_no_more_than_is_known(activity: Activity, words: str) -> None:
    assert summary_sentences.session(activity) == words


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (
            WantedSession(40.0, 2, 34.0),
            (
                "40 of 40 min: counts as Tuesday's easy run. "
                "Same work for your heart, not the same for your legs."
            ),
        ),
        (
            WantedSession(60.0, 3, 50.0),
            (
                "40 of 60 min: does not quite count as Tuesday's easy run: "
                "too short, only 0 % in zone 3, load 35 of 50."
            ),
        ),
    ],
)
def test_a_session_in_place_of_another_gets_its_verdict(
    stage: Stage, wanted: WantedSession, words: str
) -> None:
    activity = changed(time_in_zone=zone_times({2: 2390.0}))
    verdict = did_it_count(wanted, activity.summary)
    stage.window.show_finished(
        SessionFinished(7, activity, (), verdict=verdict, verdict_for="Tuesday's easy run")
    )
    assert stage.window.summary.verdict.isVisible()
    assert stage.window.summary.verdict.text() == words


def test_the_folder_of_the_file_opens(stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    opened: list[QUrl] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    stage.window.show_finished(finished_session((tmp_path / "ride.fit",)))
    stage.window.summary.open_folder.click()
    assert opened == [QUrl.fromLocalFile(str(tmp_path))]
    assert stage.window.summary.saved.text() == "Saved as ride.fit"


def test_where_no_program_opens_folders_it_says_where_the_file_is(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    stage.window.show_finished(finished_session((tmp_path / "ride.fit",)))
    page = stage.window.summary
    page.open_folder.click()
    assert page.saved.text() == f"This system did not open the folder. The file is in {tmp_path}"
    assert page.saved.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse


def test_without_a_file_it_says_why_and_offers_no_folder(stage: Stage) -> None:
    stage.window.show_finished(finished_session((), "No space left on device"))
    page = stage.window.summary
    assert page.saved.text().endswith("could not be written: No space left on device")
    assert not page.open_folder.isVisible()
    stage.window.show_finished(finished_session())
    assert page.saved.text() == "The session is kept in Sidebeat."


def test_of_a_replay_nothing_is_kept_and_nothing_offered(stage: Stage) -> None:
    page = stage.window.summary
    stage.window.show_finished(replace(finished_session(), is_replay=True))
    assert page.title.text() == "Played to its end"
    assert page.saved.text() == "This was a replay: the recording stays as it was."
    offered = (page.go_on, page.activity, page.delete, page.open_folder, page.remark)
    assert not any(widget.isVisible() for widget in offered)
    assert page.done.isVisible()
    stage.window.show_finished(finished_session())
    assert page.go_on.isVisible()
    assert page.delete.isVisible()
    assert page.remark.isVisible()


def test_a_stop_by_mistake_is_taken_back(stage: Stage, page: SummaryPage) -> None:
    page.go_on.click()
    assert stage.engine.asked == [("continue_session", 7)]
    assert stage.window.live.isVisible()


def test_going_on_is_offered_for_ten_minutes(page: SummaryPage) -> None:
    assert page.go_on.isVisible()
    assert page.go_on_ends.interval() == GO_ON_FOR_MS == 600_000
    page.go_on_ends.stop()
    page.go_on_ends.timeout.emit()
    assert not page.go_on.isVisible()


def test_deleting_is_undone_with_the_same_button(stage: Stage, page: SummaryPage) -> None:
    press(page, "deleteSession")
    assert stage.engine.asked == [("discard_activity", 7)]
    assert (page.title.text(), page.delete.text()) == ("In the bin, for 30 days", "Undo delete")
    assert not page.go_on.isVisible()
    press(page, "deleteSession")
    assert stage.engine.asked[-1] == ("restore_activity", 7)
    assert (page.title.text(), page.delete.text()) == ("Well done", "Delete")
    assert page.go_on.isVisible()


def test_while_another_session_runs_nothing_goes_on_or_is_deleted(stage: Stage) -> None:
    stage.window.show_snapshot(taken(140, 60.0))
    stage.window.show_finished(finished_session())
    assert stage.window.live.isVisible()
    stage.window.show_page("summaryPage")
    assert not stage.window.summary.go_on.isVisible()
    assert not stage.window.summary.delete.isEnabled()
    stage.window.show_snapshot(taken(140, 0.0, status=LiveStatus.IDLE))
    assert stage.window.summary.go_on.isVisible()


def test_effort_and_enjoyment_take_one_tap_each(stage: Stage, page: SummaryPage) -> None:
    press(page, "rpe5")
    press(page, "enjoyment4")
    assert stage.engine.asked == [
        ("remark_activity", 7, Remark(rpe=5)),
        ("remark_activity", 7, Remark(rpe=5, enjoyment=4)),
    ]
    assert page.remark.effort_answer.text() == "Session-RPE 200 (minutes × effort)"
    press(page, "rpe5")
    assert stage.engine.asked[-1] == ("remark_activity", 7, Remark(enjoyment=4))
    assert page.remark.effort_answer.text().strip() == ""


def test_rest_is_an_effort_too(stage: Stage, page: SummaryPage) -> None:
    press(page, "rpe0")
    assert stage.engine.asked == [("remark_activity", 7, Remark(rpe=0))]


def test_notes_are_kept_when_the_athlete_goes_on(stage: Stage, page: SummaryPage) -> None:
    page.remark.notes.setFocus()
    QTest.keyClicks(page.remark.notes, "Legs heavy. 123")
    assert stage.engine.asked == []
    page.done.click()
    assert stage.engine.asked == [("remark_activity", 7, Remark("Legs heavy. 123"))]


def test_notes_are_kept_soon_after_the_last_letter(stage: Stage, page: SummaryPage) -> None:
    QTest.keyClicks(page.remark.notes, "Fan on")
    page.remark.notes._rest.timeout.emit()
    assert stage.engine.asked == [("remark_activity", 7, Remark("Fan on"))]


def test_what_was_written_goes_to_its_own_session(stage: Stage, page: SummaryPage) -> None:
    QTest.keyClicks(page.remark.notes, "mine")
    stage.window.show_finished(replace(finished_session(), activity_id=8))
    assert stage.engine.asked == [("remark_activity", 7, Remark("mine"))]
    assert page.remark.notes.toPlainText() == ""
    press(page, "enjoyment5")
    assert stage.engine.asked[-1] == ("remark_activity", 8, Remark(enjoyment=5))


def test_a_session_that_went_on_keeps_what_was_said_of_it(stage: Stage, page: SummaryPage) -> None:
    press(page, "rpe6")
    stage.window.show_finished(finished_session())
    assert page.remark.effort.buttons[6].isChecked()


def test_much_missing_heart_rate_asks_once_which_load_counts(stage: Stage) -> None:
    stage.window.show_finished(
        replace(finished_session(), activity=changed(coverage=0.912, filled_in_load=38.2))
    )
    scale = stage.window.summary.remark.which_load
    assert scale.isVisible()
    assert scale.question.text() == "Heart rate was there 91 % of the time. Which load counts?"
    assert [button.text() for button in scale.buttons] == [
        "What was measured: ≈ 35",
        "With the gaps filled in: ≈ 38",
    ]
    assert [button.isChecked() for button in scale.buttons] == [True, False]
    press(stage.window.summary, "whichLoad0")
    assert stage.engine.asked == []
    assert scale.buttons[0].isChecked()
    press(stage.window.summary, "whichLoad1")
    assert stage.engine.asked == [("remark_activity", 7, Remark(uses_filled_in_load=True))]


def test_little_missing_heart_rate_is_not_asked_about(page: SummaryPage) -> None:
    assert not page.remark.which_load.isVisible()


def test_the_keyboard_reaches_everything(stage: Stage, page: SummaryPage) -> None:
    reached: set[str] = set()
    stage.window.activateWindow()
    page.done.setFocus()
    for _ in range(60):
        focused = stage.window.focusWidget()
        assert focused is not None
        reached.add(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    names = {"goOnWithSession", "deleteSession", "openFolder", "summaryDone", "notes", "rpe0", "enjoyment1"}
    assert names <= reached


@pytest.mark.parametrize("size", [(480, 360), (640, 720), (1280, 720), (3840, 2160)])
@pytest.mark.parametrize("text_scale", [1.0, 2.0])
def test_nothing_is_cut_at_any_size(make_stage: MakeStage, size: tuple[int, int], text_scale: float) -> None:
    stage = make_stage(size, text_scale=text_scale)
    stage.window.show_finished(finished_session((Path("/somewhere/ride.fit"),)))
    page = stage.window.summary
    stage.window.grab()
    assert (stage.window.width(), stage.window.height()) == size
    for control in page.findChildren(QAbstractButton):
        if control.isVisible():
            assert control.width() >= control.minimumSizeHint().width(), control.objectName()
            parent = control.parentWidget()
            assert parent is not None
            assert parent.rect().contains(control.geometry()), control.objectName()
    corner = page.done.mapTo(stage.window, page.done.rect().bottomRight())
    assert stage.window.rect().contains(corner)


def test_the_recovery_comes_two_minutes_later_to_its_own_session(stage: Stage, page: SummaryPage) -> None:
    assert not page.recovery.isVisible()
    bridge = stage.bridge
    bridge.recovery_measured.emit(RecoveryMeasured(6, HeartRateRecovery(150.0, 20.0, 40.0)))
    assert not page.recovery.isVisible()
    bridge.recovery_measured.emit(RecoveryMeasured(7, HeartRateRecovery(150.0, 31.6, 52.2)))
    assert page.recovery.text() == "Heart-rate recovery: 32 bpm in one minute, 52 in two."
    stage.window.show_finished(replace(finished_session(), activity_id=8))
    assert not page.recovery.isVisible()
    bridge.recovery_measured.emit(RecoveryMeasured(8, HeartRateRecovery(150.0, 31.6, None)))
    assert page.recovery.text() == "Heart-rate recovery: 32 bpm in the first minute."
    bridge.recovery_measured.emit(RecoveryMeasured(8, HeartRateRecovery(150.0, -4.0, 3.0)))
    assert not page.recovery.isVisible()


@pytest.mark.parametrize("text_scale", [1.0, 2.0])
def test_the_zones_rows_are_as_high_as_their_words(make_stage: MakeStage, text_scale: float) -> None:
    stage = make_stage((640, 720), text_scale=text_scale)
    stage.window.show_finished(finished_session())
    zones = stage.window.summary.zones
    line_px = QFontMetrics(stage.theme.font(TextSize.BODY)).height()
    assert zones.height() >= 6 * line_px


def test_the_ride_is_drawn_from_edge_to_edge(page: SummaryPage) -> None:
    page.trace.grab()
    frame = page.trace.trace.frame
    assert frame is not None
    assert (frame.start_s, frame.end_s) == (0.0, 2399.0)


def test_a_session_without_heart_rate_has_no_picture(stage: Stage) -> None:
    finished = finished_session()
    stage.window.show_finished(replace(finished, activity=replace(finished.activity, samples=())))
    assert stage.window.summary.trace.isHidden()


def test_a_try_of_a_minute_is_not_praised(stage: Stage) -> None:
    stage.window.show_finished(replace(finished_session(), activity=changed(timer_s=79.0, counted_s=60.0)))
    page = stage.window.summary
    assert page.title.text() == "Session saved"
    assert "minutes in zone" not in page.words.text()


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ({"target_load": 40.0}, "Target: load ≈ 35 of 40."),
        ({"target_load": 30.0}, "Target reached: load ≈ 35 of 30."),
        ({"target_zone": 2, "target_zone_minutes": 40.0}, "Target: 25 of 40 minutes in zone 2."),
        ({"target_zone": 2, "target_zone_minutes": 25.0}, "Target reached: 25 of 25 minutes in zone 2."),
        ({"target_zone": 2}, ""),
        ({}, ""),
    ],
)
def test_the_target_is_judged(stage: Stage, target: dict[str, Any], words: str) -> None:
    stage.window.show_finished(replace(finished_session(), setup=replace(setup(), **target)))
    assert stage.window.summary.verdict.text() == words
    assert stage.window.summary.verdict.isVisible() == bool(words)


def test_a_session_without_heart_rate_asks_how_hard_it_was(stage: Stage) -> None:
    nothing = changed(coverage=0.0, counted_s=0.0, training_load=0.0, filled_in_load=0.0)
    stage.window.show_finished(replace(finished_session(), activity=nothing))
    assert stage.window.summary.words.text().startswith("No heart rate came in 40:00.")
    assert not stage.window.summary.remark.which_load.isVisible()


def test_two_loads_that_read_alike_are_no_question(stage: Stage) -> None:
    short = changed(coverage=0.92, training_load=0.3, filled_in_load=0.4, timer_s=30.0, counted_s=27.0)
    stage.window.show_finished(replace(finished_session(), activity=short))
    assert not stage.window.summary.remark.which_load.isVisible()
    assert "there 92 % of the time" in stage.window.summary.words.text()
