"""The words of what a load today would do, and of the off season."""

from datetime import date

from app.domain.long_term_load import LoadAverages
from app.ui.sentences import translate
from app.ui.trends.figure_sentences import decimals
from app.ui.trends.trend_sentences import day


def today_head() -> str:
    """The card's head."""
    return translate("trends", "Today")


def too_early(*, is_base_known: bool) -> str:
    """Nothing can be said of today."""
    if is_base_known:
        return translate("trends", "What a load does to a day can be said from tomorrow on.")
    return translate("trends", "What a load today would do is known once Base Fitness is.")


def today(holds: float, reaches: float, so_far: float) -> str:
    """What a day's load would do, and how much of it is done."""
    parts = []
    if so_far >= 0.5:
        parts.append(translate("trends", "Today's load is {load} so far.").format(load=round(so_far)))
    if round(reaches) <= 0:
        text = translate(
            "trends", "{holds} in all keeps your fitness where it is; even rest leaves the ratio above 1.15."
        )
    else:
        text = translate(
            "trends", "{holds} in all keeps your fitness where it is; {reaches} builds it (Load Ratio 1.15)."
        )
    parts.append(text.format(holds=round(holds), reaches=round(reaches)))
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
        return translate("trends", "To build, do 100 to 130 % of your usual week.")
    text = translate(
        "trends", "Since {day}: a slow decline is expected; 75 to 100 % of that day's level is enough."
    )
    return text.format(day=day(first_day))
