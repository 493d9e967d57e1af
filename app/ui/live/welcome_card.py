"""WelcomeCard: what stands where the heart rate will, until there is a sensor: choose, or try it out."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.domain.sensors import SensorInRange, SensorsInRange
from app.ui import welcome_sentences
from app.ui.sensors.sensor_row import SensorRow
from app.ui.theme import TextSize, Theme
from app.ui.widgets.action_button import ActionButton
from app.ui.widgets.card import Card
from app.ui.widgets.text import TextLabel, muted_ink

_MOST_ROWS = 3  # the strongest; the sensors page has them all
_PADDING_PX, _GAP_PX, _BUTTON_PX = 22, 10, 44


class WelcomeCard(Card):
    """Covers `panel` while it is shown; what is covered keeps its place."""

    connect_requested = Signal(str, str)
    demo_requested = Signal()
    help_requested = Signal()

    def __init__(self, theme: Theme, panel: QWidget) -> None:
        super().__init__(theme, panel)
        self.setObjectName("welcomeCard")
        self._panel = panel
        self._rows: dict[str, SensorRow] = {}  # by address, strongest first
        self.title = TextLabel(theme, TextSize.HEADING, bold=True, wraps=True)
        self.note = TextLabel(theme, TextSize.LABEL, ink=muted_ink, wraps=True)
        self.demo = ActionButton(theme, height_px=_BUTTON_PX)
        self.demo.setObjectName("tryDemo")
        self.demo.show_action(welcome_sentences.try_demo())
        self.demo.clicked.connect(self.demo_requested)
        self.help = ActionButton(theme, height_px=_BUTTON_PX)
        self.help.setObjectName("welcomeHelp")
        self.help.show_action(welcome_sentences.not_in_list())
        self.help.clicked.connect(self.help_requested)
        self._list = QVBoxLayout()
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons.addWidget(self.demo)
        self._buttons.addWidget(self.help)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.title)
        self._column.addWidget(self.note)
        self._column.addLayout(self._list)
        self._column.addStretch(1)
        self._column.addLayout(self._buttons)
        self.hide()
        panel.installEventFilter(self)
        self._once_more = QTimer(self)  # when those inside, too, have followed the theme
        self._once_more.setSingleShot(True)
        self._once_more.timeout.connect(self._fit)
        theme.changed.connect(self._once_more.start)
        self.show_sensors(SensorsInRange(()))

    def allow_demo(self, *, is_allowed: bool) -> None:
        """Whether a simulated heart can be had."""
        self.demo.setVisible(is_allowed)

    def show_sensors(self, heard: SensorsInRange) -> None:
        """What was heard, strongest first; rows stay the same objects, so that the focus stays."""
        self.title.setText(welcome_sentences.title(heard))
        self.note.setText(welcome_sentences.note(heard))
        nearest = heard.sensors[:_MOST_ROWS]
        for address in self._rows.keys() - {sensor.address for sensor in nearest}:
            row = self._rows.pop(address)
            row.hide()
            row.deleteLater()
        self._rows = {
            sensor.address: self._rows.get(sensor.address) or self._new_row(sensor) for sensor in nearest
        }
        for place, (sensor, row) in enumerate(zip(nearest, self._rows.values(), strict=True)):
            row.show_sensor(sensor, state=None)
            if self._list.indexOf(row) != place:
                self._list.insertWidget(place, row)
        self._come_first()
        self._fit()

    def cover(self, *, is_needed: bool) -> None:
        """Comes or goes."""
        if is_needed != self.isHidden():
            return
        for covered in self._panel.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if covered is not self:
                policy = covered.sizePolicy()
                policy.setRetainSizeWhenHidden(True)
                covered.setSizePolicy(policy)
                covered.setVisible(not is_needed)
        self.setVisible(is_needed)
        self.setGeometry(self._panel.rect())
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As large as what it covers."""
        if event.type() is QEvent.Type.Resize and watched is self._panel:
            self.setGeometry(self._panel.rect())
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shows what there is room for."""
        super().resizeEvent(event)
        self._fit()
        self._once_more.start()

    def _come_first(self) -> None:
        """Tab reaches the sensors before all else on the page: nobody wants anything else of it now."""
        before = self._panel.parentWidget()
        for button in (*(row.button for row in self._rows.values()), self.demo, self.help):
            if before is not None:
                self.setTabOrder(before, button)
            before = button

    @Slot()
    def _fit(self) -> None:
        """The title and the buttons first, then the sensors, the strongest first, then the advice."""
        px, direction = self._theme.px, QBoxLayout.Direction
        padding, gap = px(_PADDING_PX), px(_GAP_PX)
        self._column.setContentsMargins(padding, padding, padding, padding)
        for layout in (self._column, self._list, self._buttons):
            layout.setSpacing(gap)
        inside_px = self.width() - 2 * padding
        shown = [button for button in (self.demo, self.help) if not button.isHidden()]
        for button in shown:
            button.shrink(min(inside_px / button.unshrunk_px(), 1.0))
        is_wide = sum(button.sizeHint().width() + gap for button in shown) <= inside_px
        self._buttons.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)
        rows = list(self._rows.values())
        buttons_px = (1 if is_wide else len(shown)) * (self.demo.sizeHint().height() + gap)
        room_px = self.height() - 2 * padding - buttons_px - self.title.heightForWidth(inside_px) - 3 * gap
        note_px = self.note.heightForWidth(inside_px) + gap
        wished: list[tuple[QWidget, int]] = [(row, row.height_px() + gap) for row in rows]
        wished += [(self.note, note_px)]
        for widget, needed_px in wished:
            widget.setVisible(needed_px <= room_px)
            room_px -= needed_px if needed_px <= room_px else 0

    def _new_row(self, sensor: SensorInRange) -> SensorRow:
        row = SensorRow(self._theme, sensor)
        row.connect_requested.connect(self.connect_requested)
        return row
