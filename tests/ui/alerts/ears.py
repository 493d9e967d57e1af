"""What would be heard, and a desktop that stays awake or not: the machine's part in the window's tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from app.ui.alerts.ports import Sound
from app.ui.flows.window_flows import Surroundings

NOW = datetime(2026, 11, 22, 19, 6, tzinfo=UTC)


@dataclass
class Ears:
    """Fills SoundPlayer and Voice; a desktop that can be kept awake."""

    sounds: list[Sound] = field(default_factory=list)
    volumes: list[float] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    can_hear: bool = True
    prepared: int = 0
    stays_awake: bool = True
    awake: list[str] = field(default_factory=list)

    def prepare(self) -> bool:
        self.prepared += 1
        return self.can_hear

    def play(self, sound: Sound, volume: float) -> bool:
        self.sounds.append(sound)
        self.volumes.append(volume)
        return self.can_hear

    def say(self, words: str, volume: float) -> bool:
        self.words.append(words)
        self.volumes.append(volume)
        return self.can_hear

    @contextmanager
    def keep(self) -> Iterator["Desktop"]:
        self.awake.append("asked")
        try:
            yield Desktop(self.stays_awake)
        finally:
            self.awake.append("let go")


@dataclass
class Desktop:
    """Fills Awake."""

    active: bool


def surroundings(ears: Ears) -> Surroundings:
    return Surroundings(player=ears, voice=ears, keep=ears.keep, now=lambda: NOW)
