"""What the window says before there is a sensor."""

from app.domain.sensors import SensorsInRange
from app.ui import sensor_sentences
from app.ui.sentences import translate


def title(heard: SensorsInRange) -> str:
    """What is wrong, what was found, or that Sidebeat is looking."""
    trouble = sensor_sentences.failure(heard.problem)
    if trouble is not None:
        return trouble.text
    if heard.sensors:
        return translate("welcome", "Which of these do you wear?")
    return translate("welcome", "Looking for your strap or watch …")


def note(heard: SensorsInRange) -> str:
    """What to do meanwhile."""
    if heard.problem is not None:
        return translate("welcome", "Sidebeat looks again by itself, every few seconds.")
    if heard.sensors:
        return translate("welcome", "From then on it connects by itself.")
    return translate(
        "welcome",
        "Wear the strap and wet its electrodes, or start heart-rate broadcast on the watch. "
        "What a phone or bike computer holds cannot be seen: let it go there.",
    )


def try_demo() -> str:
    """Opens the demo."""
    return translate("welcome", "Try it with a simulated heart")


def not_in_list() -> str:
    """Opens the help, brand by brand."""
    return translate("welcome", "My watch is not in the list")


def demo_failed() -> str:
    """The demo's window could not be opened."""
    return translate("welcome", "The demo could not be opened: start Sidebeat with --demo.")
