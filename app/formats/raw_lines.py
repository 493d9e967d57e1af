"""Raw notifications as JSON Lines: every one as it was received, one object a line.

Keys: arrival_s (session seconds, to the microsecond), received_at (ISO 8601 with offset), sensor,
characteristic (short form), payload_hex (lower case). Encode and decode are a pair.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from app.domain.recording import Notification
from app.formats.errors import FormatError, FormatProblem

LARGEST_FILE = 128 * 1024 * 1024  # bytes; a day of heart beats is 15 MB
LONGEST_LINE = 8192  # bytes; the longest attribute value is 512 bytes, 1,024 in hexadecimal
LONGEST_ARRIVAL_S = 1e9  # thirty years; further, a float no longer holds microseconds
_UNIX_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST_MOMENT = datetime(9999, 1, 1, tzinfo=UTC)  # so that every zone still has a date for it
_MICROSECOND = timedelta(microseconds=1)


def encode_raw_lines(
    notifications: Iterable[Notification], *, started_at_us: int, utc_offset_s: int
) -> Iterator[str]:
    """One line for each notification, each with its line feed."""
    zone = timezone(timedelta(seconds=utc_offset_s))
    for notification in notifications:
        received_at = (_UNIX_EPOCH + notification.utc_us * _MICROSECOND).astimezone(zone)
        line = {
            "arrival_s": (notification.at_us - started_at_us) / 1e6,
            "received_at": received_at.isoformat(timespec="microseconds"),
            "sensor": notification.sensor,
            "characteristic": notification.characteristic,
            "payload_hex": notification.payload.hex(),
        }
        yield json.dumps(line, ensure_ascii=False) + "\n"


def decode_raw_lines(octets: bytes) -> tuple[Notification, ...]:
    """The notifications, `at_us` counted from the session's start. FormatError names the line."""
    if len(octets) > LARGEST_FILE:
        raise FormatError(FormatProblem.TOO_LARGE, f"the file is larger than {LARGEST_FILE >> 20} MiB")
    return tuple(
        _notification(line, number)
        for number, line in enumerate(octets.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1)
        if line.strip()
    )


def _notification(line: bytes, number: int) -> Notification:
    if len(line) > LONGEST_LINE:
        raise FormatError(FormatProblem.TOO_LARGE, f"longer than {LONGEST_LINE} bytes", line=number)
    try:
        said = _object(line)
        words = _words(said)
        return Notification(
            at_us=_arrival_us(said["arrival_s"]),
            utc_us=_utc_us(words["received_at"]),
            sensor=words["sensor"],
            characteristic=words["characteristic"],
            payload=_payload(words["payload_hex"]),
        )
    except KeyError as error:
        raise FormatError(FormatProblem.MALFORMED, f"no {error.args[0]}", line=number) from error
    except (ValueError, TypeError, OverflowError) as error:
        raise FormatError(FormatProblem.MALFORMED, str(error), line=number) from error


def _object(line: bytes) -> dict[str, Any]:
    """ValueError where the line is no whole JSON, TypeError where it is no object."""
    try:
        said = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise ValueError("not a whole JSON object") from error
    if not isinstance(said, dict):
        raise TypeError("not a JSON object")
    return said


def _words(said: dict[str, Any]) -> dict[str, str]:
    """The texts of a JSON object; UnicodeError where one is no Unicode."""
    words = {key: value for key, value in said.items() if isinstance(value, str)}
    for word in words.values():
        word.encode("utf-8")  # JSON can spell half a surrogate pair
    return words


def _payload(said: str) -> bytes:
    try:
        return bytes.fromhex(said)
    except ValueError as error:
        raise ValueError("payload_hex is not hexadecimal") from error


def _arrival_us(said: object) -> int:
    if isinstance(said, bool) or not isinstance(said, int | float) or not abs(said) <= LONGEST_ARRIVAL_S:
        raise ValueError("arrival_s is not a time in seconds")
    return round(said * 1_000_000)


def _utc_us(said: str) -> int:
    received_at = datetime.fromisoformat(said)
    if received_at.tzinfo is None:
        raise ValueError("received_at has no offset")
    if not _UNIX_EPOCH <= received_at < _LAST_MOMENT:
        raise ValueError("received_at lies outside of 1970 to 9998")
    return (received_at - _UNIX_EPOCH) // _MICROSECOND
