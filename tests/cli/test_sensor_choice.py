"""Which sensor `record` takes: the named one, the only one, or the one picked from the list."""

import io
import queue
from collections.abc import Callable

import pytest

from app.cli.failure import CannotError
from app.cli.record import Events
from app.cli.sensor_choice import choose, find_named, matches
from app.domain.sensors import ConnectionChanged, SensorInRange, SensorsInRange
from app.engine.events import EngineEvent

POLAR = SensorInRange("A0:9E:1A:8C:4C:A7", "Polar H10 8C4CA7", -58, ("180d",), "strap")
WATCH = SensorInRange("D4:22:CD:00:11:22", "COROS PACE 3", -71, ("180d",), "watch")
NAMELESS = SensorInRange("E8:31:CD:00:11:33", None, -80, (), "unknown")


class Radio:
    """Answers each look with what comes next; asked beyond that it says nothing more."""

    def __init__(self, *answers: tuple[EngineEvent, ...]) -> None:
        self.events: Events = queue.SimpleQueue()
        self.asked: list[bool] = []
        self._answers = list(answers)

    def look(self, show_all: bool) -> None:
        self.asked.append(show_all)
        for event in self._answers.pop(0) if self._answers else ():
            self.events.put(event)


def found(*sensors: SensorInRange, finished: bool = True, problem: str | None = None) -> SensorsInRange:
    return SensorsInRange(sensors, problem, finished)


@pytest.mark.parametrize("word", ["polar", "H10", "8c4ca7", "Polar H10 8C4CA7", "a0:9e:1a:8c:4c:a7", " h10 "])
def test_an_address_or_part_of_a_name_is_enough_whatever_its_case(word: str) -> None:
    assert matches(POLAR, word)
    assert not matches(WATCH, word)


@pytest.mark.parametrize("word", ["", "  ", "A0:9E", "garmin"])
def test_less_is_not_enough(word: str) -> None:
    assert not matches(POLAR, word)
    assert not matches(NAMELESS, word)


def test_the_named_sensor_is_taken_as_soon_as_it_is_seen() -> None:
    radio = Radio((found(WATCH, finished=False), found(WATCH, POLAR, finished=False)))
    assert find_named("polar", radio.events, radio.look) == POLAR
    assert radio.asked == [True]  # it may not advertise its heart-rate service


def test_it_looks_again_until_it_is_seen() -> None:
    other = ConnectionChanged("", None, "idle")
    radio = Radio((other, found(WATCH)), (found(),), (found(POLAR, finished=False),))
    assert find_named("polar", radio.events, radio.look) == POLAR
    assert radio.asked == [True] * 3


def test_after_the_limit_it_says_that_it_was_not_seen() -> None:
    radio = Radio((found(WATCH),))
    with pytest.raises(CannotError, match=r"«polar».*within 0 seconds.*scan --all"):
        find_named("polar", radio.events, radio.look, limit_s=0.3)


def test_a_radio_that_cannot_look_ends_the_search_at_once() -> None:
    radio = Radio((found(problem="adapter_off"),))
    with pytest.raises(CannotError, match="Bluetooth is switched off"):
        find_named("polar", radio.events, radio.look)


def test_the_only_sensor_in_range_is_taken() -> None:
    radio = Radio((found(POLAR, finished=False), found(POLAR)))
    assert choose(radio.events, radio.look) == POLAR
    assert radio.asked == [False]


def test_nothing_in_range_says_what_to_do() -> None:
    radio = Radio((found(),))
    with pytest.raises(CannotError, match="electrodes"):
        choose(radio.events, radio.look)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


Typed = Callable[[io.StringIO], None]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Typed:
    return lambda stream: monkeypatch.setattr("sys.stdin", stream)


def test_of_several_one_must_be_named_where_nobody_can_be_asked(
    capsys: pytest.CaptureFixture[str], typed: Typed
) -> None:
    typed(io.StringIO("1\n"))
    radio = Radio((found(POLAR, WATCH),))
    with pytest.raises(CannotError, match="--sensor NAME"):
        choose(radio.events, radio.look)
    said = capsys.readouterr()
    assert said.out == ""  # it belongs to the JSON Lines
    assert "Polar H10 8C4CA7" in said.err
    assert "COROS PACE 3" in said.err


@pytest.mark.parametrize("answers", ["2\n", "third\n0\n3\n 2 \n"])
def test_in_a_terminal_it_asks_until_the_answer_is_one(answers: str, typed: Typed) -> None:
    typed(Terminal(answers))
    radio = Radio((found(POLAR, WATCH),))
    assert choose(radio.events, radio.look) == WATCH


def test_no_answer_is_no_choice(typed: Typed) -> None:
    typed(Terminal(""))
    radio = Radio((found(POLAR, WATCH),))
    with pytest.raises(CannotError, match="No sensor was chosen"):
        choose(radio.events, radio.look)
