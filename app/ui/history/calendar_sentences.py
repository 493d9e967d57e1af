"""The calendar's words."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, QLocale

from app.ui.sentences import translate


def week() -> str:
    """Over the weeks' sums."""
    return translate("calendar", "Week")


def month(day: date, load: float) -> str:
    """The month by name, and what it came to."""
    name = QLocale().toString(QDate(day.year, day.month, 1), "MMMM yyyy")
    return translate("calendar", "{month} · load {load}").format(month=name, load=f"{load:,.0f}")


def day(day_: date, load: float | None, done: Sequence[str]) -> str:
    """One day, for those who hear it; `load` None: nothing was done."""
    name = QLocale().toString(QDate(day_.year, day_.month, day_.day), QLocale.FormatType.LongFormat)
    if load is None:
        return translate("calendar", "{day}: nothing").format(day=name)
    said = translate("calendar", "{day}: load {load}").format(day=name, load=round(load))
    return ", ".join((said, *done))


def keys() -> str:
    """What keys do in the calendar."""
    return translate(
        "calendar", "Arrow keys go from day to day, Page up and down from month to month, Enter opens a day"
    )
