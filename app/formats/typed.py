"""A session typed in by hand, as a small JSON file: encode and decode are a pair."""

import json
from datetime import datetime

from app.domain.file_activity import FileActivity, FileLap
from app.formats.errors import FormatError, FormatProblem

MARK = "sidebeat_typed"  # the first key: what tells the file apart
LONGEST_MINUTES = 48 * 60


def encode_typed(
    *, started_at: datetime, minutes: float, rpe: int, fit_sport: int, fit_sub_sport: int
) -> bytes:
    """«strength, 45 min, RPE 6». `started_at` is aware."""
    told = {
        MARK: 1,
        "started_at": started_at.isoformat(),
        "minutes": minutes,
        "rpe": rpe,
        "fit_sport": fit_sport,
        "fit_sub_sport": fit_sub_sport,
    }
    return json.dumps(told).encode()


def decode_typed(octets: bytes) -> list[FileActivity]:
    """One activity without heart rate. FormatError."""
    try:
        told = json.loads(octets)
        started_at = datetime.fromisoformat(told["started_at"])
        elapsed_s, rpe = float(told["minutes"]) * 60.0, int(told["rpe"])
        sport, sub_sport = int(told["fit_sport"]), int(told["fit_sub_sport"])
    except (ValueError, KeyError, TypeError, RecursionError, OverflowError) as error:
        raise FormatError(FormatProblem.MALFORMED, "not a session typed in by hand") from error
    if started_at.tzinfo is None or not 0 < elapsed_s <= LONGEST_MINUTES * 60 or not 1 <= rpe <= 10:
        raise FormatError(FormatProblem.OUT_OF_RANGE, "minutes or RPE cannot be")
    return [
        FileActivity(
            fit_sport=sport,
            fit_sub_sport=sub_sport,
            started_at=started_at,
            has_local_offset=True,
            elapsed_s=elapsed_s,
            reported_timer_s=elapsed_s,
            samples=(),
            laps=(FileLap(0.0, elapsed_s),),
            rpe=rpe,
        )
    ]
