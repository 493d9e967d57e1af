"""`sidebeat activities` and `sidebeat show`: what is recorded, in the terminal."""

from app.cli.analyse import lap_json
from app.cli.output import clock_time, json_line, line, note, table
from app.cli.sentences import no_activities
from app.cli.session_json import time_in_zone_json
from app.domain.activity import Activity, ActivitySummary
from app.domain.activity_row import ActivityRow
from app.domain.forgotten import HeartRateRecovery

SHORTEST_JUDGED_S = 60.0  # coverage of less is an accident of the edges


def print_activities(rows: list[ActivityRow], *, athlete: str, as_json: bool) -> None:
    """One line an activity, newest first. `athlete` is who was asked for, empty for nobody by name."""
    if not rows and athlete:
        note(no_activities(athlete))
    elif as_json:
        for row in rows:
            json_line(row_json(row))
    elif not rows:
        note("Nothing is recorded yet. Record with: sidebeat record, or try: sidebeat --demo record")
    else:
        table(
            ("ID", "Started", "Activity", "Time", "Load", "Avg", "Max", "Status"),
            [_cells(row) for row in rows],
        )


def print_activity(
    row: ActivityRow,
    activity: Activity,
    recovery: HeartRateRecovery | None,
    *,
    samples: bool,
    as_json: bool,
) -> None:
    """One activity; with `samples` every accepted reading after it, a line each."""
    if as_json:
        json_line(row_json(row) | _detail_json(activity) | _recovery_json(recovery))
    else:
        _print_detail(row, activity)
        _print_recovery(recovery)
    if not samples:
        return
    for sample in activity.samples:
        if as_json:
            json_line({"elapsed_s": sample.elapsed_s, "bpm": sample.bpm, "source": sample.source})
        else:
            line(f"{clock_time(sample.elapsed_s):>8}  {sample.bpm:3.0f}")


def row_json(row: ActivityRow) -> dict[str, object]:
    """The keys of `activities --json`."""
    return {
        "activity_id": row.activity_id,
        "status": row.status.value,
        "started_at": row.started_at,
        "activity_type": row.activity_type,
        "elapsed_s": row.elapsed_s,
        "timer_s": row.timer_s,
        "training_load": row.training_load,
        "average_bpm": row.average_bpm,
        "max_bpm": row.max_bpm,
        "coverage": row.coverage,
        "source": row.source,
    }


def _detail_json(activity: Activity) -> dict[str, object]:
    summary = activity.summary
    constants = activity.constants
    is_measured = summary.counted_s > 0
    return {
        "identity": activity.identity,
        "sensor": activity.sensor,
        "counted_s": summary.counted_s,
        "min_bpm": summary.min_bpm,
        "load_is_estimated": summary.load_is_estimated,
        "banister_trimp": summary.banister_trimp if is_measured else None,
        "edwards_trimp": summary.edwards_trimp if is_measured else None,
        "lucia_trimp": summary.lucia_trimp if is_measured else None,
        "time_in_zone_s": time_in_zone_json(summary.time_in_zone),
        "resting_bpm": constants.resting_bpm,
        "threshold_bpm": constants.threshold_bpm,
        "sex": constants.sex.value,
        "constants": {
            "resting_bpm": constants.resting_bpm,
            "max_bpm": constants.max_bpm,
            "threshold_bpm": constants.threshold_bpm,
            "sex": constants.sex.value,
            "estimated": sorted(constants.estimated),
        },
        "laps": [lap_json(lap) for lap in activity.laps],
        "pauses": [{"start_s": pause.start_s, "end_s": pause.end_s} for pause in activity.pauses],
    }


def _recovery_json(recovery: HeartRateRecovery | None) -> dict[str, object]:
    return {
        "recovery_60_s_bpm": None if recovery is None else recovery.after_60_s_bpm,
        "recovery_120_s_bpm": None if recovery is None else recovery.after_120_s_bpm,
    }


def _print_recovery(recovery: HeartRateRecovery | None) -> None:
    if recovery is None:
        return
    fallen = ((60, recovery.after_60_s_bpm), (120, recovery.after_120_s_bpm))
    told = [f"{bpm:.0f} bpm in {seconds} s" for seconds, bpm in fallen if bpm and bpm > 0]
    if told:
        line(f"  heart-rate recovery {', '.join(told)}")


def _cells(row: ActivityRow) -> tuple[str, ...]:
    return (
        str(row.activity_id),
        f"{row.started_at:%Y-%m-%d %H:%M}",
        (row.activity_type or "–").replace("_", " "),
        clock_time(row.elapsed_s if row.timer_s is None else row.timer_s),
        _load(row.training_load, estimated=bool(row.load_is_estimated)),
        "–" if row.average_bpm is None else f"{row.average_bpm:.0f}",
        "–" if row.max_bpm is None else str(row.max_bpm),
        row.status.value,
    )


def _load(load: float | None, *, estimated: bool) -> str:
    if load is None:
        return "–"
    return f"{'≈ ' if estimated else ''}{load:.1f}"


def _print_detail(row: ActivityRow, activity: Activity) -> None:
    summary = activity.summary
    line(
        f"{(row.activity_type or 'activity').replace('_', ' ').capitalize()}, {row.started_at:%Y-%m-%d %H:%M}"
    )
    line(f"  {clock_time(summary.timer_s)} of {clock_time(summary.elapsed_s)}, {row.status.value}")
    _print_loads(summary)
    if summary.average_bpm is not None:
        line(f"  average {summary.average_bpm:.0f}   max {summary.max_bpm}   min {summary.min_bpm}   bpm")
    if summary.coverage is not None and summary.coverage < 0.99 and summary.timer_s >= SHORTEST_JUDGED_S:
        line(f"  heart rate counted {summary.coverage:.0%} of the time")
    if activity.sensor is not None:
        line(f"  {activity.sensor}")
    longest = max((zone.seconds for zone in summary.time_in_zone), default=0.0)
    for zone in summary.time_in_zone if longest else ():
        bar = "█" * round(24 * zone.seconds / longest)
        line(f"  {zone.number} {zone.name:<20} from {zone.lower_bpm:3}  {clock_time(zone.seconds):>8}  {bar}")


def _print_loads(summary: ActivitySummary) -> None:
    load = f"  Training Load {_load(summary.training_load, estimated=summary.load_is_estimated)}"
    if summary.counted_s > 0:
        load += (
            f"   Banister {summary.banister_trimp:.1f}   "
            f"Edwards {summary.edwards_trimp:.0f}   Lucia {summary.lucia_trimp:.0f}"
        )
    line(load)
