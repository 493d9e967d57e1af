"""What the window and the terminal may ask of the engine; each call returns at once, from any thread."""

from typing import Protocol

from app.domain.setup import SessionSetup


class EngineCommands(Protocol):
    """The engine's front. Answers come as events."""

    def select_sensor(self, address: str | None, name: str | None = None) -> None:
        """Connects to this sensor from now on; None: to none. The engine remembers it."""

    def scan(self, *, show_all: bool = False) -> None:
        """Looks for sensors; SensorsInRange follow while it lasts (8 s, or until one connects)."""

    def retry_now(self) -> None:
        """Ends the wait before the next attempt to connect."""

    def start_session(self, setup: SessionSetup) -> None:
        """Begins a session now."""

    def pause(self) -> None: ...
    def resume(self) -> None: ...
    def lap(self) -> None: ...

    def stop_session(self) -> None:
        """Finishes the session: computed, stored, exported. Never discards."""
