"""TraceCard: the heart rate of the session that is over, as the live page drew it, from edge to edge."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.activity import Activity
from app.domain.snapshot import LiveSnapshot, LiveStatus
from app.engine.events import TraceRestored
from app.ui.live.trace import HeartRateTrace
from app.ui.live.trace_frame import TraceSpan
from app.ui.theme import Theme
from app.ui.widgets.card import Card

_HEIGHT_PX, _PADDING_PX = 150, 12


class TraceCard(Card):
    """Not there for a session without heart rate."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.trace = HeartRateTrace(theme)
        self.trace.setObjectName("summaryTrace")
        self.trace.show_span(TraceSpan.FINISHED)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.trace)
        theme.changed.connect(self._dress)
        self._dress()

    def show_activity(self, activity: Activity) -> None:
        """Draws what was counted, its laps and its pauses."""
        readings = [(sample.elapsed_s, sample.bpm) for sample in activity.samples if sample.bpm is not None]
        times_s = tuple(elapsed_s for elapsed_s, _ in readings)
        rates_bpm = tuple(bpm for _, bpm in readings)
        laps = tuple(lap.end_s for lap in activity.laps if lap.end_s < activity.summary.elapsed_s)
        self.trace.restore(TraceRestored(times_s, rates_bpm, activity.pauses, laps))
        zones = activity.summary.time_in_zone
        self.trace.show_snapshot(LiveSnapshot(status=LiveStatus.FINISHED, time_in_zone=zones))
        self.setVisible(bool(readings))

    @Slot()
    def _dress(self) -> None:
        padding = self._theme.px(_PADDING_PX)
        self._column.setContentsMargins(padding, padding, padding, padding // 2)
        self.setFixedHeight(self._theme.px(_HEIGHT_PX))
