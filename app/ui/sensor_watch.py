"""SensorWatch: the link's state as the header's quiet line and the banner's notice, with a countdown."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.sensors import IDLE, LIVE, ConnectionChanged, SensorsInRange
from app.ui import sensor_sentences
from app.ui.live.alert_banner import AlertBanner, Cause, Notice

if TYPE_CHECKING:
    from app.engine.events import SnapshotTaken


LOW_BATTERY_PERCENT, LAST_BATTERY_PERCENT = 15, 5
BATTERY_SHOWN_MS = 60_000  # then the percentage in the header is enough: zone and mini window need the room


class SensorWatch(QObject):
    """Quiet while all is well; one sentence and one button when not."""

    line_changed = Signal(str, bool)

    def __init__(
        self,
        banner: AlertBanner,
        *,
        retry: Callable[[], None],
        choose: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._banner = banner
        self._retry = retry
        self._choose = choose
        self._link = ConnectionChanged("", None, IDLE)
        self._is_held = False
        self._own_names: Mapping[str, str] = {}
        self._was_live = False
        self._battery_percent: int | None = None
        self._contact: bool | None = None
        self._has_reading = False
        self._scan_problem: str | None = None
        self._has_session = False  # before it, the welcome card says what to do
        self._retry_in_s: int | None = None
        self._battery_told: tuple[str, bool] | None = None  # of which sensor, whether at its last percents
        self._battery_shown = QTimer(self)
        self._battery_shown.setObjectName("batteryShown")
        self._battery_shown.setSingleShot(True)
        self._battery_shown.setInterval(BATTERY_SHOWN_MS)
        self._battery_shown.timeout.connect(self._show)
        self._second = QTimer(self)
        self._second.setObjectName("retryCountdown")
        self._second.setInterval(1000)
        self._second.timeout.connect(self._count_down)

    def hold(self) -> None:
        """Says nothing until `release`: what comes is news of steps that are over."""
        self._is_held = True

    @Slot()
    def release(self) -> None:
        """Says how things are now."""
        self._is_held = False
        self._show()

    def show_connection(self, link: ConnectionChanged) -> None:
        """The primary's link came to another state; what another one that stands by does is no news here."""
        if not link.is_primary:
            return
        if link.sensor != self._link.sensor:
            self._was_live, self._battery_percent = False, None
        self._link = link
        self._was_live = self._was_live or link.state == LIVE
        self._retry_in_s = round(link.retry_in_s) if link.retry_in_s else None
        if self._retry_in_s is None:
            self._second.stop()
        else:
            self._second.start()
        self._show()

    @Slot(object)
    def show_names(self, own_names: Mapping[str, str]) -> None:
        """The athlete's own words for sensors, by address."""
        if own_names != self._own_names:
            self._own_names = own_names
            self._show()

    def show_sensors(self, heard: SensorsInRange) -> None:
        """What stands in the way of finding a sensor, if anything does."""
        if heard.problem != self._scan_problem:
            self._scan_problem = heard.problem
            self._show()

    def show_snapshot(self, taken: "SnapshotTaken") -> None:
        """Battery, contact, and whether a reading is fresh."""
        snapshot = taken.snapshot
        has_session = snapshot.status.is_under_way
        seen = (taken.battery_percent, snapshot.sensor_contact, snapshot.bpm is not None, has_session)
        if seen != (self._battery_percent, self._contact, self._has_reading, self._has_session):
            self._battery_percent, self._contact, self._has_reading, self._has_session = seen
            self._show()

    @Slot()
    def _count_down(self) -> None:
        self._retry_in_s = None if self._retry_in_s is None or self._retry_in_s <= 1 else self._retry_in_s - 1
        if self._retry_in_s is None:
            self._second.stop()
        self._show()

    @Slot()
    def _show(self) -> None:
        if self._is_held:
            return
        is_well = self._link.state == LIVE and self._has_reading
        self.line_changed.emit(sensor_sentences.sensor_state(self._named(), self._battery_percent), is_well)
        self._banner.show_notice(Cause.SENSOR, None if is_well else self._notice())
        self._banner.show_notice(Cause.BATTERY, self._battery_notice())

    def _battery_notice(self) -> Notice | None:
        """Of a low battery: for a minute, and once more when hardly anything is left."""
        percent = self._battery_percent
        if self._link.state != LIVE or percent is None or percent > LOW_BATTERY_PERCENT:
            return None
        told = (self._link.sensor, percent <= LAST_BATTERY_PERCENT)
        if told != self._battery_told:
            self._battery_told = told
            self._battery_shown.start()
        return Notice(sensor_sentences.battery_low(percent)) if self._battery_shown.isActive() else None

    def _named(self) -> ConnectionChanged:
        link = self._link
        return replace(link, sensor_name=self._own_names.get(link.sensor, link.sensor_name))

    def _notice(self) -> Notice | None:
        link = self._named()
        if link.state == IDLE:
            trouble = sensor_sentences.failure(self._scan_problem) or sensor_sentences.no_sensor()
            return Notice(trouble.text, trouble.button, self._choose) if self._has_session else None
        if link.state == LIVE:
            return Notice(
                sensor_sentences.no_contact() if self._contact is False else sensor_sentences.no_reading()
            )
        away = sensor_sentences.away(link, was_live=self._was_live, retry_in_s=self._retry_in_s)
        subject = f"{link.state} {link.reason}"  # the countdown and the tries are seen, not read out
        trouble_found = sensor_sentences.failure("silent" if link.state == "silent" else link.reason)
        if trouble_found is None:
            button = sensor_sentences.try_now() if link.attempt > 1 else ""
            return Notice(away, button, self._retry if button else None, subject=subject)
        action = self._choose if link.reason in {"absent", "no_heart_rate"} else self._retry
        return Notice(f"{trouble_found.text} {away}", trouble_found.button, action, subject=subject)
