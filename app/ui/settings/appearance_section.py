"""AppearanceSection: light or dark, how large text is, how much moves, whether the screen stays awake."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal, Slot

from app.domain.settings import TEXT_SCALE_RANGE_PERCENT, Settings
from app.domain.settings import Theme as Palette
from app.ui.sentences import translate
from app.ui.settings import setting_sentences as words
from app.ui.settings.fields import Chips
from app.ui.settings.groups import ButtonRow, Column, Group, button
from app.ui.theme import TextSize, Theme
from app.ui.widgets.inputs import Switch
from app.ui.widgets.text import TextLabel

_STEP_PERCENT = 10


class AppearanceSection(Column):
    """Everything here takes effect at once."""

    settings_changed = Signal(Settings)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setObjectName("appearanceSection")
        self._settings = Settings()
        self.palettes: Chips[Palette] = Chips(
            theme, "palette", translate("settings", "Colours"), words.themes(), is_field=True
        )
        self.palettes.changed.connect(self._choose_palette)
        self.smaller = button(theme, "textSmaller", translate("settings", "Smaller"))
        self.smaller.clicked.connect(partial(self._scale, -_STEP_PERCENT))
        self.larger = button(theme, "textLarger", translate("settings", "Larger"))
        self.larger.clicked.connect(partial(self._scale, _STEP_PERCENT))
        self.percent = TextLabel(theme, TextSize.HEADING, bold=True)
        self.percent.setObjectName("textScale")
        self.awake = Switch(theme, translate("settings", "Keep the screen awake while a session runs"))
        self.awake.setObjectName("keepAwake")
        self.awake.clicked.connect(self._choose_awake)
        self.still = Switch(theme, translate("settings", "Less motion (else as the system)"))
        self.still.setObjectName("lessMotion")
        self.still.clicked.connect(self._choose_motion)
        self.media_keys = Switch(
            theme, translate("settings", "Media keys: play/pause starts and pauses, next ends a lap")
        )
        self.media_keys.setObjectName("mediaKeys")
        self.media_keys.clicked.connect(self._choose_media_keys)
        colours = Group(theme, translate("settings", "Look"))
        colours.add(self.palettes)
        text = Group(
            theme,
            translate("settings", "Text size"),
            translate("settings", "Everything grows with the window as well. 80 to 200 %."),
        )
        text.add(self.percent)
        text.add(ButtonRow(theme, (self.smaller, self.larger)))
        screen = Group(theme, translate("settings", "Screen"))
        screen.add(self.awake)
        screen.add(self.still)
        keyboard = Group(
            theme,
            translate("settings", "Keyboard"),
            translate("settings", "While a Sidebeat window is in front. Off, these keys belong to the film."),
        )
        keyboard.add(self.media_keys)
        self.add(colours, text, screen, keyboard)
        self.column.addStretch(1)

    def show_settings(self, settings: Settings) -> None:
        """Shows the look that is chosen."""
        self._settings = settings
        low, high = TEXT_SCALE_RANGE_PERCENT
        percent = round(settings.text_scale * 100)
        self.palettes.show_value(settings.theme)
        self.percent.setText(translate("settings", "{percent} %").format(percent=percent))
        self.percent.setAccessibleName(translate("settings", "Text size {percent} %").format(percent=percent))
        self.smaller.setEnabled(percent > low)
        self.larger.setEnabled(percent < high)
        self.awake.setChecked(settings.keep_awake)
        self.still.setChecked(settings.less_motion)
        self.media_keys.setChecked(settings.media_keys)

    @Slot()
    def save(self) -> None:
        """Nothing waits here: every choice was kept when it was made."""

    def _scale(self, step_percent: int, _is_checked: bool = False) -> None:
        low, high = TEXT_SCALE_RANGE_PERCENT
        percent = min(max(round(self._settings.text_scale * 100) + step_percent, low), high)
        self._change(replace(self._settings, text_scale_percent=percent))

    @Slot()
    def _choose_palette(self) -> None:
        self._change(replace(self._settings, theme=self.palettes.value() or Palette.SYSTEM))

    @Slot()
    def _choose_awake(self) -> None:
        self._change(replace(self._settings, keep_awake=self.awake.isChecked()))

    @Slot()
    def _choose_motion(self) -> None:
        self._change(replace(self._settings, less_motion=self.still.isChecked()))

    @Slot()
    def _choose_media_keys(self) -> None:
        self._change(replace(self._settings, media_keys=self.media_keys.isChecked()))

    def _change(self, settings: Settings) -> None:
        self.show_settings(settings)
        self.settings_changed.emit(settings)
