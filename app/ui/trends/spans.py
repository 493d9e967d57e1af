"""What the trends show: how far back, and which curve."""

from enum import StrEnum

from app.domain.long_term_load import LoadDay


class Span(StrEnum):
    """How far back the plots reach."""

    WEEKS_6 = "weeks_6"
    MONTHS_6 = "months_6"
    YEARS_2 = "years_2"
    ALL = "all"


class Curve(StrEnum):
    """What the upper plot shows."""

    LOAD = "load"
    RATIO = "ratio"
    FORM = "form"


_DAYS = {Span.WEEKS_6: 42, Span.MONTHS_6: 183, Span.YEARS_2: 731}
WEEKS_FROM_DAYS = 250  # from here on a day's bar is thinner than a hair: weeks are drawn


def curve_value(day: LoadDay, curve: Curve) -> float | None:
    """What the curve says of one day; None where it is not known yet."""
    if curve is Curve.LOAD:
        return day.base_fitness
    return day.load_ratio if curve is Curve.RATIO else day.form


def days_shown(span: Span, known: int) -> int:
    """How many days that is."""
    return max(1, min(_DAYS.get(span, known), known))
