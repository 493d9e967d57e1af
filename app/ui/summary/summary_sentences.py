"""The summary in sentences."""

from pathlib import Path

from app.domain.activity import Activity, ActivitySummary
from app.domain.athlete import HeartRateConstants, percent_of
from app.domain.forgotten import HeartRateRecovery
from app.domain.long_run_change import LongRunChange
from app.domain.remark import ASKED_BELOW_COVERAGE
from app.domain.setup import SessionSetup
from app.domain.targets import ASSUMED_EASY_RUN_PERCENT
from app.domain.training_load import TrainingLoad, session_rpe
from app.domain.verdict import Shortfall, Verdict
from app.ui.sentences import SHOWN_COVERAGE, clock, number, translate

_EASY_RUN_STEP_MINUTES = 5  # «about»
_SHORTEST_EASY_RUN_MINUTES = 10
_LONGEST_EASY_RUN_MINUTES = 90  # more is none that one knows: several usual ones say more
_USUAL_EASY_RUN_MINUTES = 40
_RUNNING = "running"
_WORTH_PRAISE_S, _WORTH_A_SHARE_MINUTES = 600.0, 5  # less is a try, and «1 of 1 minutes» says nothing


def title(timer_s: float, *, is_deleted: bool, is_replay: bool = False) -> str:
    """The page's title."""
    if is_replay:
        return translate("summary", "Played to its end")
    if is_deleted:
        return translate("summary", "In the bin, for 30 days")
    if timer_s < _WORTH_PRAISE_S:
        return translate("summary", "Session saved")
    return translate("summary", "Well done")


def target(setup: SessionSetup | None, summary: ActivitySummary) -> str:
    """How much of the target was done; empty without one."""
    if setup is None:
        return ""
    if setup.target_load is not None:
        load = number(summary.training_load, estimated=summary.load_is_estimated)
        text = translate("summary", "load {done} of {wanted}")
        done = text.format(done=load, wanted=round(setup.target_load))
        return _of_target(done, is_reached=summary.training_load >= setup.target_load)
    if setup.target_zone is None or setup.target_zone_minutes is None:
        return ""
    seconds = sum(each.seconds for each in summary.time_in_zone if each.number == setup.target_zone)
    text = translate("summary", "{done} of {wanted} minutes in zone {zone}")
    done = text.format(
        done=int(seconds / 60), wanted=round(setup.target_zone_minutes), zone=setup.target_zone
    )
    return _of_target(done, is_reached=seconds >= 60 * setup.target_zone_minutes)


def _of_target(done: str, *, is_reached: bool) -> str:
    lead = translate("summary", "Target reached") if is_reached else translate("summary", "Target")
    return f"{lead}: {done}."


def session(activity: Activity) -> str:
    """What it amounts to: the load, as an easy run, and the zone that most of it was in."""
    summary = activity.summary
    if summary.counted_s <= 0:
        text = translate("summary", "No heart rate came in {time}. Say how hard it was: that makes the load.")
        return text.format(time=clock(summary.timer_s))
    load = number(summary.training_load, estimated=summary.load_is_estimated)
    minutes = _easy_run_minutes(activity)
    if minutes is None:
        parts = [
            translate("summary", "Load {load} in {time}.").format(load=load, time=clock(summary.timer_s))
        ]
    elif minutes > _LONGEST_EASY_RUN_MINUTES:
        text = translate("summary", "Load {load}, about {count} easy {minutes}-minute runs.")
        count = round(minutes / _USUAL_EASY_RUN_MINUTES)
        parts = [text.format(load=load, count=count, minutes=_USUAL_EASY_RUN_MINUTES)]
    else:
        text = translate("summary", "Load {load}, about one easy {minutes}-minute run.")
        parts = [text.format(load=load, minutes=minutes)]
    return " ".join((*parts, *_most_of_it(summary), *_uncounted(summary)))


