"""SessionControl: what the athlete asks for, turned into commands for the engine."""

from PySide6.QtCore import QObject, Slot

from app.domain.setup import SessionSetup
from app.engine.commands import EngineCommands


class SessionControl(QObject):
    """The only part of the window that knows the engine's commands. Before `attach` it does nothing."""

    def __init__(self, setup: SessionSetup, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._setup = setup
        self._engine: EngineCommands | None = None

    def attach(self, engine: EngineCommands) -> None:
        """From now on commands go to this engine."""
        self._engine = engine

    @Slot()
    def start(self) -> None:
        """Begins a session."""
        if self._engine is not None:
            self._engine.start_session(self._setup)

    @Slot()
    def pause(self) -> None:
        """The timer stands still."""
        if self._engine is not None:
            self._engine.pause()

    @Slot()
    def resume(self) -> None:
        """The timer goes on."""
        if self._engine is not None:
            self._engine.resume()

    @Slot()
    def lap(self) -> None:
        """Ends the lap."""
        if self._engine is not None:
            self._engine.lap()

    @Slot()
    def stop(self) -> None:
        """Finishes the session."""
        if self._engine is not None:
            self._engine.stop_session()

    @Slot(bool)
    def scan(self, show_all: bool) -> None:
        """Looks for sensors."""
        if self._engine is not None:
            self._engine.scan(show_all=show_all)

    @Slot(str, str)
    def select_sensor(self, address: str, name: str) -> None:
        """Connects to this sensor from now on."""
        if self._engine is not None:
            self._engine.select_sensor(address, name or None)

    @Slot()
    def deselect_sensor(self) -> None:
        """Lets go of the sensor."""
        if self._engine is not None:
            self._engine.select_sensor(None)

    @Slot()
    def retry_now(self) -> None:
        """Ends the wait before the next attempt."""
        if self._engine is not None:
            self._engine.retry_now()
