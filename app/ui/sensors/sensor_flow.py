"""SensorFlow: remembered sensors on the page and in the store, and the engine told of their order."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.sensors import ConnectionChanged, SensorDescribed
from app.domain.settings import RememberedSensor
from app.ui.engine_bridge import EngineBridge
from app.ui.later import Awaited
from app.ui.live.alert_banner import AlertBanner, Cause, Notice
from app.ui.session_control import SessionControl

if TYPE_CHECKING:
    from app.ui.sensors.sensors_page import SensorsPage


class KeptSensors(Protocol):
    """Where sensors are remembered. The engine adds to them by itself."""

    def sensors(self) -> tuple[RememberedSensor, ...]:
        """As they are kept now, the first one first."""

    def keep_sensors(self, sensors: tuple[RememberedSensor, ...]) -> str | None:
        """Keeps these from now on; a sentence where the disk does not take them (they hold for this run)."""


class SensorFlow(QObject):
    """Follows the engine's news of sensors; takes the athlete's changes over.

    `named` brings the athlete's own words for sensors, by address.
    """

    named = Signal(object)

    def __init__(
        self,
        page: Awaited["SensorsPage"],
        banner: AlertBanner,
        control: SessionControl,
        kept: KeptSensors,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._banner = banner
        self._control = control
        self._kept = kept
        self._batteries: dict[str, int] = {}
        page.tell(lambda made: made.remembered_changed.connect(self._take))

    def listen_to(self, bridge: EngineBridge) -> None:
        """Follows what this bridge brings."""
        bridge.sensor_described.connect(self.show_description)
        bridge.connection_changed.connect(self.show_connection)

    @Slot(SensorDescribed)
    def show_description(self, description: SensorDescribed) -> None:
        """A sensor said what it is: it is remembered by now, and may have told its battery."""
        if description.battery_percent is not None:
            self._batteries[description.sensor] = description.battery_percent
        self.show()

    @Slot(ConnectionChanged)
    def show_connection(self, _link: ConnectionChanged) -> None:
        """The chosen sensor may be another by now."""
        self.show()

    @Slot(tuple)
    def _take(self, sensors: tuple[RememberedSensor, ...]) -> None:
        before = self._kept.sensors()
        problem = self._kept.keep_sensors(sensors)
        if problem is not None:
            self._banner.show_notice(Cause.ALERT, Notice(problem))
        self._control.use_fallbacks(tuple(sensor for sensor in sensors[1:] if sensor.is_fallback))
        first = sensors[0] if sensors else None
        if first is None:
            self._control.deselect_sensor()
        elif not before or before[0].address != first.address:
            self._control.use_sensor(first)
        self.show()

    def show(self) -> None:
        """Shows what is kept now."""
        sensors = self._kept.sensors()
        self._page.tell(lambda made: made.show_remembered(sensors, self._batteries))
        self.named.emit({sensor.address: sensor.label for sensor in sensors if sensor.label})
