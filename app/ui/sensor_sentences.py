"""What the window says about sensors: where the link stands, what is wrong, and what to do about it."""

import os
import sys
from typing import NamedTuple

from app.domain.sensors import IDLE, LIVE, ConnectionChanged, SensorsInRange
from app.ui.sentences import translate


class Trouble(NamedTuple):
    """What is wrong and what to do, in one sentence, and the words of the button that does it."""

    text: str
    button: str


def sensor_state(connection: ConnectionChanged, battery_percent: int | None) -> str:
    """The quiet line beside the dot."""
    name = connection.sensor_name or connection.sensor
    if connection.state == LIVE:
        if battery_percent is None:
            return name
        return translate("sensor", "{name} · {percent} %").format(name=name, percent=battery_percent)
    if connection.state == IDLE:
        return translate("sensor", "No sensor")
    words = {
        "scanning": translate("sensor", "Looking for {name}"),
        "waiting": translate("sensor", "Waiting for {name}"),
        "silent": translate("sensor", "{name} is silent"),
        "disconnecting": translate("sensor", "Letting go of {name}"),
        "stopped": translate("sensor", "No sensor"),
    }
    return words.get(connection.state, translate("sensor", "Connecting to {name}")).format(name=name)


def away(connection: ConnectionChanged, *, was_live: bool, retry_in_s: int | None) -> str:
    """What the engine does about a sensor that is not there. `retry_in_s` counts down."""
    name = connection.sensor_name or translate("sensor", "your sensor")
    if not was_live and connection.attempt <= 1 and retry_in_s is None:
        return translate("sensor", "Looking for {name}.").format(name=name)
    lead = (
        translate("sensor", "Reconnecting")  # its name is in the header: this is read from afar
        if was_live
        else translate("sensor", "Connecting to {name}").format(name=name)
    )
    if connection.attempt > 1:
        lead += translate("sensor", ", try {attempt}").format(attempt=connection.attempt)
    if retry_in_s is not None:
        lead += translate("sensor", ", next in {seconds} s").format(seconds=retry_in_s)
    return lead + "."


def failure(reason: str | None) -> Trouble | None:
    """What stands in the way of the sensor, per cause; None where waiting is all there is to do."""
    retry = translate("sensor", "Try now")
    choose = translate("sensor", "Choose sensor")
    causes = {
        "no_adapter": Trouble(
            translate("sensor", "This computer has no Bluetooth: plug in an adapter."), retry
        ),
        "adapter_off": Trouble(translate("sensor", "Bluetooth is off: switch it on."), retry),
        "denied": Trouble(_denied(), retry),
        "no_daemon": Trouble(_no_service(), retry),
        "absent": Trouble(
            translate("sensor", "Not in range: wear the strap, or start heart-rate broadcast on the watch."),
            choose,
        ),
        "held_elsewhere": Trouble(
            translate("sensor", "Another phone or bike computer holds the sensor: let it go there."), retry
        ),
        "link_lost": Trouble(translate("sensor", "The link broke; the recording goes on."), retry),
        "timed_out": Trouble(translate("sensor", "The sensor did not answer: move it closer."), retry),
        "protocol_error": Trouble(
            translate("sensor", "The sensor answered oddly: switch it off and on."), retry
        ),
        "no_heart_rate": Trouble(
            translate("sensor", "This device offers no heart rate: choose another."), choose
        ),
        "silent": Trouble(
            translate("sensor", "Connected, but no heart rate comes: wear the strap, wet the electrodes."),
            retry,
        ),
    }
    return causes.get(reason) if reason is not None else None


def _denied() -> str:
    """Who keeps Bluetooth from Sidebeat differs from system to system, and so does what to do."""
    if "FLATPAK_ID" in os.environ:
        return translate(
            "sensor",
            "Flatpak keeps Bluetooth from Sidebeat: let it talk to org.bluez, with Flatseal for example.",
        )
    by_system = {
        "linux": translate(
            "sensor", "Your user may not use Bluetooth: sudo usermod -aG bluetooth $USER, then log in anew."
        ),
        "darwin": translate(
            "sensor",
            "macOS keeps Bluetooth from Sidebeat: allow it, or its terminal, under Privacy & Security.",
        ),
    }
    anywhere = translate(
        "sensor", "Sidebeat may not use Bluetooth: allow it in the system's privacy settings."
    )
    return by_system.get(sys.platform, anywhere)


def _no_service() -> str:
    by_system = {
        "linux": translate("sensor", "The Bluetooth service does not run: sudo systemctl start bluetooth."),
    }
    anywhere = translate("sensor", "The system's Bluetooth service does not run: start it in its settings.")
    return by_system.get(sys.platform, anywhere)


def no_sensor() -> Trouble:
    """Nothing is chosen yet."""
    return Trouble(
        translate("sensor", "No sensor yet: choose your strap or watch."),
        translate("sensor", "Choose sensor"),
    )


def no_contact() -> str:
    """The sensor says that it does not touch skin."""
    return translate("sensor", "The sensor has lost contact: tighten the strap, wet the electrodes.")


def no_reading() -> str:
    """Connected, but the last reading is too old."""
    return translate("sensor", "No heart rate from the sensor just now.")


def battery_low(percent: int) -> str:
    """The sensor's battery should be changed."""
    return translate("sensor", "The sensor's battery is at {percent} %.").format(percent=percent)


def signal(rssi_dbm: int | None) -> str:
    """The signal's strength."""
    if rssi_dbm is None:
        return translate("sensors", "signal unknown")
    return translate("sensors", "signal {dbm} dBm").format(dbm=rssi_dbm)


def sensor_kind(kind: str) -> str:
    """What sort of sensor it is."""
    kinds = {
        "strap": translate("sensors", "Chest strap"),
        "watch": translate("sensors", "Watch"),
        "armband": translate("sensors", "Armband"),
        "bike_computer": translate("sensors", "Bike computer"),
    }
    return kinds.get(kind, translate("sensors", "Bluetooth device"))


def connect_button(*, is_selected: bool) -> str:
    """What the button of a sensor's row does."""
    return translate("sensors", "Disconnect") if is_selected else translate("sensors", "Connect")


def link_state(state: str) -> str:
    """The state of the chosen sensor's link, for its row."""
    words = {
        "scanning": translate("sensors", "Looking for it"),
        "connecting": translate("sensors", "Connecting"),
        "subscribing": translate("sensors", "Connected, waiting for heart rate"),
        "live": translate("sensors", "Connected"),
        "silent": translate("sensors", "Connected, but silent"),
        "disconnecting": translate("sensors", "Letting go"),
        "waiting": translate("sensors", "Waiting for the next try"),
    }
    return words.get(state, translate("sensors", "Not connected"))


def sensors_note(heard: SensorsInRange) -> str:
    """What stands under the list, or instead of it."""
    trouble = failure(heard.problem)
    if trouble is not None:
        return trouble.text
    if not heard.finished:
        return translate("sensors", "Listening for sensors …")
    if heard.sensors:
        return ""
    return translate(
        "sensors",
        "Nothing found. Wear the strap and wet its electrodes, or start heart-rate broadcast on the watch. "
        "A strap that another phone or bike computer holds cannot be seen: let it go there first.",
    )


def try_now() -> str:
    """Ends the wait before the next attempt."""
    return translate("sensor", "Try now")
