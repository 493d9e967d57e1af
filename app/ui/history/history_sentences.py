"""The words of the history: list, calendar, import, bin."""

from collections import Counter
from collections.abc import Iterable

from app.domain.activity_row import ActivityRow
from app.domain.import_outcome import ImportOutcome, ImportStatus
from app.ui.history.filters import Column, Origin
from app.ui.history.periods import Period
from app.ui.sentences import NO_VALUE, clock, number, training_load_tip, translate


def page() -> str:
    """The page's name."""
    return translate("history", "History")


def columns() -> dict[Column, str]:
    """The heads of the list."""
    return {
        Column.START: translate("history", "Day"),
        Column.ACTIVITY: translate("history", "Activity"),
        Column.TIME: translate("history", "Time"),
        Column.LOAD: translate("history", "Load"),
        Column.AVERAGE: translate("history", "Avg"),
        Column.MAXIMUM: translate("history", "Max"),
        Column.COVERAGE: translate("history", "Cover"),
        Column.SOURCE: translate("history", "Source"),
        Column.NOTES: translate("history", "Notes"),
    }


def list_name() -> str:
    """The list, for those who hear it."""
    return translate("history", "Activities")


def list_keys() -> str:
    """What keys do in the list."""
    return translate("history", "Up and down read an activity each, left and right its parts; Enter opens it")


def heard_columns() -> dict[Column, str]:
    """What each part of a line is, in whole words."""
    return columns() | {
        Column.AVERAGE: translate("history", "Average"),
        Column.MAXIMUM: translate("history", "Highest"),
        Column.COVERAGE: translate("history", "With heart rate"),
    }


def column_tips() -> dict[Column, str]:
    """What needs a word more."""
    return {
        Column.TIME: translate("history", "Without pauses"),
        Column.LOAD: training_load_tip(),
        Column.AVERAGE: translate("history", "Average heart rate over the counted time"),
        Column.MAXIMUM: translate("history", "Highest accepted heart rate"),
        Column.COVERAGE: translate("history", "Counted of unpaused time"),
    }


def periods() -> dict[Period, str]:
    """What the list can be narrowed to."""
    return {
        Period.ALL: translate("history", "All time"),
        Period.WEEKS_4: translate("history", "Last 4 weeks"),
        Period.MONTHS_3: translate("history", "Last 3 months"),
        Period.YEAR: translate("history", "Last 12 months"),
        Period.THIS_YEAR: translate("history", "This year"),
        Period.LAST_YEAR: translate("history", "Last year"),
    }


def origins() -> dict[Origin | None, str]:
    """Where activities come from."""
    return {
        None: translate("history", "All sources"),
        Origin.RECORDED: translate("history", "Recorded here"),
        Origin.IMPORTED: translate("history", "Imported"),
        Origin.LINKED: translate("history", "Recorded twice"),
    }


def all_types() -> str:
    """No type in particular."""
    return translate("history", "All activities")


def search_hint() -> str:
    """What stands in the empty search."""
    return translate("history", "Search notes, activity, source, 2026-11")


def load(row: ActivityRow) -> str:
    """The load: «≈» for an estimate, in brackets where another recording carries it."""
    filled_in = row.remark.uses_filled_in_load and row.filled_in_load is not None
    value = row.filled_in_load if filled_in else row.training_load
    words = number(value, estimated=bool(row.load_is_estimated) or filled_in)
    if row.is_carried:
        return f"({words})"
    return f"{words} ?" if row.awaits_word else words


def load_tip(row: ActivityRow) -> str:
    """Why a load looks as it does; empty where it needs no word."""
    if row.is_carried:
        return translate(
            "history", "Recorded twice: the other recording carries the load, this one counts 0."
        )
    if row.awaits_word:
        return translate("history", "Perhaps the same activity as another one; both count until you say so.")
    if row.load_is_estimated:
        return translate("history", "≈: computed from estimates.")
    return ""


def coverage(share: float | None) -> str:
    """Percent counted, never rounded up to 100."""
    return NO_VALUE if share is None else f"{int(share * 100)} %"


