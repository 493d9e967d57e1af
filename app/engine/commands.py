"""What the window and the terminal may ask of the engine; each call returns at once, from any thread."""

from typing import Protocol

from app.domain.setup import SessionSetup


class EngineCommands(Protocol):
    """The engine's front. Answers come as events."""

    def select_sensor(self, address: str | None, name: str | None = None, serial: str | None = None) -> None:
        """Connects to this sensor from now on; None: to none. The engine remembers it."""

    def scan(self, *, show_all: bool = False) -> None:
        """Looks for sensors; SensorsInRange follow while it lasts (8 s), the last one `finished`."""

    def retry_now(self) -> None:
        """Ends the wait before the next attempt to connect."""

    def use_setup(self, setup: SessionSetup) -> None:
        """What an idle engine shows from now on; a running session keeps its own."""

    def start_session(
        self, setup: SessionSetup, *, at_first_reading: bool = False, duration_s: float | None = None
    ) -> None:
        """Begins a session now, or with the next reading; it stops by itself after `duration_s`."""

    def pause(self) -> None:
        """The timer stands still; the sensor goes on."""

    def resume(self) -> None:
        """The timer goes on."""

    def lap(self) -> None:
        """Ends the lap and begins the next."""

    def stop_session(self) -> None:
        """Finishes the session: computed, stored, exported. Never discards."""
