"""What the recorder writes of imported activities; as in `statements`, each may run twice."""

import hashlib
import json
import zlib
from dataclasses import astuple
from typing import Any

from app.domain.activity import Activity
from app.domain.frozen import frozen
from app.storage.statements import NewSession, Statement


@frozen
class Original:
    """A file as it was, ready to be kept: compressed by zlib. `name` without its folder."""

    name: str
    sha256: str
    compressed: bytes

    @classmethod
    def of(cls, name: str, octets: bytes, sha256: str | None = None) -> "Original":
        """Compresses the file; `sha256` (hexadecimal) where it is known already."""
        return cls(name, sha256 or hashlib.sha256(octets).hexdigest(), zlib.compress(octets))


@frozen
class Provenance:
    """Where an imported activity comes from: the `place`-th of a file (from 0), or typed in by hand."""

    original: Original | None
    place: int = 0
    recorder: str | None = None


@frozen
class TwinOfNew:
    """An activity that is there and is, or may be, the same as a new one; which of the two has the load.

    `shift_s` is to be added to the new one's clock.
    """

    other_id: int
    new_carries: bool
    is_sure: bool
    shift_s: int


@frozen
class ImportedActivity:
    """An activity to be kept. Its samples are not needed; `setup` is the one it was computed with."""

    activity: Activity
    setup: dict[str, Any]
    provenance: Provenance
    twin: TwinOfNew | None = None


def insert_imported(
    session: NewSession, setup: dict[str, Any], stopped_at_us: int, provenance: Provenance, utc_us: int
) -> tuple[Statement, ...]:
    """An imported session. TypeError when `setup` is no JSON."""
    original = provenance.original
    sha256 = None if original is None else original.sha256
    athlete = str(setup.get("athlete", ""))
    row = (*astuple(session), stopped_at_us, json.dumps(setup, ensure_ascii=False), athlete)
    return (
        *(() if original is None else (_insert_original(original),)),
        Statement(
            """INSERT INTO session VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)
                ON CONFLICT (activity_id) DO NOTHING""",
            row,
        ),
        Statement(
            """INSERT INTO imported VALUES
                (?, (SELECT original_id FROM original WHERE sha256 = ?), ?, ?, ?)
                ON CONFLICT (activity_id) DO NOTHING""",
            (session.activity_id, sha256, provenance.place, provenance.recorder, utc_us),
        ),
    )


def _insert_original(original: Original) -> Statement:
    return Statement(
        """INSERT INTO original (sha256, name, octets) VALUES (?, ?, ?)
            ON CONFLICT (sha256) DO NOTHING""",
        (original.sha256, original.name, original.compressed),
    )


def put_twin_of_new(new_id: int, twin: TwinOfNew) -> Statement:
    """The pair of a new activity with one that was there."""
    if twin.new_carries:
        return put_twin(twin.other_id, new_id, is_sure=twin.is_sure, shift_s=-twin.shift_s)
    return put_twin(new_id, twin.other_id, is_sure=twin.is_sure, shift_s=twin.shift_s)


def put_twin(activity_id: int, carried_by: int, *, is_sure: bool, shift_s: int) -> Statement:
    """Another activity carries this one's load; `shift_s` is to be added to this one's clock."""
    return Statement(
        "INSERT OR REPLACE INTO twin VALUES (?, ?, ?, ?)", (activity_id, carried_by, int(is_sure), shift_s)
    )


def confirm_twin(activity_id: int) -> Statement:
    """The two are the same activity: one counts 0 from now on."""
    return Statement("UPDATE twin SET is_sure = 1 WHERE activity_id = ?", (activity_id,))


def drop_twin(activity_id: int) -> Statement:
    """This activity counts for itself."""
    return Statement("DELETE FROM twin WHERE activity_id = ?", (activity_id,))
