"""ZonesSection: which zones, what they are in bpm, and the athlete's own bounds."""

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.profile import AthleteProfile
from app.domain.settings import Settings
from app.domain.zones import (
    FEWEST_OWN_ZONES,
    MOST_OWN_ZONES,
    ZoneModel,
    ZoneModelName,
    check_own_bounds,
)
from app.ui.sentences import translate
from app.ui.settings import setting_sentences as words
from app.ui.settings.fields import ChoiceField, NumberField, TextField, danger_ink
from app.ui.settings.groups import ButtonRow, Column, FieldColumns, Group, button
from app.ui.settings.zone_previews import ZonePreviews, zones_or_none
from app.ui.theme import TextSize, Theme
from app.ui.widgets.text import TextLabel

_ROW_PX = 330
_NEXT_ZONE_BPM = 10  # where an added zone begins above the one before


class OwnZoneRow(QWidget):
    """Where one own zone begins, and its name."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self._theme = theme
        caption = translate("zones", "Zone {number} from").format(number=number)
        self.bound = NumberField(theme, f"ownBound{number}", caption, words.unit("max_bpm"))
        self.name = TextField(theme, f"ownName{number}", translate("zones", "Name"))
        self.name.box.setAccessibleName(translate("zones", "Name of zone {number}").format(number=number))
        self.name.box.setPlaceholderText(translate("zones", "Zone {number}").format(number=number))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.bound, 2)
        self._row.addWidget(self.name, 3)
        theme.changed.connect(self._dress)
        self._dress()

    @Slot()
    def _dress(self) -> None:
        self._row.setSpacing(self._theme.px(10))


class ZonesSection(Column):
    """A model is kept as soon as it is chosen; own bounds when they are right and their field is left."""

    settings_changed = Signal(Settings)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setObjectName("zonesSection")
        self._settings = Settings()
        self._profile = AthleteProfile()
        self._count = 0
        self.model: ChoiceField[ZoneModelName] = ChoiceField(
            theme, "zoneModel", translate("zones", "Zone model"), words.zone_models()
        )
        self.model.changed.connect(self._choose_model)
        self.rows = tuple(OwnZoneRow(theme, number) for number in range(1, MOST_OWN_ZONES + 1))
        for row in self.rows:
            for field in (row.bound, row.name):
                field.edited.connect(self._judge)
                field.finished.connect(self.save)
        self.previews = ZonePreviews(theme)
        self._lay_out(theme)

    def show_settings(self, settings: Settings) -> None:
        """Shows the zones of the athlete in use."""
        self._settings = settings
        self._profile = settings.athlete()
        self.model.show_value(self._profile.zone_model)
        self._show_own(self._profile.own_zone_bounds, self._profile.own_zone_names)
        self._judge()

    @Slot()
    def save(self) -> None:
        """Keeps the own bounds, if they are right."""
        draft = self._judge()
        if draft is not None and draft != self._profile:
            self._profile = draft
            self._settings = self._settings.with_changed_athlete(draft)
            self.settings_changed.emit(self._settings)

    def _lay_out(self, theme: Theme) -> None:
        self._choice = Group(theme, translate("zones", "Which zones"))
        self._choice.add_fields((self.model,))
        self._own = Group(theme, translate("zones", "Your own bounds"), words.own_zones_note())
        self.own_problem = TextLabel(theme, TextSize.BODY, ink=danger_ink, wraps=True)
        self.own_problem.setObjectName("ownZonesProblem")
        self._own.add(self.own_problem)
        self._own.add(FieldColumns(theme, self.rows, _ROW_PX))
        self.add_zone = button(theme, "addZone", translate("zones", "Add a zone"))
        self.add_zone.clicked.connect(self._add_zone)
        self.remove_zone = button(theme, "removeZone", translate("zones", "Remove the last"))
        self.remove_zone.clicked.connect(self._remove_zone)
        self._own.add(ButtonRow(theme, (self.add_zone, self.remove_zone)))
        preview = Group(
            theme,
            translate("zones", "In bpm"),
            translate("zones", "An activity may have zones of its own: see Activities."),
        )
        preview.add(self.previews)
        self.add(self._choice, self._own, preview)
        self.column.addStretch(1)

    def _show_own(self, bounds: tuple[int, ...], names: tuple[str, ...]) -> None:
        self._show_count(len(bounds))
        for index, row in enumerate(self.rows):
            row.bound.show_value(bounds[index] if index < len(bounds) else None)
            row.name.show_text(names[index] if index < len(names) else "")

    def _show_count(self, count: int) -> None:
        self._count = count
        for index, row in enumerate(self.rows):
            row.setVisible(index < count)
        self.add_zone.setEnabled(count < MOST_OWN_ZONES)
        self.remove_zone.setEnabled(count > FEWEST_OWN_ZONES)

    @Slot()
    def _judge(self) -> AthleteProfile | None:
        """Shows what is wrong and what follows; the profile as typed, None while something is wrong."""
        is_own = self.model.value() is ZoneModelName.OWN
        self._own.setVisible(is_own)
        self._choice.show_note(words.zone_model_note(self.model.value()))
        draft = replace(self._profile, zone_model=self.model.value())
        problem = ""
        if is_own:
            try:
                draft = self._with_own(draft)
            except ValueError:
                problem = words.not_a_number()
            else:
                found = check_own_bounds(draft.own_zone_bounds)
                problem = words.own_zones(found[0]) if found else ""
        shown = draft if not problem else replace(draft, own_zone_bounds=())
        self.previews.show_profile(shown, self._settings.activity_in_use())
        self.own_problem.setText(problem)
        self.own_problem.setVisible(bool(problem))
        for row in self.rows:
            row.bound.box.show_wrong(is_wrong=bool(problem))
            row.bound.box.setAccessibleDescription(problem)
        return None if problem else draft

    def _with_own(self, draft: AthleteProfile) -> AthleteProfile:
        """With the bounds and names that are typed. ValueError where one is no number."""
        rows = self.rows[: self._count]
        bounds = [row.bound.value() for row in rows]
        if any(bound is None for bound in bounds):
            raise ValueError("a bound is missing")
        whole = tuple(int(bound) for bound in bounds if bound is not None)
        names = tuple(row.name.text() for row in rows)
        return replace(draft, own_zone_bounds=whole, own_zone_names=names if any(names) else ())

    @Slot()
    def _choose_model(self) -> None:
        if self.model.value() is ZoneModelName.OWN and not self._profile.own_zone_bounds:
            shown = zones_or_none(self._profile, self._settings.activity_in_use())
            if shown is not None:
                self._show_own(*own_zones_like(shown))
        self.save()

    @Slot()
    def _add_zone(self) -> None:
        self._show_count(self._count + 1)
        before, row = self.rows[self._count - 2], self.rows[self._count - 1]
        try:
            row.bound.show_value((before.bound.value() or 0) + _NEXT_ZONE_BPM)
        except ValueError:
            row.bound.show_value(None)
        self.save()
        row.bound.box.setFocus()

    @Slot()
    def _remove_zone(self) -> None:
        self._show_count(self._count - 1)
        self.save()


def own_zones_like(model: ZoneModel) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Bounds and names to begin with: those of a model, without «below zones»."""
    zones = [zone for zone in model.zones if zone.number > 0]
    return tuple(zone.lower_bpm for zone in zones), tuple(zone.name for zone in zones)
