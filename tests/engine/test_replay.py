"""The promise of the house: live, replayed or played again, the same records give the same numbers."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.activity import Activity
from app.domain.cuts import Cut, cuts_detail
from app.domain.recording import EventKind, Notification, RecordedEvent
from app.domain.sensors import ConnectionChanged
from app.domain.snapshot import Alert, Lap, LiveStatus
from app.engine.events import SessionEventsHappened, SessionFinished, SessionStarted, SnapshotTaken
from app.engine.feed import records_of
from app.engine.paced_loop import PacedLoop
from app.engine.replay import raw_recording, replay
from app.engine.replay_engine import ReplayEngine
from app.sources.translation import translate
from tests import virtual_time
from tests.domain.sessions import STRAP, WATCH, setup_for
from tests.engine.fakes import UTC_US, MemoryRecorder, Stage, act

Step = Callable[[Stage], Awaitable[None]]

WORKING = setup_for(target_load=2.0, target_zone=3, ceiling_bpm=170)


# Steps of a session, each by itself plausible


def _ride(seconds: int, bpm: int, sensor: str = STRAP) -> Step:
    async def step(stage: Stage) -> None:
        await stage.beats(*[bpm] * seconds, sensor=sensor)

    return step


def _silence(seconds: float) -> Step:
    async def step(stage: Stage) -> None:
        await asyncio.sleep(seconds)

    return step


def _press(button: str) -> Step:
    async def step(stage: Stage) -> None:
        getattr(stage.engine, button)()

    return step


def _link(state: str) -> Step:
    async def step(stage: Stage) -> None:
        stage.link(state)

    return step


def _send(payload: bytes, characteristic: str) -> Step:
    async def step(stage: Stage) -> None:
        stage.send(payload, characteristic)

    return step


STEPS = st.one_of(
    st.builds(_ride, st.integers(1, 40), st.integers(28, 245), st.sampled_from([STRAP, STRAP, WATCH])),
    st.builds(_silence, st.floats(0.0, 40.0)),
    st.builds(_press, st.sampled_from(["pause", "resume", "lap"])),
    st.builds(_link, st.sampled_from(["scanning", "connecting", "live", "silent", "disconnecting"])),
    st.builds(_send, st.binary(max_size=8), st.sampled_from(["2a37", "2a37", "2a19", "2a38"])),
)


def live_session(before: list[Step], steps: list[Step], duration_s: float | None = None) -> Stage:
    async def play(stage: Stage) -> None:
        for step in before:
            await step(stage)
        stage.engine.start_session(WORKING, duration_s=duration_s)
        for step in steps:
            await step(stage)
        stage.engine.stop_session()

    return act(play)


def assert_live_is_replayed(stage: Stage) -> None:
    """Summary, laps, samples, pauses and alerts as they ran live, and as the recording gives them."""
    (live,) = stage.finished_live
    activity = stage.finished.activity
    assert activity == replay(stage.recorder.load_recording(1), translate)
    assert activity.summary == live.summary
    assert (activity.laps, activity.samples, activity.pauses) == (live.laps, live.samples, live.pauses)
    assert activity.alerts == live.alerts
    assert activity.laps[: len(stage.happened(Lap))] == tuple(stage.happened(Lap))
    assert live.snapshot.training_load == activity.summary.training_load
    assert live.snapshot.time_in_zone == activity.summary.time_in_zone


@settings(max_examples=40)
@given(st.lists(STEPS, max_size=4), st.lists(STEPS, max_size=12))
def test_whatever_happens_replaying_the_recording_gives_what_ran_live(
    before: list[Step], steps: list[Step]
) -> None:
    assert_live_is_replayed(live_session(before, steps))


@settings(max_examples=20)
@given(st.lists(STEPS, max_size=10), st.floats(0.5, 200.0))
def test_the_same_holds_for_a_session_that_ends_by_itself(steps: list[Step], duration_s: float) -> None:
    stage = live_session([], steps, duration_s)
    assert_live_is_replayed(stage)
    assert stage.finished.activity.summary.elapsed_s <= round(duration_s * 1e6) / 1e6


def test_an_hour_of_intervals_replays_to_the_same_numbers() -> None:
    intervals = [step for _ in range(12) for step in (_ride(180, 172), _press("lap"), _ride(120, 128))]
    stage = live_session([], intervals)
    assert_live_is_replayed(stage)
    assert stage.finished.activity.summary.training_load > 50.0


# At any speed


def at_speed(speed: float) -> Callable[[], asyncio.AbstractEventLoop]:
    return lambda: PacedLoop(speed)


async def _some_session(stage: Stage) -> None:
    await stage.beats(100, 101)
    stage.engine.start_session(WORKING, duration_s=95.0)
    await stage.beats(*range(120, 150))
    stage.engine.lap()
    await asyncio.sleep(7.3)
    stage.engine.pause()
    await stage.beats(130, 131, 132)
    stage.engine.resume()
    stage.link("live")
    await stage.beats(*range(150, 180))
    stage.send(b"\x01", "2a37")
    stage.link("disconnecting")
    await asyncio.sleep(30.0)


@pytest.mark.parametrize("speed", [1_000.0, 1e5])
def test_a_paced_session_is_the_one_in_virtual_time(speed: float) -> None:
    paced, virtual = act(_some_session, at_speed(speed)), act(_some_session)
    assert paced.finished == virtual.finished
    assert paced.recorder.records == virtual.recorder.records
    assert paced.alerts() == virtual.alerts()


def test_a_paced_session_at_its_true_speed_is_that_session_too() -> None:
    async def play(stage: Stage) -> None:
        stage.engine.start_session(stage.setup, duration_s=0.4)
        for bpm in (140, 141, 142):
            stage.beat(bpm)
            await asyncio.sleep(0.15)
        await asyncio.sleep(0.8)

    paced, virtual = act(play, at_speed(1.0)), act(play)
    assert paced.finished == virtual.finished


# ReplayEngine


def told_by_replay(
    stage: Stage, loop_factory: Callable[[], asyncio.AbstractEventLoop], stop_after_s: float | None = None
) -> list[object]:
    told: list[object] = []

    async def playing() -> None:
        engine = ReplayEngine(stage.recorder.load_recording(1), translate, told.append)
        if stop_after_s is not None:
            asyncio.get_running_loop().call_later(stop_after_s, engine.stop_session)
        await engine.run()

    with asyncio.Runner(loop_factory=loop_factory) as runner:
        runner.run(playing())
    return told


def events_of(told: list[object]) -> tuple[Alert | Lap, ...]:
    return tuple(event for each in told if isinstance(each, SessionEventsHappened) for event in each.events)


def assert_replay_tells(told: list[object], activity: Activity) -> None:
    events = events_of(told)
    assert tuple(event for event in events if isinstance(event, Alert)) == activity.alerts
    laps = tuple(event for event in events if isinstance(event, Lap))
    assert laps == activity.laps[: len(laps)]
    assert len(activity.laps) - len(laps) <= 1  # the last one is closed by the end
    last = [each for each in told if isinstance(each, SnapshotTaken)][-1].snapshot
    assert last.status is LiveStatus.FINISHED
    summary = activity.summary
    assert (last.elapsed_s, last.timer_s) == (summary.elapsed_s, summary.timer_s)
    assert (last.training_load, last.counted_s) == (summary.training_load, summary.counted_s)
    assert (last.average_bpm, last.max_bpm) == (summary.average_bpm, summary.max_bpm)
    assert last.time_in_zone == summary.time_in_zone
    assert isinstance(told[-1], SessionFinished)
    assert told[-1].activity == activity


@settings(max_examples=20)
@given(st.lists(STEPS, max_size=8))
def test_a_recording_played_again_tells_what_the_session_told(steps: list[Step]) -> None:
    stage = live_session([], steps)
    assert_replay_tells(told_by_replay(stage, virtual_time.VirtualTimeLoop), stage.finished.activity)


@pytest.mark.parametrize("speed", [2_000.0, 1e5])
def test_it_tells_the_same_at_any_speed(speed: float) -> None:
    stage = act(_some_session)
    paced = told_by_replay(stage, at_speed(speed))
    assert paced == told_by_replay(stage, virtual_time.VirtualTimeLoop)
    assert_replay_tells(paced, stage.finished.activity)


def test_it_takes_as_long_as_the_session_took() -> None:
    stage = act(_some_session)

    async def playing() -> float:
        engine = ReplayEngine(stage.recorder.load_recording(1), translate, lambda _: None)
        await engine.run()
        return asyncio.get_running_loop().time()

    assert virtual_time.run(playing()) == pytest.approx(95.0, abs=1e-3)


def test_it_begins_with_the_session_s_own_start() -> None:
    stage = act(_some_session)
    first, *_ = told_by_replay(stage, virtual_time.VirtualTimeLoop)
    assert first == SessionStarted(1, stage.started.started_at, is_replay=True)


def test_it_shows_one_snapshot_a_second_and_one_a_notification() -> None:
    stage = act(_some_session)
    snapshots = [
        each
        for each in told_by_replay(stage, virtual_time.VirtualTimeLoop)
        if isinstance(each, SnapshotTaken)
    ]
    ticks = [each.snapshot.elapsed_s for each in snapshots if each.arrival_us is None]
    assert ticks[:95] == [float(second) for second in range(1, 96)]
    assert len([each for each in snapshots if each.arrival_us is not None]) == 64


def test_it_tells_the_link_as_it_was() -> None:
    stage = act(_some_session)
    told = told_by_replay(stage, virtual_time.VirtualTimeLoop)
    changes = [each for each in told if isinstance(each, ConnectionChanged)]
    assert [(change.sensor, change.state) for change in changes] == [
        (STRAP, "live"),
        (STRAP, "disconnecting"),
    ]
    assert [each for each in told if isinstance(each, SnapshotTaken)][-1].sensor_state == "disconnecting"


def test_of_two_sensors_it_shows_the_state_and_the_battery_that_were_shown_live() -> None:
    async def play(stage: Stage) -> None:
        stage.engine.start_session(stage.setup)
        stage.send(bytes([20]), "2a19", WATCH)
        stage.link("live")
        stage.send(bytes([80]), "2a19")
        await stage.beats(140, 141, 142)
        stage.engine.connection_changed(ConnectionChanged(WATCH, "Watch", "waiting", is_primary=False))
        await stage.beats(143, 144)
        stage.engine.stop_session()

    stage = act(play)
    for told in (stage.told, told_by_replay(stage, virtual_time.VirtualTimeLoop)):
        shown = [each for each in told if isinstance(each, SnapshotTaken) and each.snapshot.elapsed_s > 1.0]
        assert {(each.sensor_state, each.battery_percent) for each in shown} == {("live", 80)}


def test_it_can_be_stopped_early() -> None:
    stage = act(_some_session)
    told = told_by_replay(stage, virtual_time.VirtualTimeLoop, stop_after_s=20.2)
    snapshots = [each for each in told if isinstance(each, SnapshotTaken)]
    assert 20.0 <= snapshots[-1].snapshot.elapsed_s <= 21.0
    assert isinstance(told[-1], SessionFinished)


def test_its_other_orders_change_nothing() -> None:
    stage = act(_some_session)
    told: list[object] = []

    async def playing() -> None:
        engine = ReplayEngine(stage.recorder.load_recording(1), translate, told.append)
        for order in (engine.pause, engine.resume, engine.lap, engine.scan, engine.retry_now):
            order()
        engine.select_sensor(WATCH)
        engine.use_setup(setup_for())
        engine.start_session(setup_for())
        await engine.run()

    virtual_time.run(playing())
    assert told == told_by_replay(stage, virtual_time.VirtualTimeLoop)


# Recordings


def test_an_interrupted_recording_ends_at_its_last_record() -> None:
    recorder = MemoryRecorder()
    activity_id = recorder.begin_session(UTC_US, UTC_US, 0, WORKING.to_json())
    for second in range(61):
        at_us = UTC_US + second * 1_000_000
        recorder.record_notification(Notification(at_us, at_us, STRAP, "2a37", bytes((0, 150))))
    activity = replay(recorder.load_recording(activity_id), translate)
    assert activity.summary.elapsed_s == 60.0
    assert len(activity.samples) == 61


def test_records_outside_the_session_are_no_part_of_it() -> None:
    stage = live_session([_ride(3, 100)], [_ride(5, 140)])
    recording = stage.recorder.load_recording(1)
    end_us = recording.stopped_at_us or 0
    late = Notification(end_us + 1, 0, STRAP, "2a37", bytes((0, 90)))
    longer = replace(recording, notifications=(*recording.notifications, late))
    assert replay(longer, translate) == replay(recording, translate)
    assert late not in list(records_of(longer))


def test_at_one_instant_events_come_before_notifications() -> None:
    stage = live_session([], [_ride(2, 140)])
    recording = stage.recorder.load_recording(1)
    at_us = recording.notifications[0].at_us
    pause = RecordedEvent(at_us, at_us, EventKind.PAUSE, 1)
    events = tuple(sorted((*recording.events, pause), key=lambda event: event.at_us))
    records = list(records_of(replace(recording, events=events)))
    assert records.index(pause) < records.index(recording.notifications[0])


def raw(*places_s: float) -> tuple[Notification, ...]:
    return tuple(
        Notification(round(place_s * 1e6), UTC_US + round(place_s * 1e6), STRAP, "2a37", bytes((0, 150)))
        for place_s in places_s
    )


def test_bare_notifications_make_a_recording_from_the_session_s_start_to_the_last() -> None:
    recording = raw_recording(raw(0.5, 1.5, 2.5), WORKING)
    assert (recording.started_at_us, recording.stopped_at_us) == (0, 2_500_000)
    assert recording.started_utc_us == UTC_US
    activity = replay(recording, translate)
    assert [sample.elapsed_s for sample in activity.samples] == [0.5, 1.5, 2.5]
    assert activity.summary.elapsed_s == 2.5


def test_bare_notifications_in_disorder_are_put_in_order() -> None:
    assert raw_recording(raw(2.5, 0.5, 1.5), WORKING) == raw_recording(raw(0.5, 1.5, 2.5), WORKING)


def test_bare_notifications_from_before_the_start_are_left_out() -> None:
    activity = replay(raw_recording(raw(-3.0, -1.0, 1.0), WORKING), translate)
    assert [sample.elapsed_s for sample in activity.samples] == [1.0]


def test_the_same_bytes_give_the_session_s_numbers_without_its_events() -> None:
    """What `export --format raw` and `replay FILE` do between them, for a session without buttons pressed."""
    stage = live_session([], [_ride(30, 140), _silence(20.0), _ride(30, 160)])
    recording = stage.recorder.load_recording(1)
    shifted = tuple(
        replace(each, at_us=each.at_us - recording.started_at_us) for each in recording.notifications
    )
    again = replay(raw_recording(shifted, WORKING), translate)
    assert again.samples == stage.finished.activity.samples
    assert again.summary.training_load == stage.finished.activity.summary.training_load


def test_a_cut_laid_over_a_recording_takes_its_readings_out_and_nothing_else() -> None:
    stage = live_session([], [_ride(120, 140)])
    recording = stage.recorder.load_recording(1)
    stopped_us = recording.stopped_at_us or 0
    amended = RecordedEvent(
        stopped_us + 5, UTC_US, EventKind.AMENDED, recording.activity_id, cuts_detail([Cut(30.0, 60.0)])
    )
    whole = replay(recording, translate)
    cut = replay(replace(recording, events=(*recording.events, amended)), translate)
    assert not any(30.0 <= each.elapsed_s < 60.0 for each in cut.samples)
    assert [each for each in whole.samples if not 30.0 <= each.elapsed_s < 60.0] == list(cut.samples)
    assert cut.cuts == (Cut(30.0, 60.0),)
    assert cut.summary.elapsed_s == whole.summary.elapsed_s
    assert cut.summary.gap_s == pytest.approx(31.0, abs=1.0)
    assert cut.summary.training_load < whole.summary.training_load
