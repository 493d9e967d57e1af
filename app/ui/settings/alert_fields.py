"""AlertFields: which alerts there are; every time and margin of theirs unfolds for those who want it."""

from dataclasses import fields, replace
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal, Slot

from app.domain.alert_settings import AlertSettings
from app.ui.sentences import translate
from app.ui.settings import setting_sentences as words
from app.ui.settings.fields import NumberField
from app.ui.settings.groups import ButtonRow, Column, FieldColumns, button
from app.ui.theme import Theme
from app.ui.widgets.inputs import Switch
from app.ui.widgets.unfold import Unfold

_SWITCH_PX, _NUMBER_PX = 300, 300


class _Number(NamedTuple):
    """A number of the alerts: its words, its unit, and what makes sense."""

    caption: str
    unit: str
    low: float
    high: float


class AlertFields(Column):
    """Shows and edits alert settings. `changed` fires when something is kept; wrong numbers never are."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._alerts = AlertSettings()
        self._specs = _numbers()
        self.switches = {name: Switch(theme, text) for name, text in _switches().items()}
        self.numbers = {
            name: NumberField(theme, name, spec.caption, spec.unit, is_whole=False)
            for name, spec in self._specs.items()
        }
        for name, switch in self.switches.items():
            switch.setObjectName(name)
            switch.clicked.connect(self._save)
        for number in self.numbers.values():
            number.edited.connect(self._judge)
            number.finished.connect(self._save)
        self.defaults = button(theme, "alertDefaults", translate("alerts", "Back to the defaults"))
        self.defaults.clicked.connect(self._restore)
        more = Column(theme)
        more.add(FieldColumns(theme, self.numbers.values(), _NUMBER_PX))
        more.add(ButtonRow(theme, (self.defaults,)))
        self.more = Unfold(theme, "moreAlerts", translate("alerts", "More about alerts"), more)
        self.add(FieldColumns(theme, self.switches.values(), _SWITCH_PX))
        self.column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(more)

    def alerts(self) -> AlertSettings:
        """What is kept."""
        return self._alerts

    def show_alerts(self, alerts: AlertSettings) -> None:
        """Shows these."""
        self._alerts = alerts
        for name, switch in self.switches.items():
            switch.setChecked(bool(getattr(alerts, name)))
        for name, number in self.numbers.items():
            number.show_value(getattr(alerts, name))
        self._judge()

    @Slot()
    def _judge(self) -> AlertSettings | None:
        """Says what is wrong; the alerts as shown, None while something is."""
        values: dict[str, Any] = {name: switch.isChecked() for name, switch in self.switches.items()}
        for name, number in self.numbers.items():
            spec = self._specs[name]
            try:
                value = number.value()
            except ValueError:
                value = -1.0
            is_right = value is not None and spec.low <= value <= spec.high
            number.show_problem("" if is_right else words.alert_range(spec.low, spec.high, spec.unit))
            if is_right:
                values[name] = value
        return replace(self._alerts, **values) if len(values) == len(fields(AlertSettings)) else None

    @Slot()
    def _save(self) -> None:
        alerts = self._judge()
        if alerts is not None and alerts != self._alerts:
            self._alerts = alerts
            self.changed.emit()

    @Slot()
    def _restore(self) -> None:
        self.show_alerts(AlertSettings())
        self.changed.emit()


def _switches() -> dict[str, str]:
    return {
        "below_enabled": translate("alerts", "Too low for the target"),
        "above_enabled": translate("alerts", "Too high for the target"),
        "sensor_lost_enabled": translate("alerts", "Heart rate lost and back"),
        "battery_low_enabled": translate("alerts", "Sensor's battery low"),
        "target_reached_enabled": translate("alerts", "Target reached"),
        "paused_but_working_enabled": translate("alerts", "Paused, but working"),
        "not_started_but_working_enabled": translate("alerts", "Not started, but working"),
    }


def _numbers() -> dict[str, _Number]:
    bpm, seconds = translate("settings", "bpm"), translate("settings", "s")
    return {
        "below_margin_bpm": _Number(translate("alerts", "Too low: under the target by"), bpm, 0, 30),
        "above_margin_bpm": _Number(translate("alerts", "Too high: over the target by"), bpm, 0, 30),
        "dwell_s": _Number(translate("alerts", "Sounds after"), seconds, 1, 300),
        "repeat_after_s": _Number(translate("alerts", "Repeated once after"), seconds, 5, 1800),
        "back_after_s": _Number(translate("alerts", "Armed again when back for"), seconds, 1, 300),
        "first_reach_limit_s": _Number(
            translate("alerts", "Too low waits from cold up to"), seconds, 0, 3600
        ),
        "below_grace_s": _Number(
            translate("alerts", "Too low waits after a harder target"), seconds, 0, 1800
        ),
        "above_grace_s": _Number(
            translate("alerts", "Too high waits after an easier target"), seconds, 0, 1800
        ),
        "returning_bpm_per_30s": _Number(
            translate("alerts", "Silent while coming back, each 30 s by"), bpm, 0.5, 30
        ),
        "shortest_step_s": _Number(translate("alerts", "Silent in steps shorter than"), seconds, 0, 1800),
        "ceiling_dwell_s": _Number(translate("alerts", "Ceiling sounds after"), seconds, 1, 60),
        "ceiling_repeat_s": _Number(translate("alerts", "Ceiling sounds again every"), seconds, 2, 300),
        "sensor_lost_after_s": _Number(translate("alerts", "Heart rate is lost after"), seconds, 5, 300),
        "battery_low_percent": _Number(translate("alerts", "Battery is low at"), "%", 1, 60),
        "working_after_s": _Number(translate("alerts", "Working without a session for"), seconds, 30, 3600),
        "working_margin_bpm": _Number(translate("alerts", "Working means over resting by"), bpm, 5, 100),
    }
