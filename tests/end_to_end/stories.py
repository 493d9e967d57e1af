"""Stories: anything that can happen to a session, one thing after another, and what must hold of them all."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from app.domain.activity import Activity
from app.domain.recording import SessionStatus
from app.domain.settings import RememberedSensor
from app.engine.events import InterruptedSessionFound
from app.storage.history import History
from ble.simulated_strap import Faults
from ble.transport import LinkFailure
from tests.end_to_end.whole_sessions import (
    FALLBACK,
    SETUP,
    Ending,
    Stage,
    kept_notifications,
    play,
    replayed,
    told_by_fallback,
)

Story = list[tuple[float, str, float]]
"""Seconds to wait, what happens then, and a number from 0 to 1 for it to choose by."""

Happening = Callable[[Stage, float], None]
"""What happens, given a number from 0 to 1 to choose by."""


def past_us(stage: Stage, choice: float) -> int:
    """Some moment of the last ten minutes."""
    return stage.recorder.clock.now_us() - round(choice * 600e6)


def newest_activity(stage: Stage) -> int | None:
    finished = stage.finished()
    return finished[-1].activity_id if finished else None


def continue_newest(stage: Stage, _choice: float) -> None:
    activity_id = newest_activity(stage)
    if activity_id is not None:
        stage.engine.continue_session(activity_id)


def use_fallbacks(stage: Stage, *sensors: RememberedSensor) -> None:
    stage.fallbacks = sensors  # for the next life too
    stage.engine.use_fallbacks(sensors)


def answer_interrupted(stage: Stage, answer: Callable[[int], None]) -> None:
    """To the newest that a start told of; each is asked about once."""
    found = [event for event in stage.told if isinstance(event, InterruptedSessionFound)]
    if len(found) > stage.answered:
        stage.answered = len(found)
        answer(found[-1].activity_id)


def continue_interrupted(stage: Stage, _choice: float) -> None:
    answer_interrupted(stage, stage.engine.continue_session)


def finish_interrupted(stage: Stage, _choice: float) -> None:
    answer_interrupted(stage, stage.engine.finish_interrupted)


COMMANDS: dict[str, Happening] = {
    "start": lambda stage, _: stage.engine.start_session(SETUP),
    "start in the past": lambda stage, choice: stage.engine.start_session(
        SETUP, at_us=past_us(stage, choice)
    ),
    "start at a reading": lambda stage, _: stage.engine.start_session(SETUP, at_first_reading=True),
    "start for a while": lambda stage, choice: stage.engine.start_session(SETUP, duration_s=choice * 300),
    "pause": lambda stage, _: stage.engine.pause(),
    "resume": lambda stage, _: stage.engine.resume(),
    "resume in the past": lambda stage, choice: stage.engine.resume(past_us(stage, choice)),
    "lap": lambda stage, _: stage.engine.lap(),
    "stop": lambda stage, _: stage.engine.stop_session(),
    "stop in the past": lambda stage, choice: stage.engine.stop_session(past_us(stage, choice)),
    "continue": continue_newest,
    "continue the interrupted": continue_interrupted,
    "finish the interrupted": finish_interrupted,
    "retry": lambda stage, _: stage.engine.retry_now(),
    "two sensors": lambda stage, _: use_fallbacks(stage, FALLBACK),
    "one sensor": lambda stage, _: use_fallbacks(stage),
}
FAULTS: dict[str, Happening] = {
    "drop": lambda stage, _: stage.strap.drop(),
    "lose": lambda stage, _: stage.strap.lose(),
    "appear": lambda stage, _: stage.strap.appear(),
    "burst": lambda stage, choice: stage.strap.burst(round(choice * 20)),
    "doubled": lambda stage, choice: setattr(stage.strap.faults, "doubled", choice < 0.5),
    "nonsense": lambda stage, choice: setattr(stage.strap.faults, "nonsense", choice < 0.5),
    "contact": lambda stage, choice: setattr(stage.strap.faults, "contact_lost", choice < 0.5),
    "silence": lambda stage, choice: setattr(stage.strap.faults, "silent", choice < 0.5),
    "hung": lambda stage, choice: setattr(stage.strap.faults, "hangs_on_disconnect", choice < 0.5),
    "refused": lambda stage, choice: setattr(stage.strap.faults, "refused_connections", round(choice * 3)),
    "undiscovered": lambda stage, choice: setattr(
        stage.strap.faults, "failing_discoveries", round(choice * 3)
    ),
    "unsubscribed": lambda stage, choice: setattr(
        stage.strap.faults, "failing_subscriptions", round(choice * 3)
    ),
    "second drop": lambda stage, _: stage.second.drop(),
    "second lose": lambda stage, _: stage.second.lose(),
    "second appear": lambda stage, _: stage.second.appear(),
    "second silence": lambda stage, choice: setattr(stage.second.faults, "silent", choice < 0.5),
    "battery": lambda stage, choice: stage.strap.set_battery(1 + round(choice * 99)),
    "adapter off": lambda stage, _: stage.radio.fail(LinkFailure.ADAPTER_OFF),
    "adapter on": lambda stage, _: stage.radio.recover(),
    "asleep": lambda stage, choice: setattr(
        stage.clocks, "slept_us", stage.clocks.slept_us + round(choice * 1200e6)
    ),
    "clock set": lambda stage, choice: setattr(stage.clocks, "set_by_us", round((choice - 0.5) * 7200e6)),
}
HAPPENINGS = {**COMMANDS, **FAULTS}
KILLED = "killed"


def told(story: Story, home: Path) -> Stage:
    """Plays a story; in the end all faults are mended and the strap is heard once more."""

    async def acts(stage: Stage) -> None:
        await asyncio.sleep(6.0)
        for wait_s, name, choice in story:
            await asyncio.sleep(wait_s)
            if name == KILLED:
                await stage.end_life(killed=True)
                await stage.begin_life()
            else:
                HAPPENINGS[name](stage, choice)
        stage.strap.faults = stage.second.faults = Faults()
        stage.radio.recover()
        await asyncio.sleep(5.0)

    return play(home, acts)


def assert_sums(activity: Activity) -> None:
    summary = activity.summary
    paused_s = sum(pause.end_s - pause.start_s for pause in activity.pauses)
    assert summary.timer_s + paused_s == pytest.approx(summary.elapsed_s, rel=1e-9, abs=1e-6)
    assert summary.counted_s + summary.gap_s == pytest.approx(summary.timer_s, rel=1e-9, abs=1e-6)
    in_zones_s = sum(zone.seconds for zone in summary.time_in_zone)
    assert in_zones_s == pytest.approx(summary.counted_s, rel=1e-9, abs=1e-6)
    assert sum(lap.timer_s for lap in activity.laps) == pytest.approx(summary.timer_s, rel=1e-9, abs=1e-6)
    assert sum(lap.training_load for lap in activity.laps) == pytest.approx(
        summary.training_load, rel=1e-9, abs=1e-6
    )


def assert_provenance(activity: Activity) -> None:
    """Every accepted reading bears the name of the sensor that told it."""
    for sample in activity.samples:
        assert sample.bpm is not None
        assert told_by_fallback(sample.bpm) == (sample.source == FALLBACK.address)


def assert_story(stage: Stage) -> None:
    assert kept_notifications(stage) == stage.arrived
    told_last = {finished.activity_id: finished.activity for finished in stage.finished()}
    for row in History(stage.folders).activities():
        activity = replayed(stage, row.activity_id)
        assert_sums(activity)
        assert_provenance(activity)
        assert row.status is SessionStatus.FINISHED or row.activity_id in stage.killed
        if row.status is SessionStatus.FINISHED:
            computed = Ending.of_activity(activity)
            assert Ending.of_activity(told_last[row.activity_id]) == computed
            assert stage.endings.get(row.activity_id, computed) == computed


def random_story(chance: Random) -> Story:
    """Up to forty happenings, half of them commands; now and then the process is killed."""
    return [
        (
            chance.choice([0.0, 1.0, 5.0, 15.0, chance.uniform(0.0, 60.0)]),
            _random_name(chance),
            chance.random(),
        )
        for _ in range(chance.randint(1, 40))
    ]


def _random_name(chance: Random) -> str:
    kind = chance.random()
    if kind < 0.5:
        return chance.choice(sorted(COMMANDS))
    return chance.choice(sorted(FAULTS)) if kind < 0.96 else chance.choice([KILLED, "start"])
