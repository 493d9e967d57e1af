"""The history's lines out of the store, by position: thousands of them are read before a page is seen."""

import json
import sqlite3
from collections.abc import Sequence
from typing import Any, Final

from app.domain.activity_row import ActivityRow
from app.domain.remark import Remark
from app.domain.snapshot import ZoneTime
from app.storage.reading import local_time, read_json, status_of

_SELECT: Final = """
    SELECT activity_id, identity, segment_id, stopped_at_us, started_utc_us, utc_offset_s, deleted_utc_us,
        CASE WHEN coalesce(activity_type, '') = '' THEN setup END, activity_type, athlete,
        coalesce(elapsed_s, (coalesce(stopped_at_us, last_at_us) - started_at_us) / 1e6),
        timer_s, counted_s, coverage, average_bpm, max_bpm, min_bpm, training_load, load_is_estimated,
        banister_trimp, edwards_trimp, lucia_trimp, CASE WHEN :with_zones THEN time_in_zone END,
        source, energy_kcal, algorithm_version, filled_in_load, notes, rpe, enjoyment, uses_filled_in_load,
        imported.activity_id IS NOT NULL, recorder, carried_by, is_sure
    FROM session JOIN session_extent USING (activity_id) LEFT JOIN activity USING (activity_id)
        LEFT JOIN remark USING (activity_id) LEFT JOIN imported USING (activity_id)
        LEFT JOIN standing_twin USING (activity_id)
    WHERE (:activity_id IS NULL OR activity_id = :activity_id)
        AND (deleted_utc_us IS NOT NULL) = :in_bin
        AND (:since_us IS NULL OR started_utc_us >= :since_us)
        AND (:names IS NULL OR athlete IN (SELECT value FROM json_each(:names)))
    ORDER BY started_at_us DESC, activity_id DESC LIMIT :limit OFFSET :offset"""


def read_activity_rows(
    connection: sqlite3.Connection, wanted: dict[str, Any], running_segment: int | None
) -> list[ActivityRow]:
    """Newest first. `wanted` are the parameters of the statement."""
    nothing_said = Remark()
    rows = connection.execute(_SELECT, wanted).fetchall()
    return [_activity_row(row, running_segment, nothing_said) for row in rows]


def _activity_row(row: Sequence[Any], running_segment: int | None, nothing_said: Remark) -> ActivityRow:
    (activity_id, identity, segment_id, stopped_at_us, started_utc_us, offset_s, deleted_utc_us) = row[:7]
    (setup, activity_type, athlete, elapsed_s, timer_s, counted_s, coverage) = row[7:14]
    (average_bpm, max_bpm, min_bpm, training_load, is_estimated, banister, edwards, lucia) = row[14:22]
    (zones, source, energy_kcal, algorithm_version, filled_in_load) = row[22:27]
    (notes, rpe, enjoyment, uses_filled_in_load, is_imported, recorder, carried_by, is_sure) = row[27:]
    remark = nothing_said if notes is None else Remark(notes, rpe, enjoyment, bool(uses_filled_in_load))
    return ActivityRow(
        activity_id,
        identity,
        status_of(stopped_at_us, segment_id, running_segment),
        local_time(started_utc_us, offset_s),
        activity_type or _planned_type(setup),
        athlete,
        elapsed_s,
        timer_s,
        counted_s,
        coverage,
        average_bpm,
        max_bpm,
        min_bpm,
        training_load,
        None if is_estimated is None else bool(is_estimated),
        banister,
        edwards,
        lucia,
        _zones(zones) if zones else (),
        source,
        energy_kcal,
        algorithm_version,
        None if deleted_utc_us is None else local_time(deleted_utc_us, offset_s),
        filled_in_load,
        remark,
        bool(is_imported),
        recorder,
        carried_by,
        is_sure is None or bool(is_sure),
    )


def _planned_type(setup: str | None) -> str | None:
    """The key of the ActivityType that an unfinished session was set up with."""
    planned = read_json(setup or "").get("activity_type")
    key = planned.get("key") if isinstance(planned, dict) else None
    return key if isinstance(key, str) else None


def _zones(stored: str) -> tuple[ZoneTime, ...]:
    """None where they are damaged: derived as they are, they keep no line from being shown."""
    try:
        zones = json.loads(stored)
        return tuple(
            ZoneTime(zone["zone"], zone["name"], zone["lower_bpm"], zone["seconds"]) for zone in zones
        )
    except (ValueError, KeyError, TypeError):
        return ()
