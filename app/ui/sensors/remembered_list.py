"""RememberedList: the sensors that connect by themselves, in order; renaming, falling back, forgetting."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.settings import RememberedSensor
from app.ui import sensor_page_sentences as words
from app.ui.theme import TextSize, Theme
from app.ui.widgets.action_button import ActionButton, Emphasis
from app.ui.widgets.card import Card
from app.ui.widgets.inputs import Switch, TextBox
from app.ui.widgets.text import TextLabel, muted_ink
from app.ui.widgets.wrap import WrapLayout

if TYPE_CHECKING:
    from app.ui.history.import_strip import ImportStrip


class NameBox(TextBox):
    """A name being typed: Enter keeps it, Escape leaves the old one."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape does not reach the window."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class RememberedRow(Card):
    """One remembered sensor."""

    changed = Signal(RememberedSensor)
    preferred = Signal()
    forgotten = Signal()

    def __init__(self, theme: Theme, sensor: RememberedSensor, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._sensor = sensor
        self.name = TextLabel(theme, TextSize.LABEL, bold=True, elides=True)
        self.note = TextLabel(theme, TextSize.BODY, ink=muted_ink, sheds=True)
        self.box = NameBox(theme)
        self.box.setAccessibleName(words.name_of_sensor())
        self.box.setMaxLength(words.LONGEST_NAME)
        self.box.hide()
        self.box.returnPressed.connect(self._keep_name)
        self.box.left.connect(self._leave_name)
        self.fallback = Switch(theme, words.fallback())
        self.fallback.setToolTip(words.fallback_tip())
        self.fallback.clicked.connect(self._switch_fallback)
        self.first = self._button(theme, words.use_first())
        self.first.clicked.connect(self.preferred)
        self.rename = self._button(theme, words.rename())
        self.rename.clicked.connect(self._begin_name)
        self.forget = self._button(theme, words.forget())
        self.forget.clicked.connect(self.forgotten)
        self._lay_out()
        theme.changed.connect(self._dress)
        self._dress()

    def show_sensor(self, sensor: RememberedSensor, *, is_first: bool, battery_percent: int | None) -> None:
        """Shows the sensor; the first is the one that is looked for, and needs no fallback switch."""
        self._sensor = sensor
        name = words.sensor_name(sensor)
        self.name.setText(name)
        self.note.setText(words.remembered_note(sensor, is_first=is_first, battery_percent=battery_percent))
        self.fallback.setVisible(not is_first)
        self.first.setVisible(not is_first)
        self.fallback.setChecked(sensor.is_fallback)
        self.fallback.setAccessibleName(f"{words.fallback()} {name}")
        for button in (self.first, self.rename, self.forget):
            button.setAccessibleName(f"{button.text()} {name}")

    @Slot()
    def _begin_name(self) -> None:
        self.box.setText(self.name.text())
        self.box.selectAll()
        self._show_box(is_shown=True)
        self.box.setFocus()

    @Slot()
    def _keep_name(self) -> None:
        label = self.box.text().strip()
        self._leave_name()
        if label != self._sensor.label:
            self.changed.emit(replace(self._sensor, label="" if label == self._sensor.name else label))

    @Slot()
    def _leave_name(self) -> None:
        self._show_box(is_shown=False)
        self.rename.setFocus()

    @Slot()
    def _switch_fallback(self) -> None:
        self.changed.emit(replace(self._sensor, is_fallback=self.fallback.isChecked()))

    def _show_box(self, *, is_shown: bool) -> None:
        self.box.setVisible(is_shown)
        self.name.setVisible(not is_shown)

    def _button(self, theme: Theme, text: str) -> ActionButton:
        button = ActionButton(theme, emphasis=Emphasis.FLAT, height_px=36)
        button.show_action(text)
        return button

    def _lay_out(self) -> None:
        self._words = QVBoxLayout()
        self._words.setSpacing(0)
        for widget in (self.name, self.box, self.note):
            self._words.addWidget(widget)
        self._row = QVBoxLayout(self)
        self._row.addLayout(self._words)
        self._actions = WrapLayout()
        for button in (self.fallback, self.first, self.rename, self.forget):
            self._actions.addWidget(button)
        self._row.addLayout(self._actions)

    @Slot()
    def _dress(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(18), px(10), px(12), px(6))
        self._row.setSpacing(px(4))
        self._actions.setSpacing(px(8))


class RememberedList(QWidget):
    """`remembered_changed` carries all of them after each change, in order; what was forgotten comes back."""

    remembered_changed = Signal(tuple)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sensors: tuple[RememberedSensor, ...] = ()
        self._batteries: Mapping[str, int] = {}
        self._forgotten: tuple[int, RememberedSensor] | None = None  # and the place it had
        self.rows: dict[str, RememberedRow] = {}
        self.strip: ImportStrip | None = None
        self.title = TextLabel(theme, TextSize.HEADING, bold=True)
        self.title.setText(words.remembered())
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        head = QHBoxLayout()
        head.addWidget(self.title)
        self._column.addLayout(head)
        self.hide()

    def show_sensors(self, sensors: tuple[RememberedSensor, ...], batteries: Mapping[str, int]) -> None:
        """Shows them in order; rows stay the same objects, so that focus stays."""
        self._sensors, self._batteries = sensors, batteries
        for address in set(self.rows) - {sensor.address for sensor in sensors}:
            row = self.rows.pop(address)
            row.hide()
            row.deleteLater()
        for place, sensor in enumerate(sensors):
            row = self.rows.get(sensor.address) or self._new_row(sensor)
            row.show_sensor(sensor, is_first=place == 0, battery_percent=batteries.get(sensor.address))
            if self._column.indexOf(row) != place + 1:
                self._column.insertWidget(place + 1, row)
        if self._forgotten is not None and self._forgotten[1].address in self.rows:
            self._leave_forgotten()
        self.setVisible(bool(sensors) or self._forgotten is not None)

    def _new_row(self, sensor: RememberedSensor) -> RememberedRow:
        row = RememberedRow(self._theme, sensor)
        row.changed.connect(self._change)
        row.preferred.connect(partial(self._prefer, sensor.address))
        row.forgotten.connect(partial(self._forget, sensor.address))
        self.rows[sensor.address] = row
        return row

    @Slot(RememberedSensor)
    def _change(self, sensor: RememberedSensor) -> None:
        self._take(tuple(sensor if each.address == sensor.address else each for each in self._sensors))

    def _prefer(self, address: str) -> None:
        chosen = tuple(each for each in self._sensors if each.address == address)
        self._take((*chosen, *(each for each in self._sensors if each.address != address)))

    def _forget(self, address: str) -> None:
        self._forgotten = next(
            (place, each) for place, each in enumerate(self._sensors) if each.address == address
        )
        self._take(tuple(each for each in self._sensors if each.address != address))
        strip = self.strip = self.strip or self._made_strip()
        strip.show_done(words.forgotten(self._forgotten[1]), can_undo=True)
        strip.undo.setFocus()

    @Slot()
    def _undo(self) -> None:
        if self._forgotten is not None:
            place, sensor = self._forgotten
            self._take((*self._sensors[:place], sensor, *self._sensors[place:]))
            self.rows[sensor.address].forget.setFocus()

    @Slot()
    def _leave_forgotten(self) -> None:
        """It is remembered again, or nobody wants it back."""
        self._forgotten = None
        if self.strip is not None:
            self.strip.hide()
        self.setVisible(bool(self._sensors))

    def _made_strip(self) -> "ImportStrip":
        from app.ui.history.import_strip import ImportStrip  # noqa: PLC0415 - with the first that is forgotten

        strip = ImportStrip(self._theme)
        strip.undo_requested.connect(self._undo)
        strip.close_strip.clicked.connect(self._leave_forgotten)
        self._column.addWidget(strip)
        return strip

    def _take(self, sensors: tuple[RememberedSensor, ...]) -> None:
        self.show_sensors(sensors, self._batteries)
        self.remembered_changed.emit(sensors)
