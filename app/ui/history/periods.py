"""Spans of days that a list can be narrowed to."""

from datetime import date, timedelta
from enum import StrEnum


class Period(StrEnum):
    """Named spans that end today, or a calendar year."""

    ALL = "all"
    WEEKS_4 = "weeks_4"
    MONTHS_3 = "months_3"
    YEAR = "year"
    THIS_YEAR = "this_year"
    LAST_YEAR = "last_year"


_LAST_DAYS = {Period.WEEKS_4: 28, Period.MONTHS_3: 91, Period.YEAR: 365}


def days_of(period: Period, today: date) -> tuple[date | None, date | None]:
    """First and last day; None where there is no bound."""
    if period is Period.ALL:
        return None, None
    if period is Period.THIS_YEAR:
        return date(today.year, 1, 1), None
    if period is Period.LAST_YEAR:
        return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
    return today - timedelta(days=_LAST_DAYS[period] - 1), None
