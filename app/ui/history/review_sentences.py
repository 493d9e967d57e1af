"""The words of the review: figures, formulas, the cursor, comparisons."""

from datetime import datetime

from PySide6.QtCore import QDate, QDateTime, QLocale, QTime

from app.domain.activity import ActivitySummary
from app.domain.activity_row import ActivityRow
from app.domain.athlete import HeartRateConstants, Sex
from app.domain.training_load import session_rpe
from app.ui.history.cut_sentences import cut_out_facts
from app.ui.history.ports import ReviewedActivity
from app.ui.sentences import NO_VALUE, SHOWN_COVERAGE, clock, coverage, number, training_load_tip, translate

_TRIMP_FACTORS = {Sex.MALE: (0.64, 1.92), Sex.FEMALE: (0.86, 1.67), Sex.UNSPECIFIED: (0.75, 1.795)}


def title(row: ActivityRow, name: str) -> str:
    """What it was, day and hour."""
    return f"{name} · {_moment(row.started_at)}"


def _moment(at: datetime) -> str:
    moment = QDateTime(QDate(at.year, at.month, at.day), QTime(at.hour, at.minute))
    locale = QLocale()
    return (
        f"{locale.toString(moment.date(), 'ddd d MMM yyyy')}, "
        f"{locale.toString(moment.time(), QLocale.FormatType.ShortFormat)}"
    )


def facts(reviewed: ReviewedActivity) -> str:
    """Source, coverage and pauses, the most important first."""
    row, summary = reviewed.row, reviewed.activity.summary
    parts = []
    if summary.coverage is not None and summary.coverage < SHOWN_COVERAGE:
        parts.append(coverage(summary.coverage))
    if summary.elapsed_s - summary.timer_s >= 1:
        parts.append(translate("review", "{time} with pauses").format(time=clock(summary.elapsed_s)))
    if reviewed.activity.cuts:
        parts.append(cut_out_facts(sum(cut.end_s - cut.start_s for cut in reviewed.activity.cuts)))
    if row.source or row.recorder:
        parts.append(row.source or row.recorder or "")
    if row.is_imported:
        parts.append(translate("review", "imported"))
    if row.is_carried:
        parts.append(translate("review", "recorded twice: the other recording carries the load"))
    if row.awaits_word:
        parts.append(translate("review", "perhaps recorded twice"))
    return " · ".join(parts)


def captions() -> dict[str, str]:
    """The large figures by object name."""
    return {
        "reviewLoad": translate("review", "Training Load"),
        "reviewTime": translate("review", "Time"),
        "reviewAverage": translate("review", "Average"),
        "reviewMaximum": translate("review", "Maximum"),
    }


def other_captions() -> dict[str, str]:
    """The small ones."""
    return {
        "reviewCoverage": translate("review", "Coverage"),
        "reviewPerHour": translate("review", "Load per hour"),
        "reviewFilledIn": translate("review", "Gaps filled in"),
        "reviewBanister": translate("review", "Banister TRIMP"),
        "reviewEdwards": translate("review", "Edwards TRIMP"),
        "reviewLucia": translate("review", "Lucia TRIMP"),
        "reviewSessionRpe": translate("review", "Session-RPE"),
    }


def figures(reviewed: ReviewedActivity) -> dict[str, tuple[str, str]]:
    """By object name each value and, for its tooltip, the definition."""
    summary, constants = reviewed.activity.summary, reviewed.setup.constants
    rpe = reviewed.row.remark.rpe
    rated = NO_VALUE if rpe is None else str(round(session_rpe(summary.timer_s / 60.0, rpe)))
    load = number(summary.training_load, estimated=summary.load_is_estimated)
    return {
        "reviewLoad": (load, load_tip(constants)),
        "reviewTime": (clock(summary.timer_s), _time_tip()),
        "reviewAverage": (number(summary.average_bpm), _average_tip()),
        "reviewMaximum": (number(summary.max_bpm), _maximum_tip()),
        "reviewCoverage": (_percent(summary), _coverage_tip()),
        "reviewPerHour": (_per_hour(summary), translate("review", "Over the counted time")),
        "reviewFilledIn": (number(summary.filled_in_load, estimated=True), _filled_tip()),
        "reviewBanister": (number(summary.banister_trimp), banister_tip(constants)),
        "reviewEdwards": (number(summary.edwards_trimp), _edwards_tip()),
        "reviewLucia": (number(summary.lucia_trimp), _lucia_tip()),
        "reviewSessionRpe": (rated, _rpe_tip()),
    }


