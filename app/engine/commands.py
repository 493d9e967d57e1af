"""What the window and the terminal may ask of the engine; each call returns at once, from any thread."""

from typing import Protocol

from app.domain.activity_types import ActivityType
from app.domain.profile import AthleteProfile
from app.domain.remark import Remark
from app.domain.settings import RememberedSensor
from app.domain.setup import SessionSetup


class EngineCommands(Protocol):
    """The engine's front. Answers come as events."""

    def select_sensor(self, address: str | None, name: str | None = None, serial: str | None = None) -> None:
        """Connects to this sensor from now on; None: to none. The engine remembers it."""

    def use_fallbacks(self, sensors: tuple[RememberedSensor, ...]) -> None:
        """Keeps these connected beside the primary, to take over when it is lost."""

    def scan(self, *, show_all: bool = False) -> None:
        """Looks for sensors; SensorsInRange follow while it lasts (8 s), the last one `finished`."""

    def retry_now(self) -> None:
        """Ends the wait before the next attempt to connect."""

    def use_setup(self, setup: SessionSetup) -> None:
        """What an idle engine shows from now on; a running session keeps its own."""

    def start_session(
        self,
        setup: SessionSetup,
        *,
        at_us: int | None = None,
        at_first_reading: bool = False,
        duration_s: float | None = None,
    ) -> None:
        """Begins a session: now, at a place in the past, or with the next reading; `duration_s` ends it."""

    def pause(self) -> None:
        """The timer stands still; the sensor goes on."""

    def resume(self, at_us: int | None = None) -> None:
        """The timer goes on, or went on at a place in the past."""

    def lap(self) -> None:
        """Ends the lap and begins the next."""

    def stop_session(self, at_us: int | None = None) -> None:
        """Finishes the session, now or at a place in the past: computed, stored, exported. Never discards."""

    def continue_session(self, activity_id: int) -> None:
        """An interrupted session, or one stopped by mistake, runs on."""

    def finish_interrupted(self, activity_id: int) -> None:
        """Finishes an interrupted session at its last record."""

    def discard_activity(self, activity_id: int) -> None:
        """Moves an activity to the bin, where it stays for 30 days."""

    def restore_activity(self, activity_id: int) -> None:
        """Takes an activity out of the bin; one that was never stopped is offered again."""

    def remark_activity(self, activity_id: int, remark: Remark) -> None:
        """Keeps what the athlete says of an activity, in place of what was said before."""

    def reassign_activity(
        self, activity_id: int, activity_type: ActivityType, profile: AthleteProfile
    ) -> None:
        """Another type for a finished session, with the profile's constants; SessionFinished follows."""
