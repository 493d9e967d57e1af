"""Alerts in words: what stands in the banner, and what the voice says."""

from PySide6.QtCore import QCoreApplication

from app.domain.snapshot import Alert, AlertKind, LiveSnapshot

translate = QCoreApplication.translate


def banner(alert: Alert) -> str:
    """The alert beside a heart rate that is seen; empty for what another notice shows or nobody needs."""
    limit_bpm = alert.limit_bpm or 0
    texts = {
        AlertKind.ABOVE: translate("alert", "Too high · ease off to below {limit}"),
        AlertKind.BELOW: translate("alert", "Too low · lift to {limit}"),
        AlertKind.CEILING: translate("alert", "Above your ceiling · ease off now, to below {limit}"),
        AlertKind.TARGET_REACHED: translate("alert", "Target reached. Well done."),
        AlertKind.PAUSED_BUT_WORKING: translate("alert", "Paused, but you are working. Space resumes."),
        AlertKind.NOT_STARTED_BUT_WORKING: translate(
            "alert", "Not started, but you are working. Space starts."
        ),
    }
    first_too_high = (
        limit_bpm + 1 if alert.kind is AlertKind.ABOVE else limit_bpm
    )  # it carries the highest bpm
    return texts.get(alert.kind, "").format(limit=first_too_high)


def spoken(alert: Alert, snapshot: LiveSnapshot) -> str:
    """The alert for the ear, as short as can be; empty for what needs no voice."""
    bpm = snapshot.bpm if alert.bpm is None else alert.bpm
    orders = {
        AlertKind.ABOVE: translate("voice", "ease off, {bpm}"),
        AlertKind.BELOW: translate("voice", "lift, {bpm}"),
        AlertKind.CEILING: translate("voice", "above your ceiling, ease off now, {bpm}"),
    }
    if alert.kind in orders:
        words = orders[alert.kind].format(bpm=bpm)
        if snapshot.zone:
            words += translate("voice", ", zone {number}").format(number=snapshot.zone)
        return words
    plain = {
        AlertKind.BACK: translate("voice", "in your target"),
        AlertKind.SENSOR_LOST: translate("voice", "heart rate lost"),
        AlertKind.SENSOR_BACK: translate("voice", "heart rate is back"),
        AlertKind.BATTERY_LOW: translate("voice", "the sensor's battery is low"),
        AlertKind.TARGET_REACHED: translate("voice", "target reached"),
        AlertKind.PAUSED_BUT_WORKING: translate("voice", "the session is paused"),
        AlertKind.NOT_STARTED_BUT_WORKING: translate("voice", "no session runs"),
    }
    return plain.get(alert.kind, "")


def no_sound() -> str:
    """Said once, where alerts cannot be heard."""
    return translate("alert", "Sound is not available on this computer: alerts are shown, not heard.")


def no_voice() -> str:
    """Said once, where nothing can speak."""
    return translate("alert", "This computer has no voice installed: alerts have their sounds only.")


def muted(*, is_muted: bool) -> str:
    """After the mute key."""
    if is_muted:
        return translate("alert", "Alerts are silent now. Ctrl+M lets them sound again.")
    return translate("alert", "Alerts sound again.")


def test_words() -> str:
    """What the voice says to be tried out."""
    return translate("voice", "ease off, 152, zone 3")
