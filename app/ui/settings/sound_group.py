"""SoundGroup: how loud alerts are, whether they are spoken, and a button to hear one."""

from dataclasses import replace

from PySide6.QtCore import Signal, Slot

from app.domain.settings import Settings
from app.ui.sentences import translate
from app.ui.settings.fields import Chips
from app.ui.settings.groups import ButtonRow, FieldColumns, Group, button
from app.ui.theme import Theme
from app.ui.widgets.inputs import Switch

_VOLUMES = (0.2, 0.45, 0.7, 1.0)
_SWITCH_PX = 300  # as the switches of the alerts below


class SoundGroup(Group):
    """Everything here takes effect at once."""

    changed = Signal(Settings)
    test_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, translate("sounds", "Sound"))
        self._settings = Settings()
        words = (
            translate("sounds", "Soft"),
            translate("sounds", "Medium"),
            translate("sounds", "Loud"),
            translate("sounds", "Loudest"),
        )
        self.volume: Chips[float] = Chips(
            theme,
            "volume",
            translate("sounds", "Volume"),
            dict(zip(_VOLUMES, words, strict=True)),
            is_field=True,
        )
        self.muted = Switch(theme, translate("sounds", "All alerts silent, the ceiling's too (Ctrl+M)"))
        self.muted.setObjectName("alertsMuted")
        self.spoken = Switch(theme, translate("sounds", "Spoken: “ease off, 152, zone 3”"))
        self.spoken.setObjectName("alertsSpoken")
        self.test = button(theme, "testSound", translate("sounds", "Try it"))
        loud = FieldColumns(theme, (self.muted, self.spoken), _SWITCH_PX)
        for widget in (self.volume, loud, ButtonRow(theme, (self.test,))):
            self.add(widget)
        self.volume.changed.connect(self._choose)
        self.muted.clicked.connect(self._choose)
        self.spoken.clicked.connect(self._choose)
        self.test.clicked.connect(self.test_requested)

    def show_settings(self, settings: Settings) -> None:
        """Shows what is chosen; of the volumes the nearest."""
        self._settings = settings
        self.volume.show_value(min(_VOLUMES, key=lambda volume: abs(volume - settings.volume)))
        self.muted.setChecked(settings.alerts_muted)
        self.spoken.setChecked(settings.alerts_spoken)

    @Slot()
    def _choose(self) -> None:
        volume = self.volume.value()
        self._settings = replace(
            self._settings,
            volume=self._settings.volume if volume is None else volume,
            alerts_muted=self.muted.isChecked(),
            alerts_spoken=self.spoken.isChecked(),
        )
        self.changed.emit(self._settings)
