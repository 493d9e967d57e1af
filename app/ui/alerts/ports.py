"""What the alerts are heard through: sounds and a voice, each a small Protocol; tests listen instead."""

from enum import StrEnum
from typing import Protocol


class Sound(StrEnum):
    """Every sound; the values are the files' names in assets/sounds."""

    TOO_HIGH = "too_high"
    TOO_LOW = "too_low"
    CEILING = "ceiling"
    LOST = "lost"
    FOUND = "found"
    TARGET = "target"
    BATTERY = "battery"
    NOTICE = "notice"


class SoundPlayer(Protocol):
    """Plays sounds. Loads what it needs on its first call; a second sound does not wait for the first."""

    def prepare(self) -> bool:
        """Loads everything now, so that the first alert is not late; whether sounds can be heard."""

    def play(self, sound: Sound, volume: float) -> bool:
        """Plays at a volume of 0 to 1; False where nothing can be heard."""


class Voice(Protocol):
    """Speaks. A new sentence ends the one before."""

    def say(self, words: str, volume: float) -> bool:
        """Says it at a volume of 0 to 1; False where nothing can be heard."""
