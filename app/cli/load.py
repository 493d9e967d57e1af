"""`sidebeat load`: what all activities add up to, day by day, and why it moved."""

from collections.abc import Mapping, Sequence
from datetime import date

from app.cli.output import json_line, line, note, table
from app.domain.load_attribution import Attribution
from app.domain.long_term_load import SEEDING_DAYS, LoadDay

TOO_EARLY = (
    f"Base Fitness and Load Impact are shown after {SEEDING_DAYS} days of history, "
    "or once you have told how much you train."
)


def print_days(days: Sequence[LoadDay], coverages: Mapping[date, float], *, as_json: bool) -> None:
    """One line a day, the oldest first. Coverage is of the day's sessions; days without have none."""
    if as_json:
        for day in days:
            json_line(_day_json(day, coverages.get(day.day)))
        return
    if not days:
        note("There is no activity yet, so there is no load. Record with: sidebeat record")
        return
    headings = ("Day", "Load", "Base Fitness (42 d)", "Load Impact (7 d)", "Load Ratio", "Form", "Trend")
    table(headings, [_cells(day) for day in days])
    if days[-1].base_fitness is None:
        note(TOO_EARLY)
    else:
        line("The ratio describes change; it does not predict injury.")


def print_reasons(earlier: date, later: date, reasons: Attribution, *, as_json: bool) -> None:
    """Why Base Fitness moved between the ends of two days: by activity type, then by session."""
    if as_json:
        json_line(
            {
                "from": earlier.isoformat(),
                "to": later.isoformat(),
                "base_fitness_from": reasons.earlier,
                "base_fitness_to": reasons.later,
                "seed_change": reasons.seed_change,
                "by_activity_type": dict(reasons.by_activity_type),
                "by_session": [
                    {
                        "date": part.session.day.isoformat(),
                        "activity_type": part.session.activity_type,
                        "training_load": part.session.training_load,
                        "change": part.change,
                    }
                    for part in reasons.by_session
                ],
            }
        )
        return
    moved = ", ".join(f"{_words(kind)} {change:+.1f}" for kind, change in reasons.by_activity_type)
    start = f", what was there before {reasons.seed_change:+.1f}" if abs(reasons.seed_change) >= 0.05 else ""
    line(f"Base Fitness {reasons.earlier:.1f} → {reasons.later:.1f}: {moved or 'no sessions'}{start}")
    for part in reasons.by_session[:10]:
        load = f"load {part.session.training_load:.0f}"
        line(f"  {part.session.day}  {_words(part.session.activity_type):<16} {load:>9}  {part.change:+.2f}")


def _day_json(day: LoadDay, coverage: float | None) -> dict[str, object]:
    return {
        "date": day.day.isoformat(),
        "training_load": day.training_load,
        "estimated_share": day.estimated_share,
        "by_activity_type": dict(day.by_activity_type),
        "base_fitness": day.base_fitness,
        "load_impact": day.load_impact,
        "load_ratio": day.load_ratio,
        "form": day.form,
        "trend_word": None if day.trend_word is None else day.trend_word.value,
        "coverage": coverage,
        "imported": day.is_imported,
    }


def _cells(day: LoadDay) -> tuple[str, ...]:
    trend = "" if day.trend_word is None else day.trend_word.value.replace("_", " ")
    load = f"{'≈ ' if day.estimated_share > 0 else ''}{day.training_load:.0f}"
    return (
        day.day.isoformat(),
        load if day.is_imported else "not imported",
        *(_rounded(number, digits) for number, digits in _averages(day)),
        trend,
    )


def _averages(day: LoadDay) -> tuple[tuple[float | None, int], ...]:
    return ((day.base_fitness, 1), (day.load_impact, 1), (day.load_ratio, 2), (day.form, 1))


def _rounded(number: float | None, digits: int) -> str:
    return "–" if number is None else f"{number:.{digits}f}"


def _words(activity_type: str) -> str:
    return activity_type.replace("_", " ")
