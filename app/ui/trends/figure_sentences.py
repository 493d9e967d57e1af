"""The words of the trends' figures: what they are called, what they say, and how each is computed."""

from app.domain.load_planning import WeeklyGuide
from app.domain.long_term_load import LoadDay
from app.domain.monotony import WeekMonotony
from app.ui.sentences import NO_VALUE, translate

_BALANCED_SHARE = 0.1  # of Base Fitness: a Form nearer to nothing than this is neither fresh nor tired


def captions() -> dict[str, str]:
    """The three figures that say most, by object name."""
    return {
        "trendWeek": translate("trends", "Last 7 days"),
        "trendBase": translate("trends", "Base Fitness"),
        "trendForm": translate("trends", "Form"),
    }


def more_captions() -> dict[str, str]:
    """Those for the curious."""
    return {
        "trendImpact": translate("trends", "Load Impact"),
        "trendRatio": translate("trends", "Load Ratio"),
        "trendMonotony": translate("trends", "Monotony"),
        "trendStrain": translate("trends", "Strain"),
    }


def unfold() -> str:
    """The button over those."""
    return translate("trends", "More figures, explained")


def tips() -> dict[str, str]:
    """What each figure is."""
    return {
        "trendWeek": translate(
            "trends", "The load of the last 7 days, and the guide for building or for the off season."
        ),
        "trendBase": translate(
            "trends", "Training Load per day, exponentially weighted over 42 days; days of rest count as 0."
        ),
        "trendForm": translate("trends", "Base Fitness − Load Impact, both of yesterday."),
        "trendImpact": translate("trends", "Training Load per day, exponentially weighted over 7 days."),
        "trendRatio": translate("trends", "Load Impact / Base Fitness.") + "\n" + caution(),
        "trendMonotony": translate("trends", "Mean / standard deviation of 7 daily loads (Foster 1998)."),
        "trendStrain": translate("trends", "Load of the week × monotony (Foster 1998)."),
    }


def caution() -> str:
    """What the numbers are not (Impellizzeri 2020, 2021)."""
    return translate("trends", "Describes change; does not predict injury.")


def week_note(guide: WeeklyGuide | None, *, is_off_season: bool) -> str:
    """The guide for such a week."""
    if guide is None:
        return ""
    if is_off_season:
        text = translate("trends", "off season: {low}–{high}")
    else:
        text = translate("trends", "to build: {low}–{high}")
    return text.format(low=round(guide.at_least), high=round(guide.at_most))


def base_note(last: LoadDay | None) -> str:
    """What the number is of."""
    is_known = last is not None and last.base_fitness is not None
    return translate("trends", "load of your usual day") if is_known else ""


def form_note(last: LoadDay | None) -> str:
    """How fresh that is."""
    if last is None or last.form is None or last.base_fitness is None:
        return ""
    if abs(last.form) <= _BALANCED_SHARE * last.base_fitness:
        return translate("trends", "balanced")
    if last.form < 0:
        return translate("trends", "more done than usual")
    return translate("trends", "fresher than usual")


def monotony(found: WeekMonotony | None) -> str:
    """Monotony, «≥» where it was capped."""
    if found is None or found.monotony is None:
        return NO_VALUE
    return f"{'≥ ' if found.is_capped else ''}{found.monotony:.1f}"


def strain(found: WeekMonotony | None) -> str:
    """Strain, where it is known."""
    return NO_VALUE if found is None or found.strain is None else f"{found.strain:,.0f}"


def decimals(value: float | None, places: int) -> str:
    """A number, or that there is none."""
    return NO_VALUE if value is None else f"{value:.{places}f}".replace("-", "−")
