"""The words of what a load today would do, and of the off season."""

from datetime import date

from app.domain.long_term_load import LoadAverages
from app.ui.sentences import translate
from app.ui.trends.trend_sentences import day, decimals


def today_head() -> str:
    """The card's head."""
    return translate("trends", "Today")


def too_early() -> str:
    """Nothing can be said of today."""
    return translate("trends", "What a load today would do is known once Base Fitness is.")


def today(holds: float, reaches: float, so_far: float) -> str:
    """What a day's load would do, and how much of it is done."""
    parts = []
    if so_far >= 0.5:
        parts.append(translate("trends", "Today's load is {load} so far.").format(load=round(so_far)))
    text = translate("trends", "A load of {holds} in all holds Base Fitness;")
    parts.append(text.format(holds=round(holds)))
    if round(reaches) <= 0:
        parts.append(translate("trends", "even rest leaves the ratio above 1.15."))
    else:
        text = translate("trends", "{reaches} takes the ratio to 1.15.")
        parts.append(text.format(reaches=round(reaches)))
    return " ".join(parts)


def what_if() -> str:
    """The field's caption."""
    return translate("trends", "What would a load do today?")


def outlook(found: LoadAverages | None) -> str:
    """What today would end at."""
    if found is None:
        return ""
    text = translate("trends", "Base Fitness {base}, Load Impact {impact}, Load Ratio {ratio}")
    return text.format(
        base=decimals(found.base_fitness, 1),
        impact=decimals(found.load_impact, 0),
        ratio=decimals(found.load_ratio, 2),
    )


def running(load: float, found: LoadAverages | None) -> str:
    """What the session that runs has done so far."""
    text = translate("trends", "The session running now, load {load} so far, makes it {outlook}.")
    return "" if found is None else text.format(load=round(load), outlook=outlook(found))


def at_target(load: float, found: LoadAverages | None) -> str:
    """What it will have done at its target."""
    text = translate("trends", "At its target of {load}: {outlook}.")
    return "" if found is None else text.format(load=round(load), outlook=outlook(found))


def planned(load: float, found: LoadAverages | None) -> str:
    """What the session would do that waits to be started."""
    text = translate("trends", "The session prepared on the live page, load {load}, would make it {outlook}.")
    return "" if found is None else text.format(load=round(load), outlook=outlook(found))


def off_season() -> str:
    """The chip that begins and ends the block."""
    return translate("trends", "Off season")


def off_season_tip() -> str:
    """What it is."""
    return translate(
        "trends",
        "A block of cross-training, from today on. The guide is then 75 to 100 % of what held the Base "
        "Fitness of its first day.",
    )


def season(first_day: date | None) -> str:
    """What is to be expected."""
    if first_day is None:
        return translate("trends", "The guide for building is 100 to 130 % of what holds Base Fitness.")
    text = translate(
        "trends", "Since {day}: a slow decline is expected; 75 to 100 % of that day's level is enough."
    )
    return text.format(day=day(first_day))