def duration(row: ActivityRow) -> str:
    """Timer time; elapsed time while there is no other."""
    return clock(row.elapsed_s if row.timer_s is None else row.timer_s)


def counted(rows: list[ActivityRow], whole: int) -> str:
    """How many lines are shown and what they add up to; empty where there are none at all."""
    if not whole:
        return ""
    parts = [_activities(len(rows), whole)]
    if rows:
        loads = [row.load_that_counts for row in rows]
        seconds = sum(row.timer_s or 0.0 for row, load in zip(rows, loads, strict=True) if load != 0.0)
        total = sum(load or 0.0 for load in loads)
        parts += [_hours(seconds), translate("history", "load {load}").format(load=f"{total:,.0f}")]
    return " · ".join(parts)


def _activities(shown: int, whole: int) -> str:
    if shown != whole:
        text = translate("history", "{count} of {whole} activities")
    elif shown == 1:
        text = translate("history", "1 activity")
    else:
        text = translate("history", "{count} activities")
    return text.format(count=f"{shown:,}", whole=f"{whole:,}")


def _hours(seconds: float) -> str:
    if seconds < 3600.0:
        return translate("history", "{minutes} min").format(minutes=round(seconds / 60.0))
    return translate("history", "{hours} h").format(hours=f"{seconds / 3600.0:,.0f}")


def nothing(*, is_filtered: bool, is_bin: bool) -> str:
    """What stands in an empty list."""
    if is_bin:
        return translate("history", "The bin is empty.")
    if is_filtered:
        return translate("history", "Nothing here fits. Take a filter away, or search for less.")
    return translate(
        "history",
        "No activities yet. Record one on the Live page, or drop files and folders from your watch here.",
    )


def binned(count: int) -> str:
    """What was just put in the bin."""
    if count == 1:
        return translate("history", "1 activity is in the bin, for 30 days.")
    return translate("history", "{count} activities are in the bin, for 30 days.").format(count=count)


def exported(count: int, folder: str) -> str:
    """What was just written."""
    if count == 1:
        return translate("history", "1 file is in {folder}").format(folder=folder)
    return translate("history", "{count} files are in {folder}").format(count=count, folder=folder)


def exporting(done: int, of: int) -> str:
    """How far writing is."""
    return translate("history", "Writing {done} of {of}").format(done=done, of=of)


def importing(done: int, of: int) -> str:
    """How far reading is."""
    return translate("history", "Importing {done} of {of} files").format(done=done, of=of)


def looking() -> str:
    """Before it is known how many files there are."""
    return translate("history", "Looking for files")


def imported(outcomes: Iterable[ImportOutcome], *, is_cancelled: bool) -> str:
    """What became of the files."""
    outcomes = tuple(outcomes)
    counts = Counter(outcome.status for outcome in outcomes)
    waiting = sum(1 for outcome in outcomes if outcome.status is ImportStatus.IMPORTED and outcome.reason)
    words = (
        (ImportStatus.IMPORTED, translate("history", "{count} imported")),
        (ImportStatus.LINKED, translate("history", "{count} linked to what was there")),
        (ImportStatus.DUPLICATE, translate("history", "{count} were there already")),
        (ImportStatus.SKIPPED, translate("history", "{count} skipped")),
    )
    parts = [text.format(count=f"{counts[status]:,}") for status, text in words if counts[status]]
    if waiting:
        text = translate("history", "{count} may be recorded twice and wait for your word")
        parts.append(text.format(count=f"{waiting:,}"))
    start = translate("history", "Import cancelled") if is_cancelled else translate("history", "Import done")
    return f"{start}: " + (", ".join(parts) or translate("history", "no activity files found"))


def skipped(outcomes: Iterable[ImportOutcome]) -> list[tuple[str, str]]:
    """Files that were skipped, with the reason; and those that wait for the athlete's word."""
    return [
        (outcome.file, outcome.reason or "")
        for outcome in outcomes
        if outcome.status is ImportStatus.SKIPPED
        or (outcome.status is ImportStatus.IMPORTED and outcome.reason)
    ]
