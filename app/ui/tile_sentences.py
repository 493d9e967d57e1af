"""What the tiles and the dialog that chooses them say."""

from app.domain.activity_types import Tile
from app.ui.sentences import clock, translate


def caption(tile: Tile) -> str:
    """A tile's caption, with its unit."""
    captions = {
        Tile.AVERAGE: translate("tiles", "Average"),
        Tile.MAXIMUM: translate("tiles", "Maximum"),
        Tile.LAP: translate("tiles", "Lap"),
        Tile.TIME_IN_ZONE: translate("tiles", "Time in zone"),
        Tile.LOAD_PER_HOUR: translate("tiles", "Load per hour"),
        Tile.ENERGY: translate("tiles", "Energy kcal"),
        Tile.RMSSD: translate("tiles", "RMSSD ms"),
        Tile.DFA_ALPHA1: translate("tiles", "DFA α1"),
        Tile.DRIFT: translate("tiles", "Drift %"),
    }
    return captions[tile]


def lap(number: int, elapsed_s: float) -> str:
    """The lap's number and its time."""
    return translate("tiles", "{number} · {time}").format(number=number, time=clock(elapsed_s))


def choose() -> str:
    """The button and the dialog's title."""
    return translate("tiles", "Tiles")


def chosen() -> str:
    """The list of those that are shown."""
    return translate("tiles", "On the page")


def offered() -> str:
    """The list of those that are not."""
    return translate("tiles", "Not shown")


def how() -> str:
    """How to choose."""
    return translate(
        "tiles", "Drag between the lists, or press Enter; Alt with the arrow keys puts them in order."
    )


def limit(most: int) -> str:
    """No more than so many."""
    return translate("tiles", "{most} at most: few are read at a glance.").format(most=most)


def done() -> str:
    """Closes the dialog."""
    return translate("tiles", "Done")


def no_tile() -> str:
    """In an empty list."""
    return translate("tiles", "None")
