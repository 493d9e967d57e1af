"""ZonePreviews: running's zones and those of the activity in use, side by side."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.activity_types import ActivityType
from app.domain.profile import AthleteProfile, constants_for, zone_model_for
from app.domain.profile_edits import RUNNING
from app.domain.zones import ZoneModel, ZoneModelName
from app.ui.sentences import translate
from app.ui.settings.groups import FieldColumns
from app.ui.settings.zone_preview import ZonePreview
from app.ui.theme import TextSize, Theme
from app.ui.widgets.text import TextLabel

_COLUMN_PX = 330


class NamedPreview(QWidget):
    """A preview with the words above it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.caption = TextLabel(theme, TextSize.BODY, bold=True, wraps=True)
        self.preview = ZonePreview(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.caption)
        column.addWidget(self.preview)
        column.addStretch(1)

    def show_zones(self, name: str, zones: ZoneModel | None, *, is_estimated: bool) -> None:
        """Shows the zones of what is named so."""
        text = translate("zones", "{name} · estimated") if is_estimated else "{name}"
        self.caption.setText(text.format(name=name))
        self.preview.show_zones(zones)


class ZonePreviews(QWidget):
    """What the athlete's values mean in bpm, at once."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.running = NamedPreview(theme)
        self.in_use = NamedPreview(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(FieldColumns(theme, (self.running, self.in_use), _COLUMN_PX))

    def show_profile(self, profile: AthleteProfile, activity_type: ActivityType) -> None:
        """Shows the zones that follow from this profile."""
        self.running.show_zones(
            translate("zones", "Running"),
            zones_or_none(profile, RUNNING),
            is_estimated=has_estimate(profile, RUNNING),
        )
        zones = zones_or_none(profile, activity_type)
        self.in_use.setVisible(zones != zones_or_none(profile, RUNNING))
        self.in_use.show_zones(
            activity_type.name,
            zones,
            is_estimated=has_estimate(profile, activity_type),
        )


def zones_or_none(profile: AthleteProfile, activity_type: ActivityType) -> ZoneModel | None:
    """The zones of one activity, None where the values leave no room for them."""
    try:
        return zone_model_for(profile, activity_type)
    except ValueError:
        return None


def has_estimate(profile: AthleteProfile, activity_type: ActivityType) -> bool:
    """Whether the zones rest on a guess: own bounds never do."""
    is_own = (activity_type.zone_model or profile.zone_model) is ZoneModelName.OWN
    return not is_own and constants_for(profile, activity_type).load_is_estimated
