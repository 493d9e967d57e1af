"""What the trends' plots say to those who hear them: first, last and highest, each with its day."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, QLocale

from app.domain.long_term_load import LoadDay
from app.ui.sentences import translate
from app.ui.trends.figure_sentences import decimals
from app.ui.trends.spans import Curve, curve_value
from app.ui.trends.trend_sentences import curves

_PLACES = {Curve.RATIO: 2}


def curve(days: Sequence[LoadDay], shown: Curve) -> str:
    """Where the curve began, where it is, and its highest; that nothing is known where nothing is."""
    values = [(value, day.day) for day in days if (value := curve_value(day, shown)) is not None]
    if not values:
        return translate("told", "nothing known yet")
    places = _PLACES.get(shown, 0)
    text = translate(
        "told", "{curve} {first} on {first_day}, {last} on {last_day}, highest {high} on {high_day}"
    )
    (first, first_day), (last, last_day), (high, high_day) = values[0], values[-1], max(values)
    return text.format(
        curve=curves()[shown],
        first=decimals(first, places),
        first_day=_day(first_day),
        last=decimals(last, places),
        last_day=_day(last_day),
        high=decimals(high, places),
        high_day=_day(high_day),
    )


def loads(days: Sequence[LoadDay]) -> str:
    """How many days of training, their sum, and the heaviest of them."""
    trained = [day for day in days if day.training_load > 0]
    if not trained:
        return translate("told", "no training")
    heaviest = max(trained, key=lambda day: day.training_load)
    text = translate("told", "{trained} of {days} days trained, {load} in all, most on {day}: {most}")
    return text.format(
        trained=len(trained),
        days=len(days),
        load=round(sum(day.training_load for day in trained)),
        day=_day(heaviest.day),
        most=round(heaviest.training_load),
    )


def plot_keys() -> str:
    """What keys do on a plot."""
    return translate("told", "Plus and minus zoom, left and right move, Home shows everything")


def _day(day: date) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMMM yyyy")
