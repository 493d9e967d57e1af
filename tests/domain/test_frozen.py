"""`frozen` makes what the standard library's frozen dataclass with slots is, only faster."""

import copy
import pickle
from dataclasses import FrozenInstanceError, asdict, astuple, dataclass, field, fields, is_dataclass, replace
from inspect import signature

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.frozen import frozen


@frozen
class Lap:
    """A value of every kind of field."""

    number: int
    seconds: float = 0.0
    notes: list[str] = field(default_factory=list, compare=False)
    secret: str = field(default="", repr=False)
    doubled: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "doubled", 2 * self.number)


@dataclass(frozen=True, slots=True)
class StandardLap:
    """The same, of the standard library's making."""

    number: int
    seconds: float = 0.0
    notes: list[str] = field(default_factory=list, compare=False)
    secret: str = field(default="", repr=False)
    doubled: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "doubled", 2 * self.number)


@frozen
class Alone:
    """One field only."""

    value: float


@frozen
class Empty:
    """No field at all."""


@frozen
class Named:
    """A class that says itself how it is written."""

    name: str

    def __repr__(self) -> str:
        return f"<{self.name}>"


VALUES = st.tuples(
    st.integers(-3, 3),
    st.sampled_from([0.0, -0.0, 1.5, float("nan")]),
    st.lists(st.text(max_size=2), max_size=2),
    st.sampled_from(["", "a"]),
)


@given(VALUES, VALUES)
def test_values_are_equal_hashed_and_written_as_the_standard_library_would(
    one: tuple[int, float, list[str], str], other: tuple[int, float, list[str], str]
) -> None:
    ours, theirs = (Lap(*one), Lap(*other)), (StandardLap(*one), StandardLap(*other))
    assert (ours[0] == ours[1]) == (theirs[0] == theirs[1])
    assert (hash(ours[0]) == hash(ours[1])) == (hash(theirs[0]) == hash(theirs[1]))
    assert repr(ours[0]) == repr(theirs[0]).replace("StandardLap", "Lap")
    assert astuple(ours[0])[2:] == astuple(theirs[0])[2:]


def test_only_values_of_the_same_class_are_equal() -> None:
    assert Alone(1.0) == Alone(1.0)
    others: list[object] = [Lap(1), (1.0,), 1.0]
    assert Alone(1.0) not in others
    assert Empty() == Empty()
    assert len({Empty(), Empty(), Alone(1.0), Alone(1.0)}) == 2


def test_a_number_that_is_not_one_equals_itself_as_in_the_standard_library() -> None:
    nothing = float("nan")
    assert Alone(nothing) == Alone(nothing)


@pytest.mark.parametrize("name", ["number", "unheard_of"])
def test_nothing_is_changed_added_or_taken_away(name: str) -> None:
    lap = Lap(1)
    with pytest.raises(FrozenInstanceError):
        setattr(lap, name, 2)
    with pytest.raises(FrozenInstanceError):
        delattr(lap, name)
    assert lap == Lap(1)
    assert not hasattr(lap, "__dict__")


def test_a_default_is_made_anew_for_each_value() -> None:
    first, second = Lap(1), Lap(1)
    first.notes.append("windy")
    assert second.notes == []
    assert Lap(1, notes=["calm"]).notes == ["calm"]


def test_what_is_filled_afterwards_follows_a_replacement() -> None:
    lap = replace(Lap(1, secret="s"), number=4)
    assert (lap.number, lap.doubled, lap.secret) == (4, 8, "s")
    with pytest.raises(ValueError, match="doubled"):
        replace(lap, doubled=3)


def test_values_can_be_copied_and_sent_to_another_process() -> None:
    lap = Lap(3, 60.0, ["windy"], "s")
    for twin in (copy.copy(lap), copy.deepcopy(lap), pickle.loads(pickle.dumps(lap))):
        assert twin == lap
        assert (twin.notes, twin.doubled) == (lap.notes, lap.doubled)


def test_the_standard_library_and_a_type_checker_see_a_dataclass() -> None:
    assert is_dataclass(Lap)
    assert [each.name for each in fields(Lap)] == ["number", "seconds", "notes", "secret", "doubled"]
    assert asdict(Alone(1.0)) == {"value": 1.0}
    assert list(signature(Lap).parameters) == ["number", "seconds", "notes", "secret"]
    assert Lap.__init__.__annotations__["seconds"] is float


def test_values_can_be_taken_apart_by_place() -> None:
    match Lap(7, 1.0):
        case Lap(number, seconds):
            assert (number, seconds) == (7, 1.0)


def test_a_missing_or_unknown_argument_is_told_by_name() -> None:
    with pytest.raises(TypeError, match="number"):
        Lap()  # type: ignore[call-arg]  # that is the test
    with pytest.raises(TypeError, match="colour"):
        Lap(1, colour="red")  # type: ignore[call-arg]  # as above


def test_what_the_class_says_itself_stays() -> None:
    assert repr(Named("Anna")) == "<Anna>"
    assert Named("Anna") == Named("Anna")
