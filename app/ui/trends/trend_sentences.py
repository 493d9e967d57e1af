"""The words of the trends."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QDate, QLocale

from app.domain.constants_changes import ConstantsChange
from app.domain.intensity import Split
from app.domain.long_run import LongRun
from app.domain.long_term_load import SEEDING_DAYS, TrendWord
from app.ui.sentences import translate
from app.ui.trends.spans import Curve, Span


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


def headline(run: LongRun) -> str:
    """The last week against the usual one and the trend in plain words, or why there is none yet."""
    last = run.days[-1] if run.days else None
    if last is None:
        return translate("trends", "No activities yet: record one, or bring in your watch's files.")
    week = round(sum(day.training_load for day in run.days[-7:]))
    if last.base_fitness is None:
        text = translate(
            "trends",
            "Last 7 days: {load}. What is usual for you is known in {days} days, "
            "or now if you say how much you trained lately.",
        )
        return text.format(load=week, days=max(1, SEEDING_DAYS - len(run.days)))
    text = translate("trends", "Last 7 days: {load}; your usual week is about {usual}.")
    told = text.format(load=week, usual=round(7 * last.base_fitness))
    if last.trend_word is None:
        return told
    is_off_season = run.is_off_season(last.day)
    return f"{told} {_off_season(last.trend_word) if is_off_season else _trend(last.trend_word)}"


def _off_season(word: TrendWord) -> str:
    words = {
        TrendWord.RESTING: translate(
            "trends", "Resting: far below what you are used to, even for an off season."
        ),
        TrendWord.EASING: translate("trends", "Easing, as an off season does: a slow decline is expected."),
        TrendWord.MAINTAINING: translate("trends", "Maintaining: more than an off season asks for."),
        TrendWord.BUILDING: translate("trends", "Building: much more than an off season asks for."),
    }
    return words.get(word, _trend(word))


def _trend(word: TrendWord) -> str:
    words = {
        TrendWord.RESTING: translate("trends", "Resting: the last week was far below what you are used to."),
        TrendWord.EASING: translate(
            "trends", "Easing: somewhat less than you are used to. Off season, a slow decline is expected."
        ),
        TrendWord.MAINTAINING: translate("trends", "Maintaining: on the whole about what you are used to."),
        TrendWord.BUILDING: translate("trends", "Building: on the whole more than you are used to."),
        TrendWord.SHARP_INCREASE: translate(
            "trends", "Sharp increase: on the whole much more than you are used to."
        ),
    }
    return words[word]


def day(on: date) -> str:
    """A day with its year."""
    return QLocale().toString(QDate(on.year, on.month, on.day), "d MMM yyyy")


def changes_head() -> str:
    """The flags on the curve."""
    return translate("trends", "Flags: your heart rates changed")


def change(found: ConstantsChange, names: Mapping[str, str]) -> str:
    """One change of one of the athlete's constants."""
    fields = {
        "resting_bpm": translate("trends", "resting"),
        "max_bpm": translate("trends", "maximum"),
        "threshold_bpm": translate("trends", "threshold"),
    }
    text = translate("trends", "{day}: {field} {before} → {after}")
    if found.activity_type:
        text = translate("trends", "{day}: {field} {before} → {after} ({name})")
    return text.format(
        day=day(found.day),
        field=fields[found.field],
        before=found.before,
        after=found.after,
        name=names.get(found.activity_type, found.activity_type),
    )


def begin() -> str:
    """The button where there is nothing yet."""
    return translate("trends", "Import files …")


def bring_in() -> str:
    """The button beside the days that are not imported."""
    return translate("trends", "Import")


def report() -> str:
    """The button that writes the page for a coach."""
    return translate("trends", "Report …")


def report_tip() -> str:
    """What it is."""
    return translate("trends", "One page for a coach, as a file that any browser shows and prints.")


def writing_report() -> str:
    """It takes seconds: the intensity is read from the recordings."""
    return translate("trends", "Writing the report")


def report_written(path: str) -> str:
    """Where it is."""
    return translate("trends", "The report is {path}: open it in a browser, or print it from there.").format(
        path=path
    )


def missing(first: date, last: date) -> str:
    """Which days may still have to be imported."""
    if first == last:
        return translate("trends", "{day} is not imported yet and counts as 0.").format(day=day(first))
    text = translate("trends", "{first} to {last} are not imported yet and count as 0.")
    return text.format(first=day(first), last=day(last))


def guide(*, is_off_season: bool, is_by_week: bool) -> str:
    """The band behind the loads."""
    if is_off_season:
        whole = translate("trends", "Guide for the off season")
    else:
        whole = translate("trends", "Guide for building")
    text = (
        translate("trends", "{guide}, a week")
        if is_by_week
        else translate("trends", "{guide}, a day on average")
    )
    return text.format(guide=whole)


def not_imported() -> str:
    """The hatched days."""
    return translate("trends", "Hatched: not imported yet")


def split_head() -> str:
    """The card's head."""
    return translate("trends", "Intensity, last 28 days")


def split_tip() -> str:
    """Where the borders lie (Seiler 2010)."""
    return translate(
        "trends",
        "Easy is below the first threshold, hard from the second on: those of your settings, or 90 and 100 % "
        "of the threshold heart rate.",
    )


def by_time() -> str:
    """What is split."""
    return translate("trends", "Time")


def by_load() -> str:
    """What is split."""
    return translate("trends", "Load")


def split(shares: Split | None) -> str:
    """Easy, medium, hard over 28 days."""
    if shares is None:
        return translate("trends", "No heart rate in the last 28 days.")
    text = translate("trends", "{easy} % easy · {medium} % medium · {hard} % hard")
    return text.format(
        easy=round(shares.easy * 100), medium=round(shares.medium * 100), hard=round(shares.hard * 100)
    )


def splitting(done: int, of: int) -> str:
    """How far the split is."""
    return translate("trends", "Reading {done} of {of} sessions").format(done=done, of=of)
