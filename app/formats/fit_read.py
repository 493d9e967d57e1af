"""FIT activity files of any maker → FileActivity.

fitdecode reads the wire; this module bounds what that may cost. Any bytes either decode or raise FormatError.
"""

import io
import struct
from collections.abc import Iterator

import fitdecode

from app.domain.file_activity import FileActivity
from app.formats.errors import FormatError, FormatProblem
from app.formats.fit_assemble import assemble_activities
from app.formats.fit_contents import UNREADABLE, FitFiles, identity_said, raw_values
from app.formats.fit_profile import Message
from app.formats.fit_wire import crc16

LARGEST_FILE = 64 * 1024 * 1024  # bytes; a day with every sensor is under 10 MB
MOST_VALUES = 20_000_000  # messages and fields, a minute of work; a week at 20 fields a second is 13 million
_NEEDED = frozenset(Message)
_CHECKSUM = struct.Struct("<H")
MOST_REPEATED_FIELDS = 4  # fitdecode's cost per message grows with the square of fields said twice


def decode_activity(octets: bytes, *, tolerant: bool = False) -> list[FileActivity]:
    """The activities of a FIT file, at least one, in order of start.

    With `tolerant`, wrong checksums and broken ends are forgiven and said in `warnings`; else FormatError.
    """
    if len(octets) > LARGEST_FILE:
        raise FormatError(FormatProblem.TOO_LARGE, f"the file is larger than {LARGEST_FILE >> 20} MiB")
    if octets[8:12] != b".FIT":
        raise FormatError(FormatProblem.NOT_THIS_FORMAT, "not a FIT file")
    whole = without_tail(octets)
    files = FitFiles()
    problem = _gather(_with_size(whole) if tolerant else whole, files, tolerant=tolerant)
    if problem is not None and not tolerant:
        raise problem
    activities: list[FileActivity] = []
    for contents in files.contents:
        contents.has_tail = len(whole) < len(octets)
        for activity in assemble_activities(contents, broken_by=problem):
            if activity not in activities:  # seen: the same activity twice in one file
                activities.append(activity)
    if not activities:
        raise problem or FormatError(FormatProblem.NO_ACTIVITY, "the file holds no activity")
    return sorted(activities, key=lambda activity: activity.started_at)


def _gather(octets: bytes, files: FitFiles, *, tolerant: bool) -> FormatError | None:
    """Appends to `files` what could be read; the problem that ended it, None when all is well."""
    damaged = FormatError(FormatProblem.WRONG_CHECKSUM, "the checksum is wrong: the file is damaged")
    is_damaged = any(crc16(octets[begin:end]) != crc for begin, end, crc in _whole_files(octets))
    if is_damaged and not tolerant:
        return damaged
    try:
        for frame in _frames(octets):
            _take(frame, files)
    except FormatError as error:
        return error
    except fitdecode.FitEOFError:
        return FormatError(FormatProblem.CUT_OFF, "the file ends too early")
    except UNREADABLE as error:
        return FormatError(FormatProblem.MALFORMED, f"not understood as FIT: {error}")
    if is_damaged or any(not contents.checksum_is_right for contents in files.contents):
        return damaged
    return None


def _frames(octets: bytes) -> Iterator[object]:
    """The frames as fitdecode reads them, until they are too much."""
    with fitdecode.FitReader(
        io.BytesIO(octets),
        processor=None,  # raw numbers are what is wanted, and half the time
        check_crc=fitdecode.CrcCheck.DISABLED,  # seen above, in a tenth of the time
        error_handling=fitdecode.ErrorHandling.IGNORE,  # misaligned developer fields are common
    ) as reader:
        values = 0
        for frame in reader:
            values += 1 + len(frame.fields) if isinstance(frame, fitdecode.FitDataMessage) else 1
            if values > MOST_VALUES:
                raise FormatError(FormatProblem.TOO_LARGE, f"more than {MOST_VALUES} values")
            yield frame


def _take(frame: object, files: FitFiles) -> None:
    if isinstance(frame, fitdecode.FitHeader):
        files.begin().checksum_is_right = frame.crc_matched is not False
    elif isinstance(frame, fitdecode.FitDefinitionMessage):
        numbers = [field.def_num for field in frame.field_defs]
        if len(numbers) - len(set(numbers)) > MOST_REPEATED_FIELDS:
            raise FormatError(FormatProblem.MALFORMED, "a message says the same fields again and again")
    elif isinstance(frame, fitdecode.FitDataMessage) and frame.global_mesg_num in _NEEDED:
        identity = None
        if frame.global_mesg_num == Message.SESSION:
            identity = identity_said(frame, files.contents[-1].own_developer_indexes)
        files.take(frame.global_mesg_num, raw_values(frame), identity)


def _with_size(octets: bytes) -> bytes:
    """Where a crashed recorder never wrote the size into the header: the size that is there."""
    header_size = octets[0]
    size = len(octets) - header_size
    if octets[4:8] == bytes(4) and size > 0:
        return octets[:4] + struct.pack("<I", size) + octets[8:]
    return octets


def without_tail(octets: bytes) -> bytes:
    """The whole files at the start of these bytes, without what follows the last and is no FIT file."""
    ends = [end + _CHECKSUM.size for _begin, end, _crc in _whole_files(octets)]
    if not ends or octets[ends[-1] + 8 : ends[-1] + 12] == b".FIT":
        return octets
    return octets[: ends[-1]]


def _whole_files(octets: bytes) -> Iterator[tuple[int, int, int]]:
    """Where each whole file begins and ends, and the checksum behind it; up to one that was not finished."""
    at = 0
    while octets[at + 8 : at + 12] == b".FIT":
        (body_size,) = struct.unpack_from("<I", octets, at + 4)
        end = at + octets[at] + body_size
        if body_size == 0 or end + _CHECKSUM.size > len(octets):
            return
        yield at, end, *_CHECKSUM.unpack_from(octets, end)
        at = end + _CHECKSUM.size
