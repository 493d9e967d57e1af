"""The schema, as the ordered steps that lead to it. A step that has shipped is never changed."""

from typing import Final

APPLICATION_ID: Final = 0x53494442  # "SIDB": says whose file this is (PRAGMA application_id)
END_OF_TIME_US: Final = 2**63 - 1  # the largest integer that SQLite keeps

Migration = tuple[str, ...]  # statements of one step, run in one transaction

_FIRST: Final[Migration] = (
    # One run of one process: where its clock stood against the timeline and the wall clock when it began.
    """CREATE TABLE segment (
        segment_id INTEGER PRIMARY KEY,
        boot_id TEXT NOT NULL,
        process TEXT NOT NULL,
        clock_us INTEGER NOT NULL,
        timeline_us INTEGER NOT NULL,
        utc_us INTEGER NOT NULL,
        utc_offset_s INTEGER NOT NULL,
        program_version TEXT NOT NULL) STRICT""",
    """CREATE TABLE sensor (
        sensor_id INTEGER PRIMARY KEY,
        address TEXT NOT NULL UNIQUE,
        name TEXT, serial_number TEXT, manufacturer TEXT, model TEXT, location TEXT) STRICT""",
    """CREATE TABLE notification (
        notification_id INTEGER PRIMARY KEY,
        segment_id INTEGER NOT NULL REFERENCES segment,
        at_us INTEGER NOT NULL,
        utc_us INTEGER NOT NULL,
        sensor_id INTEGER NOT NULL REFERENCES sensor,
        characteristic TEXT NOT NULL,
        payload BLOB NOT NULL) STRICT""",
    "CREATE INDEX notification_by_time ON notification (at_us)",
    """CREATE TABLE session (
        activity_id INTEGER PRIMARY KEY AUTOINCREMENT,
        identity TEXT NOT NULL UNIQUE,
        segment_id INTEGER NOT NULL REFERENCES segment,
        started_at_us INTEGER NOT NULL,
        started_utc_us INTEGER NOT NULL,
        utc_offset_s INTEGER NOT NULL,
        stopped_at_us INTEGER,
        setup TEXT NOT NULL,
        athlete TEXT NOT NULL,
        deleted_utc_us INTEGER) STRICT""",
    "CREATE INDEX session_by_time ON session (started_at_us)",
    """CREATE TABLE event (
        event_id INTEGER PRIMARY KEY,
        activity_id INTEGER REFERENCES session ON DELETE CASCADE,
        segment_id INTEGER NOT NULL REFERENCES segment,
        at_us INTEGER NOT NULL,
        utc_us INTEGER NOT NULL,
        kind TEXT NOT NULL,
        detail TEXT NOT NULL) STRICT""",
    "CREATE INDEX event_by_time ON event (at_us)",
    "CREATE INDEX event_by_session ON event (activity_id) WHERE activity_id IS NOT NULL",
    # What a finished session amounts to; derived, so it may be dropped and computed again at any time.
    """CREATE TABLE activity (
        activity_id INTEGER PRIMARY KEY REFERENCES session ON DELETE CASCADE,
        algorithm_version INTEGER NOT NULL,
        activity_type TEXT NOT NULL,
        elapsed_s REAL NOT NULL,
        timer_s REAL NOT NULL,
        counted_s REAL NOT NULL,
        coverage REAL,
        average_bpm REAL,
        max_bpm INTEGER,
        min_bpm INTEGER,
        training_load REAL NOT NULL,
        load_is_estimated INTEGER NOT NULL,
        banister_trimp REAL NOT NULL,
        edwards_trimp REAL NOT NULL,
        lucia_trimp REAL NOT NULL,
        time_in_zone TEXT NOT NULL,
        source TEXT,
        energy_kcal REAL) STRICT""",
    # The stretch of the timeline that a session claims: to 180 s past its stop (recovery is watched for 60
    # and 120 s, domain.md), or, where it was never stopped, to the next segment that did not resume it; in
    # any case no further than the next session. One that runs is not cut off by others that began
    # later, as when it was begun in the past or is continued. `last_at_us` is the last record's place within.
    """CREATE VIEW session_extent AS
        SELECT *, max(begins_us,
            coalesce((SELECT max(at_us) FROM notification
                WHERE at_us >= begins_us AND at_us < ends_us), 0),
            coalesce((SELECT max(at_us) FROM event
                WHERE at_us >= begins_us AND at_us < ends_us), 0)) AS last_at_us
        FROM (SELECT activity_id, started_at_us AS begins_us,
            CASE WHEN stopped_at_us IS NULL
                THEN max(started_at_us + 1, min(next_segment_us, next_session_us))
                ELSE max(stopped_at_us + 1, min(stopped_at_us + 180000000, next_session_us))
            END AS ends_us
            FROM (SELECT activity_id, started_at_us, stopped_at_us,
                coalesce((SELECT min(timeline_us) FROM segment
                    WHERE segment.segment_id > session.segment_id), 9223372036854775807) AS next_segment_us,
                coalesce((SELECT min(later.started_at_us) FROM session AS later
                    WHERE later.started_at_us > session.started_at_us
                        AND (later.segment_id > session.segment_id OR session.stopped_at_us IS NOT NULL)),
                    9223372036854775807) AS next_session_us
                FROM session))""",
)