def _easy_run_minutes(activity: Activity) -> int | None:
    """How long an easy run would be for the same load; None where it says nothing: a short one, or a run."""
    per_hour = easy_load_per_hour(activity.constants)
    if activity.activity_type.endswith(_RUNNING) or per_hour <= 0:
        return None
    minutes = 60.0 * activity.summary.training_load / per_hour
    rounded = _EASY_RUN_STEP_MINUTES * round(minutes / _EASY_RUN_STEP_MINUTES)
    return rounded if rounded >= _SHORTEST_EASY_RUN_MINUTES else None


def easy_load_per_hour(constants: HeartRateConstants) -> float:
    """The load of an hour at the heart rate of an easy run (domain.md, «Targets»)."""
    return TrainingLoad(constants).per_hour(percent_of(ASSUMED_EASY_RUN_PERCENT, constants.threshold_bpm))


def _most_of_it(summary: ActivitySummary) -> list[str]:
    longest = max(summary.time_in_zone, key=lambda zone_time: zone_time.seconds, default=None)
    part, whole = round((longest.seconds if longest else 0) / 60), round(summary.counted_s / 60)
    if longest is None or part < 1 or whole < _WORTH_A_SHARE_MINUTES:
        return []
    if longest.number == 0:
        return [
            translate("summary", "{part} of {whole} minutes below the zones.").format(part=part, whole=whole)
        ]
    text = translate("summary", "{part} of {whole} minutes in zone {zone}.")
    return [text.format(part=part, whole=whole, zone=longest.number)]


def _uncounted(summary: ActivitySummary) -> list[str]:
    if summary.coverage is None or summary.coverage >= SHOWN_COVERAGE or asks_which_load(summary):
        return []
    text = translate("summary", "Heart rate was there {percent} % of the time; the rest is not counted.")
    return [text.format(percent=int(summary.coverage * 100))]


def long_run(change: LongRunChange) -> str:
    """What the day did to Base Fitness, and how its load compares."""
    before = number(change.base_fitness_before, estimated=change.is_estimated)
    after = number(change.base_fitness)
    if number(change.base_fitness_before) == after:
        moved = translate("summary", "Base Fitness stays at {before}").format(before=before)
    else:
        moved = translate("summary", "Base Fitness {before} → {after}").format(before=before, after=after)
    if change.load_ratio is None:
        return f"{moved}."
    ratio = translate("summary", "today's Load Ratio {ratio}").format(ratio=f"{change.load_ratio:.1f}")
    return f"{moved}, {ratio}."


def long_run_tip() -> str:
    """What these numbers are, and what they are not."""
    return translate(
        "summary",
        "Base Fitness: the load of a day, averaged over 42 days. Load Ratio: the last 7 days' average over "
        "it. It describes change; it does not predict injury.",
    )


def activity(name: str) -> str:
    """The button that names the activity and offers others."""
    return translate("summary", "{activity} …").format(activity=name)


def reassign(name: str) -> str:
    """The same button, for those who hear it."""
    return translate("summary", "{activity}: change the activity").format(activity=name)


def recovery(measured: HeartRateRecovery) -> str:
    """How far the heart came down after the stop; nothing of one that did not: the effort went on."""
    first, second = measured.after_60_s_bpm, measured.after_120_s_bpm
    if first is None or first <= 0:
        return ""
    if second is None or second <= 0:
        text = translate("summary", "Heart-rate recovery: {first} bpm in the first minute.")
        return text.format(first=round(first))
    text = translate("summary", "Heart-rate recovery: {first} bpm in one minute, {second} in two.")
    return text.format(first=round(first), second=round(second))


def verdict(judged: Verdict, stood_for: str) -> str:
    """Did it count? Empty name: "the planned session"."""
    name = stood_for or translate("verdict", "the planned session")
    minutes = translate("verdict", "{done} of {wanted} min").format(
        done=round(judged.minutes), wanted=round(judged.wanted.minutes)
    )
    if judged.counts:
        text = translate(
            "verdict",
            "{minutes}: counts as {name}. Same work for your heart, not the same for your legs.",
        )
        return text.format(minutes=minutes, name=name)
    reasons = ", ".join(_shortfall(each, judged) for each in judged.shortfalls)
    text = translate("verdict", "{minutes}: does not quite count as {name}: {reasons}.")
    return text.format(minutes=minutes, name=name, reasons=reasons)


