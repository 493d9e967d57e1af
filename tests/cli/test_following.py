"""Following a session in the terminal: to its end, to a signal, and through the engine's mistakes."""

import queue
import signal

import pytest

from app.cli.failure import CannotError
from app.cli.record import Events, Interrupt, follow
from app.domain.snapshot import LiveSnapshot, LiveStatus
from app.engine.events import ConnectionChanged, EngineEvent, EngineFailed, SessionStarted, SnapshotTaken
from tests.ui.fakes import finished_session

BEGUN = SessionStarted(7, finished_session().activity.started_at)
OVER = SnapshotTaken(LiveSnapshot(status=LiveStatus.FINISHED))
IDLE = SnapshotTaken(LiveSnapshot())
ONE_SLIPPED = EngineFailed("a callback failed")
ENGINE_GONE = EngineFailed("ZeroDivisionError", has_ended=True)


class NotingView:
    def __init__(self) -> None:
        self.shown: list[EngineEvent] = []

    def show(self, event: EngineEvent) -> None:
        self.shown.append(event)


def queued(*told: EngineEvent) -> Events:
    events: Events = queue.SimpleQueue()
    for event in told:
        events.put(event)
    return events


def test_every_event_is_shown_up_to_the_session_s_end() -> None:
    view, finished = NotingView(), finished_session()
    assert follow(queued(BEGUN, OVER, finished, BEGUN), view, Interrupt()) == finished
    assert view.shown == [BEGUN, OVER, finished]


def test_a_slip_in_the_engine_is_told_and_the_session_goes_on(capsys: pytest.CaptureFixture[str]) -> None:
    finished = finished_session()
    assert follow(queued(BEGUN, ONE_SLIPPED, finished), NotingView(), Interrupt()) == finished
    assert "What was recorded so far is safe." in capsys.readouterr().err


@pytest.mark.parametrize(
    "told",
    [(ONE_SLIPPED,), (ENGINE_GONE,), (BEGUN, ENGINE_GONE), (BEGUN, OVER, ONE_SLIPPED)],
    ids=["before it began", "gone before", "gone within", "while it was finished"],
)
def test_where_no_end_can_come_any_more_nobody_waits_for_it(told: tuple[EngineEvent, ...]) -> None:
    with pytest.raises(CannotError, match="What was recorded so far is safe"):
        follow(queued(*told), NotingView(), Interrupt())


def waiting(reason: str, attempt: int) -> ConnectionChanged:
    return ConnectionChanged("00:00:5E:00:53:01", "Strap", "waiting", attempt, 0.0, reason)


def test_without_bluetooth_nothing_is_waited_for() -> None:
    with pytest.raises(CannotError, match="switched off"):
        follow(queued(waiting("adapter_off", 1)), NotingView(), Interrupt())


def test_without_bluetooth_its_reason_is_the_only_sentence() -> None:
    view = NotingView()
    looking = ConnectionChanged("00:00:5E:00:53:01", "Strap", "scanning", 1)
    with pytest.raises(CannotError, match="is not running"):
        follow(queued(looking, IDLE, waiting("no_daemon", 1)), view, Interrupt())
    assert view.shown == [IDLE]


def test_a_look_for_the_sensor_is_told_before_what_comes_of_it() -> None:
    view, finished = NotingView(), finished_session()
    looking = ConnectionChanged("00:00:5E:00:53:01", "Strap", "scanning", 1)
    assert follow(queued(looking, IDLE, BEGUN, looking, finished), view, Interrupt()) == finished
    assert view.shown == [IDLE, looking, BEGUN, looking, finished]


def test_a_look_that_lasts_is_told_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = iter(range(0, 1000, 2))
    monkeypatch.setattr("app.cli.record.time.monotonic", lambda: float(next(seconds)))
    view, finished = NotingView(), finished_session()
    looking = ConnectionChanged("00:00:5E:00:53:01", "Strap", "scanning", 1)
    follow(queued(looking, IDLE, IDLE, IDLE, finished), view, Interrupt())
    assert view.shown == [IDLE, looking, IDLE, IDLE, finished]


@pytest.mark.parametrize(
    "told",
    [(waiting("timed_out", 1), waiting("no_daemon", 2), BEGUN), (BEGUN, waiting("no_adapter", 1))],
    ids=["the sensor was there once", "the session has begun"],
)
def test_what_may_come_back_is_waited_for(told: tuple[EngineEvent, ...]) -> None:
    finished = finished_session()
    assert follow(queued(*told, OVER, finished), NotingView(), Interrupt()) == finished


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_asks_once_for_the_end(number: signal.Signals) -> None:
    asked: list[str] = []
    with Interrupt() as interrupt:
        interrupt.asks(lambda: asked.append("end"))
        happened = [interrupt.happened]
        signal.raise_signal(number)
        signal.raise_signal(number)
        happened.append(interrupt.happened)
    assert happened == [False, True]
    assert asked == ["end"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_before_there_is_anything_to_ask_ends_the_command(number: signal.Signals) -> None:
    with pytest.raises(KeyboardInterrupt), Interrupt():
        signal.raise_signal(number)


def test_afterwards_signals_mean_what_they_meant_before() -> None:
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    with Interrupt():
        assert signal.getsignal(signal.SIGINT) != before[0]
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before


def test_interrupted_before_it_began_a_session_is_called_off_however_much_is_told() -> None:
    class EndlessEvents(queue.SimpleQueue[EngineEvent]):
        def get(self, block: bool = True, timeout: float | None = None) -> EngineEvent:
            return SnapshotTaken(LiveSnapshot())

    with Interrupt() as interrupt:
        interrupt.asks(lambda: None)
        signal.raise_signal(signal.SIGINT)
        assert follow(EndlessEvents(), NotingView(), interrupt) is None


def test_a_session_that_began_in_the_moment_of_the_signal_is_followed_to_its_end() -> None:
    finished = finished_session()
    with Interrupt() as interrupt:
        interrupt.asks(lambda: None)
        signal.raise_signal(signal.SIGINT)
        assert follow(queued(BEGUN, OVER, finished), NotingView(), interrupt) == finished
