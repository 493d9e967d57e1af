"""What the recorder writes of imported activities; as in `statements`, each may run twice."""

import hashlib
import json
import zlib
from dataclasses import astuple
from typing import Any

from app.domain.frozen import frozen
from app.storage.statements import NewSession, Statement


@frozen
class Original:
    """A file as it was. `name` without its folder."""

    name: str
    octets: bytes

    @property
    def sha256(self) -> str:
        """What tells two files apart."""
        return hashlib.sha256(self.octets).hexdigest()


@frozen
class Provenance:
    """Where an imported activity comes from: the `place`-th of a file (from 0), or typed in by hand."""

    original: Original | None
    place: int = 0
    recorder: str | None = None


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
        (original.sha256, original.name, zlib.compress(original.octets)),
    )


def put_twin(activity_id: int, carried_by: int, *, is_sure: bool, shift_s: int) -> Statement:
    """Another activity carries this one's load."""
    return Statement(
        "INSERT OR REPLACE INTO twin VALUES (?, ?, ?, ?)", (activity_id, carried_by, int(is_sure), shift_s)
    )


def confirm_twin(activity_id: int) -> Statement:
    """The two are the same activity: one counts 0 from now on."""
    return Statement("UPDATE twin SET is_sure = 1 WHERE activity_id = ?", (activity_id,))


def drop_twin(activity_id: int) -> Statement:
    """This activity counts for itself."""
    return Statement("DELETE FROM twin WHERE activity_id = ?", (activity_id,))
