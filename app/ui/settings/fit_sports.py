"""The FIT sports that an activity may export as, by words; the numbers are the FIT profile's."""

from app.ui.sentences import translate

FitSport = tuple[int, int]  # sport, sub-sport


def fit_sports() -> dict[FitSport, str]:
    """The common ones."""
    return {
        (2, 6): translate("sports", "Cycling · indoor"),
        (2, 5): translate("sports", "Cycling · spinning"),
        (2, 58): translate("sports", "Cycling · virtual"),
        (2, 7): translate("sports", "Cycling · road"),
        (2, 8): translate("sports", "Cycling · mountain"),
        (1, 1): translate("sports", "Running · treadmill"),
        (1, 0): translate("sports", "Running"),
        (1, 3): translate("sports", "Running · trail"),
        (4, 15): translate("sports", "Fitness equipment · elliptical"),
        (4, 16): translate("sports", "Fitness equipment · stair climbing"),
        (4, 14): translate("sports", "Fitness equipment · rowing"),
        (15, 14): translate("sports", "Rowing · indoor"),
        (15, 0): translate("sports", "Rowing"),
        (10, 20): translate("sports", "Training · strength"),
        (10, 19): translate("sports", "Training · flexibility"),
        (10, 26): translate("sports", "Training · cardio"),
        (10, 43): translate("sports", "Training · yoga"),
        (10, 44): translate("sports", "Training · pilates"),
        (5, 17): translate("sports", "Swimming · pool"),
        (5, 18): translate("sports", "Swimming · open water"),
        (11, 0): translate("sports", "Walking"),
        (11, 27): translate("sports", "Walking · indoor"),
        (17, 0): translate("sports", "Hiking"),
        (12, 0): translate("sports", "Cross-country skiing"),
        (0, 0): translate("sports", "Other"),
    }