def load_tip(constants: HeartRateConstants) -> str:
    """What Training Load is, its formula, and with which constants it was computed."""
    _, exponent = _TRIMP_FACTORS[constants.sex]
    formula = translate(
        "review",
        "Σ 100 · Δt/3600 · g(x) / g(x at threshold), g(x) = x · e^({b} · x), "
        "x = (heart rate − {resting}) / ({maximum} − {resting}); threshold {threshold}.",
    ).format(
        b=exponent,
        resting=constants.resting_bpm,
        maximum=constants.max_bpm,
        threshold=constants.threshold_bpm,
    )
    return f"{training_load_tip()}\n\n{formula}"


def banister_tip(constants: HeartRateConstants) -> str:
    """Banister 1991, by sex."""
    factor, exponent = _TRIMP_FACTORS[constants.sex]
    text = translate(
        "review", "Σ minutes · x · {factor} · e^({b} · x); x is the share of heart-rate reserve."
    )
    return text.format(factor=factor, b=exponent)


def _edwards_tip() -> str:
    return translate("review", "Minutes × 1 to 5 in bands of 10 % of maximum, from 50 % on (Edwards 1993).")


def _lucia_tip() -> str:
    return translate(
        "review", "Minutes × 1, 2, 3 below the first threshold, between both, above the second (Lucia 2003)."
    )


def _rpe_tip() -> str:
    return translate("review", "Minutes × how hard it was, 0 to 10 (Foster).")


def _filled_tip() -> str:
    return translate("review", "An estimate: every gap bridged in a straight line. Not counted by itself.")


def _time_tip() -> str:
    return translate("review", "Without pauses")


def _average_tip() -> str:
    return translate("review", "Heart rate over the counted time, weighted by time")


def _maximum_tip() -> str:
    return translate("review", "Highest accepted heart rate; spikes are left out")


def _coverage_tip() -> str:
    return translate("review", "Counted of unpaused time. Silences of up to 15 s are bridged.")


def _percent(summary: ActivitySummary) -> str:
    return NO_VALUE if summary.coverage is None else f"{int(summary.coverage * 100)} %"


def _per_hour(summary: ActivitySummary) -> str:
    if summary.counted_s < 60:
        return NO_VALUE
    return number(summary.training_load / summary.counted_s * 3600.0, estimated=summary.load_is_estimated)


def at_cursor(at_s: float, bpm: float | None, zone: str) -> str:
    """Where the pointer is."""
    if bpm is None:
        return translate("review", "{time} · no heart rate").format(time=clock(at_s))
    return translate("review", "{time} · {bpm} bpm · {zone}").format(
        time=clock(at_s), bpm=round(bpm), zone=zone
    )


def plot_hint() -> str:
    """What can be done with the trace."""
    return translate("review", "Wheel zooms · dragging moves · keyboard: + − ← → Home")


def no_comparison() -> str:
    """Nothing beside it."""
    return translate("review", "Compare with …")


def earlier(row: ActivityRow) -> str:
    """An earlier activity to compare with."""
    at = row.started_at
    day = QLocale().toString(QDate(at.year, at.month, at.day), "d MMM yyyy")
    load = number(row.training_load, estimated=bool(row.load_is_estimated))
    return translate("review", "{day} · {time} · load {load}").format(
        day=day, time=clock(row.timer_s or row.elapsed_s), load=load
    )


def compared(now: ActivitySummary, then: ActivitySummary) -> str:
    """More or less than the earlier one."""
    text = translate(
        "review", "Against the earlier one (pale): load {load}, time {time} min, average {average} bpm"
    )
    average = None
    if now.average_bpm is not None and then.average_bpm is not None:
        average = now.average_bpm - then.average_bpm
    return text.format(
        load=_signed(now.training_load - then.training_load),
        time=_signed((now.timer_s - then.timer_s) / 60.0),
        average=NO_VALUE if average is None else _signed(average),
    )


def _signed(value: float) -> str:
    whole = round(value)
    return "±0" if whole == 0 else f"{'+' if whole > 0 else '−'}{abs(whole)}"


def nameless() -> str:
    """An athlete who gave no name."""
    return translate("review", "Athlete without a name")


def given(athlete: str, before: float, after: float) -> str:
    """It is another athlete's now."""
    text = translate("review", "This is {athlete}'s now: the load was {before} and is now {after}.")
    return text.format(athlete=athlete or nameless(), before=round(before), after=round(after))


def changed(before: float, after: float) -> str:
    """What a recomputation came to."""
    if round(before, 1) == round(after, 1):
        return translate("review", "Computed again: the load stays {after}.").format(after=round(after))
    text = translate("review", "Computed again: the load was {before} and is now {after}.")
    return text.format(before=round(before), after=round(after))
