"""NextSession: what the next session is set up with: the athlete's settings, an activity, a target."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.domain.frozen import frozen
from app.domain.session_setups import setup_from
from app.domain.settings import Settings
from app.domain.setup import SessionSetup
from app.domain.verdict import WantedSession


@frozen
class Target:
    """A load, or minutes in a zone, or neither; a zone without minutes is one to stay in. A load may be that
    of something the athlete knows.

    `like` names that («Tuesday's run»); an earlier activity has an id, and what was done in it.
    """

    load: float | None = None
    zone: int | None = None
    zone_minutes: float | None = None
    like: str = ""
    reference_id: int | None = None
    wanted: WantedSession | None = None


_NO_TARGET = Target()


class NextSession(QObject):
    """`changed` fires with the new setup; `settings_changed` when a choice is to be remembered."""

    changed = Signal(SessionSetup)
    settings_changed = Signal(Settings)

    def __init__(self, settings: Settings, *, is_demo: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._target = _NO_TARGET
        self._is_demo = is_demo
        self._setup = self._make()

    @property
    def settings(self) -> Settings:
        """The settings as they are now."""
        return self._settings

    @property
    def setup(self) -> SessionSetup:
        """How a session that starts now is set up."""
        return self._setup

    @property
    def target(self) -> Target:
        """What it is to amount to."""
        return self._target

    def use_settings(self, settings: Settings) -> None:
        """Other settings from now on."""
        if settings != self._settings:
            self._settings = settings
            self._renew()

    def choose_activity(self, key: str) -> None:
        """This activity type from now on; it is remembered."""
        if key != self._settings.activity_in_use().key:
            self._settings = replace(self._settings, last_activity_type=key)
            self._renew()
            self.settings_changed.emit(self._settings)

    def choose_target(self, target: Target) -> None:
        """This target from now on."""
        if target != self._target:
            self._target = target
            self._renew()

    def _renew(self) -> None:
        self._setup = self._make()
        self.changed.emit(self._setup)

    def _make(self) -> SessionSetup:
        setup = setup_from(self._settings, is_demo=self._is_demo)
        if self._target.zone not in {None, *(zone.number for zone in setup.zone_model.zones)}:
            self._target = _NO_TARGET
        return replace(
            setup,
            target_load=self._target.load,
            target_zone=self._target.zone,
            target_zone_minutes=self._target.zone_minutes,
            wanted=self._target.wanted,
            reference_id=self._target.reference_id,
            reference_name=self._target.like,
        )
