"""SessionButtons: start or pause, lap, stop; large enough for a sweaty hand."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.domain.snapshot import LiveStatus
from app.ui import sentences
from app.ui.prepare.prepare_button import PrepareButton
from app.ui.theme import Theme
from app.ui.widgets.action_button import ActionButton, Emphasis


class SessionButtons(QWidget):
    """Says what the athlete wants; what it means is decided by the session's status."""

    start_requested = Signal()
    pause_requested = Signal()
    resume_requested = Signal()
    lap_requested = Signal()
    stop_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._status: LiveStatus | None = None
        self.start_pause = ActionButton(
            theme, emphasis=Emphasis.PRIMARY, key_hint=sentences.translate("live", "Space")
        )
        self.start_pause.setObjectName("startPause")
        self.start_pause.clicked.connect(self._start_or_pause)
        self.lap = ActionButton(theme, key_hint="L")
        self.lap.setObjectName("lap")
        self.lap.show_action(sentences.translate("live", "Lap"), "lap")
        self.lap.clicked.connect(self.lap_requested)
        self.stop = ActionButton(theme, key_hint="S")
        self.stop.setObjectName("stop")
        self.stop.show_action(sentences.translate("live", "Stop"), "stop")
        self.stop.clicked.connect(self.stop_requested)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.activity = PrepareButton(theme, "chooseActivity", "A")
        self.target = PrepareButton(theme, "chooseTarget", "T")
        self._can_prepare = False
        self._row.addWidget(self.start_pause, 6)
        self._row.addWidget(self.lap, 3)
        self._row.addWidget(self.stop, 3)
        self._row.addWidget(self.activity, 4)
        self._row.addWidget(self.target, 4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)
        self._dress()
        self.show_status(LiveStatus.IDLE)

    def show_status(self, status: LiveStatus) -> None:
        """Offers what can be done now."""
        if status is self._status:
            return
        self._status = status
        icon_name = "pause" if status is LiveStatus.RUNNING else "play"
        self.start_pause.show_action(sentences.start_pause(status), icon_name)
        self.start_pause.setEnabled(status is not LiveStatus.FINISHED)
        self.lap.setEnabled(status is LiveStatus.RUNNING)
        self.stop.setEnabled(status.is_under_way)
        self._show_preparation()

    def show_preparation(self, activity: str, icon_name: str, target: str) -> None:
        """What would be started; before the start it stands where lap and stop are afterwards."""
        self.activity.show_choice(activity, icon_name)
        self.target.show_choice(target, "target")
        self._can_prepare = True
        self._show_preparation()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The choices take what «Start» can spare."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        start_px = self.start_pause.minimumSizeHint().width()
        spare_px = self.width() - start_px - 2 * self._row.spacing()
        for choice in (self.activity, self.target):
            choice.allow(spare_px // 2)

    def _show_preparation(self) -> None:
        prepares = self._can_prepare and self._status in {LiveStatus.IDLE, LiveStatus.FINISHED}
        for choice in (self.activity, self.target):
            choice.setVisible(prepares)
        for button in (self.lap, self.stop):
            button.setVisible(not prepares)

    @Slot()
    def _start_or_pause(self) -> None:
        wish = {
            LiveStatus.IDLE: self.start_requested,
            LiveStatus.RUNNING: self.pause_requested,
            LiveStatus.PAUSED: self.resume_requested,
        }.get(self._status or LiveStatus.FINISHED)
        if wish is not None:
            wish.emit()

    @Slot()
    def _dress(self) -> None:
        self._row.setSpacing(self._theme.px(12))
        self._share_room()
