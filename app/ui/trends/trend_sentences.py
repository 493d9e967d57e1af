"""The words of the trends."""

from collections.abc import Mapping

from app.domain.intensity import Split
from app.domain.load_attribution import Attribution, SessionPart
from app.domain.load_planning import WeeklyGuide
from app.domain.long_term_load import SEEDING_DAYS, Hardness, LoadDay, TrendWord
from app.domain.monotony import WeekMonotony
from app.ui.sentences import NO_VALUE, translate
from app.ui.trends.spans import Curve, Span

_MOST_TYPES = 5


def page() -> str:
    """The page's name."""
    return translate("trends", "Trends")


def spans() -> dict[Span, str]:
    """How far back."""
    return {
        Span.WEEKS_6: translate("trends", "6 weeks"),
        Span.MONTHS_6: translate("trends", "6 months"),
        Span.YEARS_2: translate("trends", "2 years"),
        Span.ALL: translate("trends", "All"),
    }


def curves() -> dict[Curve, str]:
    """What the upper plot shows."""
    return {
        Curve.LOAD: translate("trends", "Fitness and impact"),
        Curve.RATIO: translate("trends", "Load Ratio"),
        Curve.FORM: translate("trends", "Form"),
    }


def captions() -> dict[str, str]:
    """The figures by object name."""
    return {
        "trendBase": translate("trends", "Base Fitness (42 d)"),
        "trendImpact": translate("trends", "Load Impact (7 d)"),
        "trendRatio": translate("trends", "Load Ratio"),
        "trendForm": translate("trends", "Form"),
        "trendWeek": translate("trends", "Last 7 days"),
        "trendMonotony": translate("trends", "Monotony"),
        "trendStrain": translate("trends", "Strain"),
    }


def tips() -> dict[str, str]:
    """What each figure is."""
    return {
        "trendBase": translate(
            "trends", "Training Load per day, exponentially weighted over 42 days; days of rest count as 0."
        ),
        "trendImpact": translate("trends", "The same over 7 days."),
        "trendRatio": translate("trends", "Load Impact / Base Fitness.") + "\n" + caution(),
        "trendForm": translate("trends", "Base Fitness − Load Impact, both of yesterday."),
        "trendWeek": translate("trends", "The load of the last 7 days, and the guide for building."),
        "trendMonotony": translate("trends", "Mean / standard deviation of 7 daily loads (Foster 1998)."),
        "trendStrain": translate("trends", "Load of the week × monotony (Foster 1998)."),
    }


def caution() -> str:
    """What the numbers are not (Impellizzeri 2020, 2021)."""
    return translate("trends", "Describes change; does not predict injury.")


def headline(last: LoadDay | None, day_count: int) -> str:
    """The trend in a sentence, or why there is none."""
    if last is None:
        return translate("trends", "No activities yet: record one, or import your watch's files in History.")
    if last.base_fitness is None:
        text = translate("trends", "Known in {days} days, or now if you say how much you trained lately.")
        return text.format(days=max(1, SEEDING_DAYS - day_count))
    if last.trend_word is None:
        return translate("trends", "The trend has a word after the first week.")
    return _trend(last.trend_word)


def _trend(word: TrendWord) -> str:
    words = {
        TrendWord.RESTING: translate("trends", "Resting: the last week was far below what you are used to."),
        TrendWord.EASING: translate(
            "trends", "Easing: somewhat less than you are used to. Off season, a slow decline is expected."
        ),
        TrendWord.MAINTAINING: translate("trends", "Maintaining: about what you are used to."),
        TrendWord.BUILDING: translate("trends", "Building: more than you are used to."),
        TrendWord.SHARP_INCREASE: translate("trends", "Sharp increase: much more than you are used to."),
    }
    return words[word]


def today(holds: float, reaches: float) -> str:
    """What a day's load would do."""
    if round(reaches) <= 0:
        text = translate(
            "trends", "A load of {holds} today would hold Base Fitness; rest brings the ratio down."
        )
        return text.format(holds=round(holds))
    text = translate(
        "trends", "A load of {holds} today would hold Base Fitness; {reaches} would take the ratio to 1.15."
    )
    return text.format(holds=round(holds), reaches=round(reaches))


def week(load: float, guide: WeeklyGuide | None) -> str:
    """The week and its guide."""
    if guide is None:
        return f"{load:.0f}"
    return translate("trends", "{load} of {low}–{high}").format(
        load=round(load), low=round(guide.at_least), high=round(guide.at_most)
    )


def guide() -> str:
    """The band behind the weeks."""
    return translate("trends", "Guide for a building week")


def not_imported() -> str:
    """The hatched days."""
    return translate("trends", "Hatched: not imported yet")


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


def why(found: Attribution, names: Mapping[str, str]) -> str:
    """«46 → 39: running −11, rowing +5»."""
    parts = [
        f"{names.get(key, key)} {signed(change)}" for key, change in found.by_activity_type[:_MOST_TYPES]
    ]
    rest = sum(change for _, change in found.by_activity_type[_MOST_TYPES:])
    if len(found.by_activity_type) > _MOST_TYPES:
        parts.append(translate("trends", "others {change}").format(change=signed(rest)))
    if abs(found.seed_change) >= 0.05:
        parts.append(translate("trends", "what was before {change}").format(change=signed(found.seed_change)))
    text = translate("trends", "Base Fitness {earlier} → {later}: {parts}")
    return text.format(
        earlier=f"{found.earlier:.1f}", later=f"{found.later:.1f}", parts=", ".join(parts) or NO_VALUE
    )


def mover(part: SessionPart, names: Mapping[str, str], day: str) -> str:
    """One session's share in the change."""
    text = translate("trends", "{day} · {name} · load {load} · {change}")
    session = part.session
    return text.format(
        day=day,
        name=names.get(session.activity_type, session.activity_type),
        load=round(session.training_load),
        change=signed(part.change),
    )


def signed(value: float) -> str:
    """With its sign, to a tenth."""
    return f"+{value:.1f}" if value >= 0 else f"−{abs(value):.1f}"


def split(shares: Split | None) -> str:
    """Easy, medium, hard over 28 days, by time."""
    if shares is None:
        return translate("trends", "No heart rate in the last 28 days.")
    text = translate("trends", "{easy} % easy · {medium} % medium · {hard} % hard")
    return text.format(
        easy=round(shares.easy * 100), medium=round(shares.medium * 100), hard=round(shares.hard * 100)
    )


def splitting(done: int, of: int) -> str:
    """How far the split is."""
    return translate("trends", "Reading {done} of {of} sessions").format(done=done, of=of)


def hardnesses() -> dict[Hardness, str]:
    """The seed's question."""
    return {
        Hardness.EASY: translate("trends", "mostly easy"),
        Hardness.MIXED: translate("trends", "mixed"),
        Hardness.HARD: translate("trends", "mostly hard"),
    }
