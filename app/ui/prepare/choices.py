"""The two choices before the start: the activity, and the target."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.domain.activity_types import ActivityType
from app.domain.zones import Zone, ZoneModel
from app.ui.prepare import prepare_sentences as words
from app.ui.prepare.next_session import Target
from app.ui.prepare.past_targets import PAST_KINDS, PastTargets
from app.ui.prepare.sheet import Sheet
from app.ui.sentences import translate
from app.ui.settings.activity_badge import drawable_icon
from app.ui.settings.fields import Chips, NumberField
from app.ui.settings.groups import FieldColumns, button
from app.ui.theme import Theme
from app.ui.widgets.action_button import ENTER_KEYS, ActionButton, Emphasis
from app.ui.widgets.one_of import chip

_ACTIVITY_PX = 260
_LOADS = (1, 1000)
_MINUTES = (1, 600)
_USUAL_LOAD, _USUAL_MINUTES = 40, 40
_ANY_ZONE = 0  # zone 0 lies below the zones: nobody is to stay there
_WITH_ZONE_TO_STAY_IN = frozenset({"none", "load"})


class ActivityChoice(Sheet):
    """Every activity that is not archived, the one in use marked and focused."""

    activity_chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        activity_types: Iterable[ActivityType],
        in_use: str,
        parent: QWidget,
        heading: str = "",
    ) -> None:
        super().__init__(theme, heading or translate("prepare", "What will you do?"), parent)
        self.setObjectName("activityChoice")
        self.buttons: dict[str, ActionButton] = {}
        for each in activity_types:
            made = chip(theme, f"activity_{each.key}", each.name, height_px=52)
            made.show_action(each.name, drawable_icon(each.icon))
            made.setChecked(each.key == in_use)
            made.clicked.connect(partial(self._choose, each.key))
            self.buttons[each.key] = made
        self.inside.addWidget(FieldColumns(theme, self.buttons.values(), _ACTIVITY_PX))
        self.inside.addStretch(1)
        if in_use in self.buttons:
            self.buttons[in_use].setFocus()
        self.fit()

    def _choose(self, key: str, _is_checked: bool = True) -> None:
        self.activity_chosen.emit(key)
        self.accept()


class TargetChoice(Sheet):
    """None, a load, minutes in one of the activity's zones; with the past at hand, as much as something.

    Without minutes in a zone there may still be one to stay in, for which the alerts care.
    Digits choose the kind; Enter on what is chosen already uses it. What the past offers comes a moment
    later, by `show_earlier` and `show_easy_run`.
    """

    target_chosen = Signal(Target)

    def __init__(
        self, theme: Theme, target: Target, zones: ZoneModel, parent: QWidget, *, with_past: bool = False
    ) -> None:
        super().__init__(theme, translate("prepare", "Target"), parent)
        self.setObjectName("targetChoice")
        kinds = words.target_kinds(with_past=with_past)
        self.kind: Chips[str] = Chips(
            theme, "targetKind", translate("prepare", "Aim for"), kinds, has_digits=True
        )
        self._target = target
        self.past = PastTargets(theme)
        self.load = NumberField(theme, "targetLoadField", translate("prepare", "Training Load"))
        self.load.show_value(target.load or _USUAL_LOAD)
        self.minutes = NumberField(
            theme, "targetMinutes", translate("prepare", "Minutes"), translate("prepare", "min")
        )
        self.minutes.show_value(target.zone_minutes or _USUAL_MINUTES)
        self.zone: Chips[int] = Chips(
            theme, "targetZone", translate("prepare", "Zone"), dict(_zone_words(zones))
        )
        offered = [zone.number for zone in zones.zones if zone.number > 0]
        self.zone.show_value(target.zone if target.zone in offered else offered[min(1, len(offered) - 1)])
        self.stay: Chips[int] = Chips(
            theme, "stayIn", words.stay_in(), {_ANY_ZONE: words.any_zone(), **dict(_zone_words(zones))}
        )
        stays = target.zone_minutes is None and target.zone in offered
        self.stay.show_value(target.zone if stays and target.zone is not None else _ANY_ZONE)
        self.kind.show_value(_kind(target))
        self.use = button(theme, "useTarget", translate("prepare", "Use"), Emphasis.PRIMARY)
        self.use.clicked.connect(self._use)
        for widget in (self.kind, self.load, self.minutes, self.zone, self.stay, self.past):
            self.inside.addWidget(widget)
        self.inside.addStretch(1)
        self.foot.addWidget(self.use)
        self.kind.changed.connect(self._show_kind)
        for field in (self.load, self.minutes):
            field.edited.connect(self._judge)
            field.box.returnPressed.connect(self._use)
        self.past.changed.connect(self._show_kind)
        for number, kind in enumerate(self.kind.buttons, start=1):
            key = QShortcut(QKeySequence(str(number)), self)
            key.activated.connect(kind.setFocus)  # Enter then uses this one, not the one chosen before
            key.activated.connect(kind.click)
        for each in (*self.kind.buttons, *self.zone.buttons, *self.stay.buttons):
            each.installEventFilter(self)
        self._show_kind()
        self.kind.buttons[list(kinds).index(_kind(target))].setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter on what is chosen already is the sheet's Enter."""
        is_chosen = isinstance(watched, ActionButton) and watched.isChecked()
        if is_chosen and _is_enter(event):
            self._use()
            return True
        return super().eventFilter(watched, event)

    @Slot()
    def _show_kind(self) -> None:
        kind = self.kind.value()
        self.load.setVisible(kind == "load")
        self.minutes.setVisible(kind == "zone")
        self.zone.setVisible(kind == "zone")
        self.stay.setVisible(kind in _WITH_ZONE_TO_STAY_IN)
        self.past.show_kind(kind)
        self._judge()
        self.fit()

    @Slot()
    def _judge(self) -> Target | None:
        """Says what is wrong; the target as typed, None while something is."""
        target = self._typed()
        kind = self.kind.value()
        self.load.show_problem(words.load_range() if kind == "load" and target is None else "")
        self.minutes.show_problem(words.minutes_range() if kind == "zone" and target is None else "")
        self.use.setEnabled(target is not None)
        return target

    def _typed(self) -> Target | None:
        kind = self.kind.value()
        if kind == "load":
            load = _within(self.load, _LOADS)
            return None if load is None else Target(load=load, zone=self.stay.value() or None)
        if kind == "zone":
            minutes = _within(self.minutes, _MINUTES)
            return None if minutes is None else Target(zone=self.zone.value(), zone_minutes=minutes)
        if kind in PAST_KINDS:
            return self.past.target() or (self._target if kind == _kind(self._target) else None)
        return Target(zone=self.stay.value() or None)

    @Slot()
    def _use(self) -> None:
        target = self._judge()
        if target is not None:
            self.target_chosen.emit(target)
            self.accept()


def _is_enter(event: QEvent) -> bool:
    if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
        return False
    return event.key() in ENTER_KEYS


def _within(field: NumberField, limits: tuple[int, int]) -> float | None:
    try:
        value = field.value()
    except ValueError:
        return None
    return value if value is not None and limits[0] <= value <= limits[1] else None


def _kind(target: Target) -> str:
    if target.like:
        return "easy" if target.reference_id is None else "earlier"
    if target.load is not None:
        return "load"
    return "none" if target.zone_minutes is None else "zone"


def _zone_words(zones: ZoneModel) -> Iterable[tuple[int, str]]:
    for zone in zones.zones:
        if zone.number > 0:
            yield zone.number, words.zone(zone, _upper(zones, zone))


def _upper(zones: ZoneModel, zone: Zone) -> int | None:
    above = zones.bounds(zone.number)[1]
    return None if above is None else above - 1
