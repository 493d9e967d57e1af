"""A session for people, and as JSON Lines, event by event."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.cli.session_json import JsonView
from app.cli.session_lines import LineView, LiveView, finished_sentences, snapshot_line
from app.domain.sensors import ConnectionChanged
from app.domain.snapshot import Alert, AlertKind, Lap, LiveSnapshot, LiveStatus
from app.engine.events import SessionEventsHappened, SessionStarted, SnapshotTaken, StorageTrouble
from tests.ui.fakes import finished_session, snapshot

STARTED = SessionStarted(7, datetime(2026, 11, 22, 18, 4, tzinfo=UTC))
LOST = ConnectionChanged("A0", "Polar H10", "waiting", 3, 3.8, "link_lost")
LAP = Lap(2, 60.0, 120.0, 58.0, 1.5, 141.0, 150)
ABOVE = Alert(65.0, AlertKind.ABOVE, 165, 152)


def tick(elapsed_s: float, bpm: int | None = 142, **changes: object) -> SnapshotTaken:
    return SnapshotTaken(snapshot(bpm, elapsed_s, training_load=9.34, **changes), sensor_state="live")


def told(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


# JSON


def test_a_second_has_one_snapshot_and_it_is_the_tick_s(capsys: pytest.CaptureFixture[str]) -> None:
    view = JsonView()
    for event in (replace(tick(4.9), arrival_us=1), tick(5.0), tick(5.4), replace(tick(5.9), arrival_us=2)):
        view.show(event)
    view.show(tick(6.0))
    assert [each["elapsed_s"] for each in told(capsys)] == [5.0, 6.0]


def test_what_is_idle_or_over_has_no_snapshot(capsys: pytest.CaptureFixture[str]) -> None:
    for status in (LiveStatus.IDLE, LiveStatus.FINISHED):
        JsonView().show(tick(5.0, status=status))
    assert told(capsys) == []


def test_a_pause_has_snapshots(capsys: pytest.CaptureFixture[str]) -> None:
    JsonView().show(tick(5.0, status=LiveStatus.PAUSED))
    assert len(told(capsys)) == 1


def test_what_is_unknown_is_null(capsys: pytest.CaptureFixture[str]) -> None:
    JsonView().show(SnapshotTaken(LiveSnapshot(status=LiveStatus.RUNNING, elapsed_s=1.0)))
    (line,) = told(capsys)
    unknown = {key for key, value in line.items() if value is None}
    assert unknown >= {"bpm", "zone", "zone_name", "average_bpm", "max_bpm", "coverage", "battery_percent"}


def test_each_event_is_a_line_with_its_keys(capsys: pytest.CaptureFixture[str]) -> None:
    view = JsonView()
    for event in (STARTED, LOST, SessionEventsHappened((ABOVE, LAP)), finished_session((Path("/x/a.fit"),))):
        view.show(event)
    started, connection, alert, lap, finished = told(capsys)
    assert started == {
        "event": "session_started",
        "activity_id": 7,
        "started_at": "2026-11-22T18:04:00+00:00",
    }
    assert connection == {
        "event": "connection",
        "sensor": "A0",
        "state": "waiting",
        "attempt": 3,
        "retry_in_s": 3.8,
        "reason": "link_lost",
    }
    assert (alert["event"], alert["kind"], alert["bpm"], alert["limit_bpm"]) == ("alert", "above", 165, 152)
    assert (lap["event"], lap["lap"], lap["timer_s"], lap["training_load"]) == ("lap", 2, 58.0, 1.5)
    assert finished["event"] == "session_finished"
    assert finished["files"] == ["/x/a.fit"]


def test_trouble_is_told_beside_the_json(capsys: pytest.CaptureFixture[str]) -> None:
    JsonView().show(StorageTrouble("disk_full"))
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("The disk is full.")


# Lines


def test_a_plain_line_holds_time_rate_zone_and_load() -> None:
    assert snapshot_line(tick(725.0).snapshot) == "12:05   142   zone 2 Aerobic endurance   load 9.3"
    assert snapshot_line(tick(3725.0, load_is_estimated=True).snapshot).endswith("load ≈ 9.3")
    assert snapshot_line(tick(3725.0).snapshot).startswith("1:02:05   142   ")


def test_a_stale_number_is_no_number() -> None:
    assert snapshot_line(tick(5.0, None).snapshot) == "00:05    ––   ––   load 9.3"


def test_a_pause_is_said() -> None:
    assert snapshot_line(tick(5.0, status=LiveStatus.PAUSED).snapshot).endswith("   paused")


def test_the_lines_are_one_a_second_and_news_go_beside_them(capsys: pytest.CaptureFixture[str]) -> None:
    view = LineView()
    for event in (STARTED, tick(1.0), replace(tick(1.5), arrival_us=3), LOST, tick(2.0), finished_session()):
        view.show(event)
    said = capsys.readouterr()
    assert [line[:5] for line in said.out.splitlines()] == ["00:01", "00:02"]
    assert said.err.splitlines()[:2] == [
        "Recording since 18:04:00. Ctrl-C finishes and keeps the session.",
        "Polar H10: waiting before the next try, 3rd try, next in 4 s: the connection broke",
    ]


def test_a_live_view_writes_over_its_line_and_puts_news_above(capsys: pytest.CaptureFixture[str]) -> None:
    view = LiveView()
    for event in (STARTED, tick(1.0), tick(1.4), SessionEventsHappened((ABOVE,))):
        view.show(event)
    out = capsys.readouterr().out
    assert out.count("\n") == 2  # the news; the live line itself stays
    assert out.count("\r\x1b[2K") == 4
    assert "Too high: 165, ease off to below 152\n" in out


def test_the_end_says_what_it_came_to_and_where_it_is() -> None:
    said = finished_sentences(finished_session((Path("/x/a.fit"),)))
    assert said[0] == "Done: 40:00, Training Load ≈ 34.7, average 141, max 171 (activity 7)."
    assert said[-1] == "Written: /x/a.fit"


def test_a_file_that_could_not_be_written_can_be_tried_again() -> None:
    *_, last = finished_sentences(finished_session(problem="No space left on device"))
    assert "No space left on device" in last
    assert last.endswith("sidebeat export 7")


def test_an_end_without_a_heart_rate_says_so() -> None:
    event = finished_session()
    summary = replace(event.activity.summary, average_bpm=None, max_bpm=None)
    without = replace(event, activity=replace(event.activity, summary=summary))
    assert "no heart rate" in finished_sentences(without)[0]
