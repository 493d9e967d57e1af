"""SensorsPage: remembered sensors, those in range, what to do when there are none, and the link's story."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.domain.sensors import IDLE, ConnectionChanged, SensorInRange, SensorsInRange
from app.domain.settings import RememberedSensor
from app.ui import sensor_page_sentences, sensor_sentences, sentences
from app.ui.sensors.link_timeline import LinkTimeline
from app.ui.sensors.remembered_list import RememberedList
from app.ui.sensors.sensor_row import SensorRow
from app.ui.sensors.watch_help import WatchHelp
from app.ui.settings.groups import ButtonRow
from app.ui.theme import TextSize, Theme
from app.ui.widgets.action_button import ActionButton, Emphasis
from app.ui.widgets.scroll import ScrollPage
from app.ui.widgets.text import TextLabel, muted_ink
from app.ui.widgets.unfold import Unfold

_LEAST_WIDTH_PX = 620  # a small window is used whole
_LONGEST_LINE_PX = 860  # sentences wider than this are tiring to read
SCAN_ENDS_MS = 12_000  # a scan takes 8 s: after this, nobody is listening any more


class SensorsPage(QWidget):
    """Chooses the sensor. Scanning starts when the page is first shown."""

    scan_requested = Signal(bool)
    connect_requested = Signal(str, str)
    disconnect_requested = Signal()
    remembered_changed = Signal(tuple)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sensorsPage")
        self.setAccessibleName(sentences.translate("sensors", "Sensors"))
        self._theme = theme
        self._rows: dict[str, SensorRow] = {}
        self._heard = SensorsInRange(())
        self._own_names: Mapping[str, str] = {}
        self._connection: ConnectionChanged | None = None
        self.title = TextLabel(theme, TextSize.TITLE, bold=True)
        self.title.setText(self.accessibleName())
        self.scan = ActionButton(theme, height_px=40)
        self.scan.setObjectName("scan")
        self.scan.show_action(sentences.translate("sensors", "Scan again"))
        self.scan.clicked.connect(self.look_around)
        self.show_all = ActionButton(theme, emphasis=Emphasis.FLAT, height_px=40)
        self.show_all.setObjectName("showAll")
        self.show_all.setCheckable(True)
        self.show_all.show_action(sentences.translate("sensors", "Show all devices"))
        self.show_all.clicked.connect(self.look_around)
        self.note = TextLabel(theme, TextSize.LABEL, ink=muted_ink, wraps=True)
        self.note.setObjectName("sensorsNote")
        self.remembered = RememberedList(theme)
        self.remembered.remembered_changed.connect(self.remembered_changed)
        self.in_range = TextLabel(theme, TextSize.HEADING, bold=True)
        self.in_range.setText(sensor_page_sentences.in_range())
        self.help = WatchHelp(theme)
        self.help_button = Unfold(
            theme,
            "sensorsHelpButton",
            sentences.translate("sensors", "My watch is not in the list"),
            self.help,
        )
        self.timeline = LinkTimeline(theme)
        self.timeline_button = Unfold(
            theme, "timelineButton", sensor_page_sentences.link_timeline(), self.timeline
        )
        self._scan_ends = QTimer(self)
        self._scan_ends.setSingleShot(True)
        self._scan_ends.setInterval(SCAN_ENDS_MS)
        self._scan_ends.timeout.connect(self._end_scan)
        self._lay_out()
        theme.changed.connect(self._dress)
        self._dress()
        self._show_note()

    @Slot()
    def look_around(self) -> None:
        """Asks for a scan with the choice that is shown."""
        self._heard = SensorsInRange(())
        self._scan_ends.start()
        self._show_note()
        self.scan_requested.emit(self.show_all.isChecked())

    def show_sensors(self, heard: SensorsInRange) -> None:
        """Shows what was heard, strongest first. Rows stay the same objects, so that focus stays."""
        self._heard = heard
        if heard.finished:
            self._scan_ends.stop()
        addresses = [sensor.address for sensor in heard.sensors]
        for address in [known for known in self._rows if known not in addresses]:
            row = self._rows.pop(address)
            row.hide()
            row.deleteLater()
        for place, sensor in enumerate(heard.sensors):
            row = self._rows.get(sensor.address) or self._new_row(sensor)
            own_name = self._own_names.get(sensor.address, "")
            row.show_sensor(sensor, state=self._state_of(sensor), own_name=own_name)
            if self._list.indexOf(row) != place:
                self._list.insertWidget(place, row)
        self._show_note()

    def show_connection(self, connection: ConnectionChanged) -> None:
        """Marks the row of the primary sensor, and adds to the story of the links."""
        self.timeline.show_connection(connection)
        if connection.is_primary:
            self._connection = connection
            self.show_sensors(self._heard)

    def show_remembered(self, sensors: tuple[RememberedSensor, ...], batteries: Mapping[str, int]) -> None:
        """Shows the remembered sensors, with the battery levels (percent, by address) that they told."""
        self.remembered.show_sensors(sensors, batteries)
        own_names = {sensor.address: sensor.label for sensor in sensors if sensor.label}
        if own_names != self._own_names:
            self._own_names = own_names
            self.show_sensors(self._heard)

    @Slot()
    def _end_scan(self) -> None:
        """The scan's last word did not come: the list must not pretend to listen."""
        self.show_sensors(SensorsInRange(self._heard.sensors, self._heard.problem, finished=True))

    def _state_of(self, sensor: SensorInRange) -> str | None:
        link = self._connection
        if link is None or link.state == IDLE or link.sensor != sensor.address:
            return None
        return sensor_sentences.link_state(link.state)

    def _new_row(self, sensor: SensorInRange) -> SensorRow:
        row = SensorRow(self._theme, sensor)
        row.connect_requested.connect(self.connect_requested)
        row.disconnect_requested.connect(self.disconnect_requested)
        self._rows[sensor.address] = row
        return row

    def _show_note(self) -> None:
        note = sensor_sentences.sensors_note(self._heard)
        self.note.setText(note)
        self.note.setHidden(not note)

    def _lay_out(self) -> None:
        self._looking = ButtonRow(self._theme, (self.show_all, self.scan))
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.addWidget(self.title, 1)
        self._head.addWidget(self._looking)
        self._list = QVBoxLayout()
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.addLayout(self._head)
        self._column.addWidget(self.remembered)
        self._column.addWidget(self.in_range)
        self._column.addLayout(self._list)
        self._column.addWidget(self.note)
        self._column.addWidget(self.help_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self.help)
        self._column.addWidget(self.timeline_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self.timeline)
        self._column.addStretch(1)
        self._inside = inside
        self._scroll = ScrollPage(self._theme, inside, is_centred=True)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(self._scroll)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts the buttons beside the title where there is room."""
        super().resizeEvent(event)
        self._dress()

    @Slot()
    def _dress(self) -> None:
        px = self._theme.px
        self._inside.setMaximumWidth(max(px(_LONGEST_LINE_PX), _LEAST_WIDTH_PX))
        self._column.setContentsMargins(px(20), px(16), px(20), px(20))
        self._column.setSpacing(px(14))
        self._list.setSpacing(px(8))
        self._head.setSpacing(px(8))
        buttons_px = self.show_all.sizeHint().width() + self.scan.sizeHint().width() + px(8)
        room_px = min(self.width(), self._inside.maximumWidth()) - 3 * px(20)
        is_beside = self.title.sizeHint().width() + buttons_px <= room_px
        direction = QBoxLayout.Direction
        self._head.setDirection(direction.LeftToRight if is_beside else direction.TopToBottom)
        self._looking.setFixedWidth(min(buttons_px, room_px))
