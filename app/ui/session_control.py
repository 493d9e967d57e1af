"""SessionControl: what the athlete asks for, turned into commands for the engine."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.domain.activity_types import ActivityType
from app.domain.profile import AthleteProfile
from app.domain.remark import Remark
from app.domain.settings import RememberedSensor
from app.domain.setup import SessionSetup

if TYPE_CHECKING:
    from app.engine.commands import EngineCommands


class SessionControl(QObject):
    """The only part of the window that knows the engine's commands. Before `attach` it does nothing."""

    def __init__(self, setup: SessionSetup, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._setup = setup
        self._engine: EngineCommands | None = None

    def attach(self, engine: "EngineCommands") -> None:
        """From now on commands go to this engine."""
        self._engine = engine

    def detach(self) -> None:
        """From now on nothing is asked of any engine."""
        self._engine = None

    def use_setup(self, setup: SessionSetup) -> None:
        """What the next session is set up with, and what is shown until then."""
        self._setup = setup
        if self._engine is not None:
            self._engine.use_setup(setup)

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

    def start_at(self, at_us: int) -> None:
        """Begins a session at a place in the past."""
        if self._engine is not None:
            self._engine.start_session(self._setup, at_us=at_us)

    def resume_at(self, at_us: int) -> None:
        """The timer went on at a place in the past."""
        if self._engine is not None:
            self._engine.resume(at_us)

    def stop_at(self, at_us: int) -> None:
        """Finishes the session at a place in the past."""
        if self._engine is not None:
            self._engine.stop_session(at_us)

    @Slot(int)
    def continue_session(self, activity_id: int) -> None:
        """An interrupted session, or one stopped by mistake, runs on."""
        if self._engine is not None:
            self._engine.continue_session(activity_id)

    @Slot(int)
    def finish_interrupted(self, activity_id: int) -> None:
        """Finishes an interrupted session at its last record."""
        if self._engine is not None:
            self._engine.finish_interrupted(activity_id)

    @Slot(int)
    def discard(self, activity_id: int) -> None:
        """Moves an activity to the bin."""
        if self._engine is not None:
            self._engine.discard_activity(activity_id)

    @Slot(int)
    def restore(self, activity_id: int) -> None:
        """Takes an activity out of the bin."""
        if self._engine is not None:
            self._engine.restore_activity(activity_id)

    @Slot(int, Remark)
    def remark(self, activity_id: int, remark: Remark) -> None:
        """Keeps what the athlete says of an activity."""
        if self._engine is not None:
            self._engine.remark_activity(activity_id, remark)

    def reassign(self, activity_id: int, activity_type: ActivityType, profile: AthleteProfile) -> None:
        """Gives a finished session another activity type, with this athlete's constants."""
        if self._engine is not None:
            self._engine.reassign_activity(activity_id, activity_type, profile)

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

    def use_sensor(self, sensor: RememberedSensor) -> None:
        """Connects to this remembered sensor from now on."""
        if self._engine is not None:
            self._engine.select_sensor(sensor.address, sensor.name, sensor.serial_number)

    def use_fallbacks(self, sensors: tuple[RememberedSensor, ...]) -> None:
        """Keeps these connected beside the first."""
        if self._engine is not None:
            self._engine.use_fallbacks(sensors)

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
