"""What a notification's bytes mean: wire values → samples on session time."""

from app.domain.recording import Notification
from app.domain.samples import BatterySample, HeartRateSample
from ble import uuids
from ble.battery import decode_battery_level
from ble.heart_rate import decode_measurement

_MEASUREMENT = uuids.short_form(uuids.HEART_RATE_MEASUREMENT)
_BATTERY = uuids.short_form(uuids.BATTERY_LEVEL)


def translate(notification: Notification, elapsed_s: float) -> HeartRateSample | BatterySample | None:
    """The sample that a notification carries. MalformedValueError if its bytes make no sense."""
    if notification.characteristic == _MEASUREMENT:
        return _heart_rate(notification, elapsed_s)
    if notification.characteristic == _BATTERY:
        return BatterySample(elapsed_s, decode_battery_level(notification.payload), notification.sensor)
    return None


def _heart_rate(notification: Notification, elapsed_s: float) -> HeartRateSample:
    measurement = decode_measurement(notification.payload)
    no_reading = measurement.bpm == 0 or measurement.contact is False
    return HeartRateSample(
        elapsed_s,
        None if no_reading else measurement.bpm,
        notification.sensor,
        measurement.contact,
        measurement.rr_ticks,
        measurement.energy_kj,
    )
