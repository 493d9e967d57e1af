"""Who shows each beat is told no snapshot of the seconds between two of them, and nothing less."""

import asyncio

from app.domain.snapshot import AlertKind, LiveStatus
from app.engine.events import SnapshotTaken
from tests.engine.fakes import Play, Stage, act


def act_by_beats(play: Play) -> Stage:
    """With a listener that wants no snapshot of each second."""
    return act(play, tells_each_second=False)


def ticks_s(stage: Stage) -> list[float]:
    """The session seconds of what was told without a beat."""
    return [taken.snapshot.elapsed_s for taken in stage.all(SnapshotTaken) if taken.arrival_us is None]


async def ten_beats(stage: Stage) -> None:
    stage.engine.start_session(stage.setup)
    await asyncio.sleep(0.5)  # the beats fall between the seconds
    await stage.beats(*range(120, 130))


def test_between_two_beats_no_second_is_told() -> None:
    by_beats, by_seconds = act_by_beats(ten_beats), act(ten_beats)
    assert ticks_s(by_beats) == [1.0, by_beats.finished_live[0].snapshot.elapsed_s]
    assert ticks_s(by_seconds)[:10] == [float(second) for second in range(1, 11)]
    assert by_beats.finished_live == by_seconds.finished_live


def test_where_beats_stay_away_each_second_is_told() -> None:
    async def play(stage: Stage) -> None:
        await ten_beats(stage)
        told = len(stage.told)
        await asyncio.sleep(4.0)
        silent = [event.snapshot for event in stage.told[told:] if isinstance(event, SnapshotTaken)]
        assert [snapshot.elapsed_s for snapshot in silent] == [12.0, 13.0, 14.0]
        await asyncio.sleep(1.01)
        assert stage.snapshot.snapshot.bpm is None

    act_by_beats(play)


def test_a_press_between_two_beats_is_shown_at_once() -> None:
    async def play(stage: Stage) -> None:
        await ten_beats(stage)
        told = len(stage.told)
        stage.engine.pause()
        stage.engine.resume()
        stage.engine.lap()
        shown = [event.snapshot for event in stage.told[told:] if isinstance(event, SnapshotTaken)]
        assert [(snapshot.status, snapshot.lap_number) for snapshot in shown] == [
            *((LiveStatus.PAUSED, 1), (LiveStatus.RUNNING, 1), (LiveStatus.RUNNING, 2))
        ]

    act_by_beats(play)


def test_an_alert_of_a_second_without_a_snapshot_is_told() -> None:
    async def play(stage: Stage) -> None:
        await stage.beats(*[150] * 200)

    by_beats, by_seconds = act_by_beats(play), act(play)
    assert AlertKind.NOT_STARTED_BUT_WORKING in {alert.kind for alert in by_beats.alerts()}
    assert by_beats.alerts() == by_seconds.alerts()
