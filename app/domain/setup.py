"""How a session is set up: for whom, with which constants, zones, target and alerts. Stored with it."""

from dataclasses import field
from typing import Any

from app.domain.activity_types import ActivityType
from app.domain.alert_settings import AlertSettings
from app.domain.athlete import HeartRateConstants
from app.domain.frozen import frozen
from app.domain.stored import read_fields, write_fields
from app.domain.verdict import WantedSession
from app.domain.zones import ZoneModel


@frozen
class SessionSetup:
    """All besides the records that a session's numbers depend on. `to_json` and `from_json` are a pair."""

    activity_type: ActivityType
    constants: HeartRateConstants
    zone_model: ZoneModel
    athlete: str = ""
    target_load: float | None = None
    target_zone: int | None = None
    target_zone_minutes: float | None = None
    ceiling_bpm: int | None = None
    alerts: AlertSettings = field(default_factory=AlertSettings)
    wanted: WantedSession | None = None  # in place of another session: judged after stop
    reference_id: int | None = None  # the activity whose load curve runs along
    reference_name: str = ""
    primary_source: str | None = None  # the sensor that feeds where it can; None: the first heard
    is_demo: bool = False

    def to_json(self) -> dict[str, Any]:
        """A JSON object that `from_json` reads back to an equal setup."""
        return write_fields(self)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "SessionSetup":
        """Reads a stored setup; what an older version lacks gets its default. ValueError if unreadable."""
        return read_fields(cls, stored)