def _shortfall(shortfall: Shortfall, judged: Verdict) -> str:
    texts = {
        Shortfall.TOO_SHORT: translate("verdict", "too short"),
        Shortfall.TOO_LONG: translate("verdict", "longer than that"),
        Shortfall.OUT_OF_ZONE: translate("verdict", "only {percent} % in zone {zone}"),
        Shortfall.TOO_LITTLE_LOAD: translate("verdict", "load {load} of {wanted}"),
        Shortfall.TOO_MUCH_LOAD: translate("verdict", "load {load} instead of {wanted}"),
        Shortfall.NO_READINGS: translate("verdict", "no heart rate"),
    }
    return texts[shortfall].format(
        percent=round((judged.in_zone_share or 0.0) * 100),
        zone=judged.wanted.zone,
        load=round(judged.load),
        wanted=round(judged.wanted.load),
    )


def asks_which_load(summary: ActivitySummary) -> bool:
    """Whether so much is missing that the athlete says which load the history uses; alike ones: neither."""
    is_low = summary.coverage is not None and summary.coverage < ASKED_BELOW_COVERAGE
    if not is_low or summary.filled_in_load is None or summary.counted_s <= 0:
        return False
    return round(summary.filled_in_load) != round(summary.training_load)


def which_load(summary: ActivitySummary) -> str:
    """The question."""
    text = translate("summary", "Heart rate was there {percent} % of the time. Which load counts?")
    return text.format(percent=int((summary.coverage or 0.0) * 100))


def loads(summary: ActivitySummary) -> tuple[str, str]:
    """Its two answers."""
    return (
        translate("summary", "What was measured: {load}").format(
            load=number(summary.training_load, estimated=summary.load_is_estimated)
        ),
        translate("summary", "With the gaps filled in: {load}").format(
            load=number(summary.filled_in_load, estimated=True)
        ),
    )


def effort_question() -> str:
    """RPE."""
    return translate("remark", "How hard was it? 0 is rest, 10 all you had")


def effort_answer(timer_s: float, rpe: int | None) -> str:
    """Session-RPE, once the effort is known."""
    if rpe is None:
        return ""
    points = round(session_rpe(timer_s / 60.0, rpe))
    return translate("remark", "Session-RPE {points} (minutes × effort)").format(points=points)


def enjoyment_question() -> str:
    """Enjoyment."""
    return translate("remark", "How did you like it?")


def enjoyments() -> tuple[str, ...]:
    """From 1 to 5."""
    return (
        translate("remark", "Not at all"),
        translate("remark", "Not much"),
        translate("remark", "It was fine"),
        translate("remark", "Good"),
        translate("remark", "Loved it"),
    )


def notes_hint() -> str:
    """What stands in an empty field."""
    return translate("remark", "Notes")


def saved(files: tuple[Path, ...], problem: str | None, *, is_replay: bool = False) -> str:
    """Where the session lies."""
    if is_replay:
        return translate("summary", "This was a replay: the recording stays as it was.")
    if problem is not None:
        text = translate(
            "summary", "The session is safe in Sidebeat, but its file could not be written: {problem}"
        )
        return text.format(problem=problem)
    if not files:
        return translate("summary", "The session is kept in Sidebeat.")
    return translate("summary", "Saved as {file}").format(file=files[0].name)


def folder_stays_closed(folder: Path) -> str:
    """The system has nothing that opens a folder: where it is, to be copied."""
    text = translate("summary", "This system did not open the folder. The file is in {folder}")
    return text.format(folder=folder)


def captions() -> dict[str, str]:
    """The captions of the numbers, by object name."""
    return {
        "summaryLoad": translate("summary", "Training Load"),
        "summaryTime": translate("summary", "Time"),
        "summaryAverage": translate("summary", "Average"),
        "summaryMaximum": translate("summary", "Maximum"),
    }


def delete(*, is_deleted: bool) -> str:
    """The delete button, and what takes it back."""
    return translate("summary", "Undo delete") if is_deleted else translate("summary", "Delete")
