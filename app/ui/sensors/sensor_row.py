"""SensorRow: one sensor in range, with its signal, and the button that connects to it."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.sensors import SensorInRange
from app.ui import sensor_sentences
from app.ui.colours import mix
from app.ui.theme import TextSize, Theme
from app.ui.widgets.action_button import ActionButton
from app.ui.widgets.card import Card
from app.ui.widgets.text import TextLabel, muted_ink

_BAR_FROM_DBM = (-95, -82, -70, -58)  # each bar lights from here on; a strap at arm's length is near −60
_BAR_PX, _GAP_PX, _TALLEST_PX = 5, 3, 22


def signal_bars(rssi_dbm: int | None) -> int:
    """0 to 4."""
    return 0 if rssi_dbm is None else sum(rssi_dbm >= bound for bound in _BAR_FROM_DBM)


class SignalBars(QWidget):
    """Four bars, as on a telephone."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bars = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_signal(self, rssi_dbm: int | None) -> None:
        """Lights the bars."""
        self._bars = signal_bars(rssi_dbm)
        self.setAccessibleName(sensor_sentences.signal(rssi_dbm))
        self.setToolTip(self.accessibleName())
        self.update()

    def sizeHint(self) -> QSize:
        """Four bars and the gaps between them."""
        bars = len(_BAR_FROM_DBM)
        return QSize(self._theme.px(bars * _BAR_PX + (bars - 1) * _GAP_PX), self._theme.px(_TALLEST_PX))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints lit and unlit bars."""
        colours = self._theme.colours
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            step = (self.width() + self._theme.px(_GAP_PX)) / len(_BAR_FROM_DBM)
            for index in range(len(_BAR_FROM_DBM)):
                height = self.height() * (index + 1.4) / (len(_BAR_FROM_DBM) + 0.4)
                is_lit = index < self._bars
                painter.setBrush(QColor(colours.text if is_lit else mix(colours.muted, colours.surface, 0.7)))
                area = QRectF(index * step, self.height() - height, step - self._theme.px(_GAP_PX), height)
                painter.drawRoundedRect(area, 1.5, 1.5)
        finally:
            painter.end()


class SensorRow(Card):
    """A sensor by name and kind. Connects on its button, or lets go of the one that is connected."""

    connect_requested = Signal(str, str)
    disconnect_requested = Signal()

    def __init__(self, theme: Theme, sensor: SensorInRange, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._sensor = sensor
        self._is_selected = False
        self.name = TextLabel(theme, TextSize.LABEL, bold=True)
        self.kind = TextLabel(theme, TextSize.BODY, ink=muted_ink)
        self.bars = SignalBars(theme)
        self.button = ActionButton(theme, height_px=40)
        self.button.clicked.connect(self._act)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        words.addWidget(self.kind)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.bars)
        self._row.addLayout(words, 1)
        self._row.addWidget(self.button)
        theme.changed.connect(self._dress)
        self._dress()
        self.show_sensor(sensor, state=None)

    def show_sensor(self, sensor: SensorInRange, *, state: str | None, own_name: str = "") -> None:
        """Shows the sensor as heard now; `state` is the link's word if this is the chosen one.

        `own_name`: what the athlete calls it; what it calls itself is told under the mouse.
        """
        self._sensor = sensor
        self._is_selected = state is not None
        self.name.setText(own_name or sensor.name or sensor.address)
        self.setToolTip(sensor.name or sensor.address)
        self.kind.setText(state or sensor_sentences.sensor_kind(sensor.kind))
        self.bars.show_signal(sensor.rssi_dbm)
        self.button.show_action(sensor_sentences.connect_button(is_selected=self._is_selected))
        self.button.setAccessibleName(f"{self.button.text()} {self.name.text()}")

    def height_px(self) -> int:
        """What it needs now; a hidden row's layout still holds what its letters took before they grew."""
        words_px = self.name.sizeHint().height() + self.kind.sizeHint().height()
        margins = self._row.contentsMargins()
        return max(self.button.sizeHint().height(), words_px) + margins.top() + margins.bottom()

    @Slot()
    def _act(self) -> None:
        if self._is_selected:
            self.disconnect_requested.emit()
        else:
            self.connect_requested.emit(self._sensor.address, self._sensor.name or "")

    @Slot()
    def _dress(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(18), px(10), px(12), px(10))
        self._row.setSpacing(px(16))
