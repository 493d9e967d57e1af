"""What a widget tells a screen reader of itself: put into words only when one listens."""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple, Protocol, runtime_checkable


class Part(StrEnum):
    """What a widget is, to those who hear it."""

    TEXT = "text"
    CHART = "chart"
    PICTURE = "picture"
    PROGRESS = "progress"
    GROUP = "group"
    CELL = "cell"


class Told(NamedTuple):
    """`name`: what it is and what it says, in one breath. `value`: what it says, alone."""

    part: Part
    name: str
    value: str = ""


Tell = Callable[[], str]


@runtime_checkable
class TellsItself(Protocol):
    """A widget whose words cost nothing until they are asked for."""

    def told(self) -> Told:
        """What it tells now."""
