"""What the sensors page says: remembered sensors, the link's story, and help for each brand of watch."""

from app.domain.sensors import ConnectionChanged
from app.domain.settings import RememberedSensor
from app.ui import sensor_sentences
from app.ui.sentences import translate

LONGEST_NAME = 40  # what a row still shows


def remembered() -> str:
    """The list's title."""
    return translate("sensors", "Remembered")


def in_range() -> str:
    """The other list's title."""
    return translate("sensors", "In range")


def sensor_name(sensor: RememberedSensor) -> str:
    """The athlete's own word for it, else its name, else its address."""
    return sensor.label or sensor.name or sensor.address


def remembered_note(sensor: RememberedSensor, *, is_first: bool, battery_percent: int | None) -> str:
    """Its part, its battery, and its own name where the athlete gave it another."""
    parts = []
    if is_first:
        parts.append(translate("sensors", "Connects by itself"))
    elif sensor.is_fallback:
        parts.append(translate("sensors", "Takes over when the first is lost"))
    if battery_percent is not None:
        parts.append(translate("sensors", "battery {percent} %").format(percent=battery_percent))
    if sensor.label:
        parts.append(sensor.name or sensor.address)
    return " · ".join(parts) or sensor.address


def fallback() -> str:
    """The switch that keeps a sensor connected beside the first."""
    return translate("sensors", "Back-up")


def fallback_tip() -> str:
    """What a fallback does."""
    return translate("sensors", "Kept connected beside the first, to take over when that is lost.")


def use_first() -> str:
    """Makes it the one that is looked for."""
    return translate("sensors", "Make first")


def rename() -> str:
    """Gives it a name of one's own."""
    return translate("sensors", "Rename")


def name_of_sensor() -> str:
    """The box where it is typed."""
    return translate("sensors", "Name of the sensor")


def forgotten(sensor: RememberedSensor) -> str:
    """After the athlete had it forgotten."""
    text = translate("sensors", "{name} is forgotten: it does not connect by itself any more.")
    return text.format(name=sensor_name(sensor))


def forget() -> str:
    """Forgets it."""
    return translate("sensors", "Forget")


def link_timeline() -> str:
    """The link's story."""
    return translate("sensors", "Connection log")


def nothing_happened() -> str:
    """No story yet."""
    return translate("sensors", "Nothing yet since Sidebeat was started.")


def link_entry(clock: str, link: ConnectionChanged) -> str:
    """One line of the story: time, sensor, state, and the reason where there is one."""
    name = link.sensor_name or link.sensor
    parts = [clock, name, sensor_sentences.link_state(link.state)]
    if link.attempt > 1:
        parts.append(translate("sensors", "try {attempt}").format(attempt=link.attempt))
    trouble = sensor_sentences.failure(link.reason)
    if trouble is not None:
        parts.append(trouble.text)
    return "  ".join(part for part in parts if part)


def watch_help() -> tuple[tuple[str, str], ...]:
    """How each brand starts to broadcast; the README says the same."""
    return (
        (
            "COROS",
            translate("help", "Hold the lower (back) button for the Toolbox, choose Broadcast HR."),
        ),
        (
            "Garmin",
            translate(
                "help",
                "Hold Menu (middle left): Watch Settings › Health & Wellness (older: Sensors & Accessories) "
                "› Wrist Heart Rate › Broadcast Heart Rate. Older models: on the heart-rate glance hold Menu "
                "or Up, then Options › Broadcast; some of them use ANT+ only, which no laptop hears.",
            ),
        ),
        (
            "Polar",
            translate(
                "help",
                "Before the training view's start, open the quick menu and turn on Share HR with other "
                "devices, or choose HR sensor mode from the menu.",
            ),
        ),
        (
            "Suunto",
            translate(
                "help",
                "Turn on Broadcast HR (newer models; in the control panel or under Settings › Connectivity).",
            ),
        ),
        (
            "Amazfit",
            translate(
                "help",
                "In the watch's Bluetooth or heart-rate settings turn on Heart rate push (or broadcast); it "
                "asks to be paired with the computer first.",
            ),
        ),
        (
            "Fitbit",
            translate(
                "help",
                "Charge 6: swipe down from the clock, tap HR on equipment, then Connect here and Share "
                "there. Most others cannot.",
            ),
        ),
        (
            "Huawei",
            translate(
                "help",
                "Newer models: turn on HR data broadcasts in the watch's settings, or in a workout's own.",
            ),
        ),
        (
            "Wahoo",
            translate(
                "help",
                "TICKR straps and armbands are sensors as they are. A bike computer only receives.",
            ),
        ),
        (
            translate("help", "Samsung, Google"),
            translate(
                "help", "Cannot by themselves: an app on the watch that broadcasts heart rate is needed."
            ),
        ),
        (
            translate("help", "Apple Watch"),
            translate(
                "help", "Cannot be a Bluetooth heart-rate sensor. Wear a strap or an armband beside it."
            ),
        ),
        (
            translate("help", "Straps"),
            translate(
                "help",
                "Wet the electrodes and put it on: it wakes by itself. One that a phone, a bike computer or "
                "the watch holds cannot be seen: end that connection first.",
            ),
        ),
        (
            translate("help", "Others"),
            translate("help", "“Show all devices” lists those that do not say what they are."),
        ),
    )