_REMARKS: Final[Migration] = (
    # What the athlete says of a session; apart from `activity`, which may be dropped and computed again.
    """CREATE TABLE remark (
        activity_id INTEGER PRIMARY KEY REFERENCES session ON DELETE CASCADE,
        notes TEXT NOT NULL,
        rpe INTEGER,
        enjoyment INTEGER,
        uses_filled_in_load INTEGER NOT NULL) STRICT""",
    # The estimate beside the counted load; NULL until a session is computed by a version that keeps it.
    "ALTER TABLE activity ADD COLUMN filled_in_load REAL",
)

_IMPORTS: Final[Migration] = (
    # A file as it was, compressed by zlib, so that a later version can read more of it.
    """CREATE TABLE original (
        original_id INTEGER PRIMARY KEY,
        sha256 TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        octets BLOB NOT NULL) STRICT""",
    # A session that came as the `place`-th activity of a file, or (NULL) was typed in by hand.
    """CREATE TABLE imported (
        activity_id INTEGER PRIMARY KEY REFERENCES session ON DELETE CASCADE,
        original_id INTEGER REFERENCES original,
        place INTEGER NOT NULL,
        recorder TEXT,
        imported_utc_us INTEGER NOT NULL) STRICT""",
    "CREATE INDEX imported_by_original ON imported (original_id)",
    # The same activity recorded twice: the load of `activity_id` is carried by another one and counts 0.
    # `is_sure` is 0 while the pair waits for the athlete's word; until then both count.
    """CREATE TABLE twin (
        activity_id INTEGER PRIMARY KEY REFERENCES session ON DELETE CASCADE,
        carried_by INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
        is_sure INTEGER NOT NULL,
        shift_s INTEGER NOT NULL) STRICT""",
    # As before, but an imported session claims nothing of the timeline and cuts no other one off.
    "DROP VIEW session_extent",
    """CREATE VIEW session_extent AS
        SELECT *, max(begins_us,
            coalesce((SELECT max(at_us) FROM notification
                WHERE at_us >= begins_us AND at_us < ends_us), 0),
            coalesce((SELECT max(at_us) FROM event
                WHERE at_us >= begins_us AND at_us < ends_us), 0)) AS last_at_us
        FROM (SELECT activity_id, started_at_us AS begins_us,
            CASE WHEN is_imported THEN started_at_us
                WHEN stopped_at_us IS NULL
                THEN max(started_at_us + 1, min(next_segment_us, next_session_us))
                ELSE max(stopped_at_us + 1, min(stopped_at_us + 180000000, next_session_us))
            END AS ends_us
            FROM (SELECT activity_id, started_at_us, stopped_at_us,
                activity_id IN (SELECT activity_id FROM imported) AS is_imported,
                coalesce((SELECT min(timeline_us) FROM segment
                    WHERE segment.segment_id > session.segment_id), 9223372036854775807) AS next_segment_us,
                coalesce((SELECT min(later.started_at_us) FROM session AS later
                    WHERE later.started_at_us > session.started_at_us
                        AND (later.segment_id > session.segment_id OR session.stopped_at_us IS NOT NULL)
                        AND later.activity_id NOT IN (SELECT activity_id FROM imported)),
                    9223372036854775807) AS next_session_us
                FROM session))""",
)

_INTENSITY: Final[Migration] = (
    # Six numbers as a JSON list: seconds easy, medium, hard, and the load of each; NULL until a session is
    # computed by a version that keeps it.
    "ALTER TABLE activity ADD COLUMN intensity TEXT",
)

_STANDING_TWINS: Final[Migration] = (
    # What one in the bin carried counts for itself meanwhile: the two are a pair again when it is taken out.
    """CREATE VIEW standing_twin AS
        SELECT * FROM twin WHERE NOT EXISTS (SELECT 1 FROM session
            WHERE session.activity_id = carried_by AND deleted_utc_us IS NOT NULL)""",
)

MIGRATIONS: Final[tuple[Migration, ...]] = (_FIRST, _REMARKS, _IMPORTS, _INTENSITY, _STANDING_TWINS)
