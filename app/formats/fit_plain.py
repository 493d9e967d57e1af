"""FIT files as nearly all are written, read with struct: five to twenty times as fast as by fitdecode.

Only what an activity needs is unpacked. Whatever is out of the ordinary (a wrong checksum, an early end,
compressed time stamps, odd types, a field said twice) is left to fitdecode, which has seen it all.
Source: FIT SDK, "FIT Protocol" (record formats).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from app.formats.errors import FormatError, FormatProblem
from app.formats.fit_contents import FitFiles
from app.formats.fit_profile import (
    FIRST_ABSOLUTE_TIME,
    IDENTITY_FIELD,
    TIMESTAMP,
    ActivityField,
    DeveloperDataId,
    DeviceInfo,
    Event,
    FieldDescription,
    FileId,
    Hrv,
    Lap,
    Message,
    Record,
    Session,
    SportField,
)
from app.formats.fit_wire import INVALID_UINT8, crc16

MOST_MESSAGES = 4_000_000  # five a second for a week, and some seconds of work
STRING, BYTE = 0x07, 0x0D
_INVALID_TIME = 0xFFFFFFFF
_INTEGERS: dict[int, tuple[str, int, int]] = {  # base type → struct letter, size, the invalid value
    0x00: ("B", 1, 0xFF),
    0x01: ("b", 1, 0x7F),
    0x02: ("B", 1, 0xFF),
    0x0A: ("B", 1, 0),
    0x83: ("h", 2, 0x7FFF),
    0x84: ("H", 2, 0xFFFF),
    0x8B: ("H", 2, 0),
    0x85: ("i", 4, 0x7FFFFFFF),
    0x86: ("I", 4, 0xFFFFFFFF),
    0x8C: ("I", 4, 0),
}
_NEEDED: dict[int, frozenset[int]] = {
    Message.RECORD: frozenset({TIMESTAMP, Record.HEART_RATE}),
    Message.HRV: frozenset({Hrv.TIME}),
    Message.EVENT: frozenset({TIMESTAMP, Event.EVENT, Event.EVENT_TYPE}),
    Message.LAP: frozenset({TIMESTAMP, Lap.START_TIME}),
    Message.SESSION: frozenset(
        {
            *(TIMESTAMP, Session.START_TIME, Session.SPORT, Session.SUB_SPORT),
            *(Session.TOTAL_ELAPSED_TIME, Session.TOTAL_TIMER_TIME),
        }
    ),
    Message.ACTIVITY: frozenset({TIMESTAMP, ActivityField.LOCAL_TIMESTAMP}),
    Message.SPORT: frozenset({SportField.SPORT, SportField.SUB_SPORT}),
    Message.FILE_ID: frozenset({FileId.TYPE, FileId.MANUFACTURER, FileId.PRODUCT, FileId.PRODUCT_NAME}),
    Message.DEVICE_INFO: frozenset(
        {
            *(DeviceInfo.DEVICE_INDEX, DeviceInfo.DEVICE_TYPE, DeviceInfo.SOURCE_TYPE),
            *(DeviceInfo.PRODUCT_NAME, DeviceInfo.DESCRIPTOR),
        }
    ),
    Message.DEVELOPER_DATA_ID: frozenset(
        {DeveloperDataId.DEVELOPER_DATA_INDEX, DeveloperDataId.APPLICATION_ID}
    ),
    Message.FIELD_DESCRIPTION: frozenset(
        {
            *(FieldDescription.DEVELOPER_DATA_INDEX, FieldDescription.FIELD_DEFINITION_NUMBER),
            FieldDescription.FIT_BASE_TYPE_ID,
        }
    ),
}


class _UnusualError(Exception):
    """Something that fitdecode is to look at."""


@dataclass(frozen=True, slots=True)
class _Field:
    """A field that is unpacked; `number` is None for the identity among the developer fields."""

    number: int | None
    base: int
    count: int

    def value(self, parts: Iterator[Any]) -> int | str | tuple[int | None, ...] | None:
        """As fitdecode gives raw values: None for the invalid one, a tuple for several."""
        if self.base == STRING:
            return next(parts).split(b"\0", 1)[0].decode("utf-8", errors="replace") or None
        if self.base == BYTE:
            octets = tuple(next(parts))
            return None if set(octets) == {0xFF} else octets
        invalid = _INTEGERS[self.base][2]
        numbers = tuple(None if each == invalid else each for each in islice(parts, self.count))
        return numbers if self.count > 1 else numbers[0]


@dataclass(frozen=True, slots=True)
class _Shape:
    """A definition message: how many bytes its data have, and how what is needed is found in them."""

    message: int
    size: int
    needed: struct.Struct
    fields: tuple[_Field, ...]

    @property
    def is_usual_record(self) -> bool:
        """A record that says its time and then the heart rate, as nearly all do."""
        usual = (_Field(TIMESTAMP, 0x86, 1), _Field(Record.HEART_RATE, 0x02, 1))
        return self.message == Message.RECORD and self.fields == usual


def read_plain(octets: bytes) -> FitFiles | None:
    """What sound files in a row say; None when fitdecode is to read them. FormatError: too much."""
    files = FitFiles()
    at = 0
    try:
        while at < len(octets):
            begin, end = _bounds(octets, at)
            _Reader(octets, files).read(begin, end)
            at = end + 2
    except (_UnusualError, struct.error, IndexError):
        return None
    return files


def _bounds(octets: bytes, at: int) -> tuple[int, int]:
    """Where a file's messages begin and end; its checksums are right."""
    header_size = octets[at]
    body_size, magic = struct.unpack_from("<I4s", octets, at + 4)
    end = at + header_size + body_size
    if header_size not in {12, 14} or magic != b".FIT" or end + 2 > len(octets):
        raise _UnusualError
    whole = memoryview(octets)
    if header_size == 14:
        (said,) = struct.unpack_from("<H", octets, at + 12)
        if said not in {0, crc16(whole[at : at + 12])}:
            raise _UnusualError
    if (crc16(whole[at:end]),) != struct.unpack_from("<H", octets, end):
        raise _UnusualError
    return at + header_size, end


class _Reader:
    """One file's messages, one after the other."""

    def __init__(self, octets: bytes, files: FitFiles) -> None:
        self._octets = octets
        self._files = files
        self._contents = files.begin()
        self._identities: set[int] = set()  # developer indexes whose identity field is a text

    def read(self, at: int, end: int) -> None:
        shapes: dict[int, _Shape] = {}
        usual: dict[int, tuple[int, struct.Struct]] = {}
        octets, count = self._octets, 0
        while at < end:
            count += 1
            if count > MOST_MESSAGES:
                raise FormatError(FormatProblem.TOO_LARGE, f"more than {MOST_MESSAGES} messages")
            head = octets[at]
            if head in usual:
                size, needed = usual[head]
                if at + size >= end:
                    raise _UnusualError
                time, bpm = needed.unpack_from(octets, at + 1)
                if FIRST_ABSOLUTE_TIME <= time != _INVALID_TIME:
                    self._contents.records.append((time, bpm if 0 < bpm < INVALID_UINT8 else None))
                at += 1 + size
            elif head & 0xC0 == 0x40:
                shape, at = self._definition(at)
                shapes[head & 0x0F] = shape
                usual.pop(head & 0x0F, None)
                if shape.is_usual_record:
                    usual[head & 0x0F] = (shape.size, shape.needed)
            else:
                at = self._data(shapes.get(head), at + 1, end)

    def _data(self, shape: _Shape | None, at: int, end: int) -> int:
        """One message of a shape; where the next begins."""
        if shape is None or at + shape.size > end:
            raise _UnusualError
        if shape.fields:
            parts = iter(shape.needed.unpack_from(self._octets, at))
            values = {each.number: each.value(parts) for each in shape.fields}
            identity = values.pop(None, None)
            said = {number: value for number, value in values.items() if value is not None}
            self._take(shape.message, said, identity if isinstance(identity, str) else None)
        return at + shape.size

    def _take(self, message: int, values: dict[Any, Any], identity: str | None) -> None:
        if message == Message.FIELD_DESCRIPTION:
            self._describe(values)
        else:
            self._contents = self._files.take(message, values, identity)

    def _describe(self, values: dict[Any, Any]) -> None:
        index = values.get(FieldDescription.DEVELOPER_DATA_INDEX)
        if values.get(FieldDescription.FIELD_DEFINITION_NUMBER) == IDENTITY_FIELD and index is not None:
            is_text = values.get(FieldDescription.FIT_BASE_TYPE_ID) == STRING
            (self._identities.add if is_text else self._identities.discard)(index)

    def _definition(self, at: int) -> tuple[_Shape, int]:
        """A definition message; where the next message begins."""
        octets = self._octets
        is_big_endian = octets[at + 2]
        order = ">" if is_big_endian else "<"
        message, count = struct.unpack_from(f"{order}HB", octets, at + 3)
        triples, after = _triples(octets, at + 6, count)
        developer: list[tuple[int, int, int]] = []
        if octets[at] & 0x20:
            developer, after = _triples(octets, after + 1, octets[after])
        numbers = {number for number, _size, _base in triples}
        if not triples or len(numbers) < len(triples) or octets[at] & 0x10 or is_big_endian > 1:
            raise _UnusualError
        return self._shape(message, order, triples, developer), after

    def _shape(
        self,
        message: int,
        order: str,
        triples: list[tuple[int, int, int]],
        developer: list[tuple[int, int, int]],
    ) -> _Shape:
        needed = _NEEDED.get(message, frozenset())
        letters, fields = [order], []
        for number, size, base in triples:
            letter, field = _unpacked(number, size, base) if number in needed else (f"{size}x", None)
            letters.append(letter)
            fields += [] if field is None else [field]
        for number, size, index in developer:
            is_identity = (
                message == Message.SESSION
                and number == IDENTITY_FIELD
                and index in self._identities & self._contents.own_developer_indexes
            )
            letters.append(f"{size}s" if is_identity else f"{size}x")
            fields += [_Field(None, STRING, size)] if is_identity else []
        size = sum(size for _number, size, _kind in (*triples, *developer))
        return _Shape(message, size, struct.Struct("".join(letters)), tuple(fields))


def _triples(octets: bytes, at: int, count: int) -> tuple[list[tuple[int, int, int]], int]:
    """Number, size and type (or developer index) of so many fields; where they end."""
    end = at + 3 * count
    found = [(octets[place], octets[place + 1], octets[place + 2]) for place in range(at, end, 3)]
    if any(size == 0 for _number, size, _kind in found):
        raise _UnusualError
    return found, end


def _unpacked(number: int, size: int, base: int) -> tuple[str, _Field]:
    """A needed field's letters for struct, and how it is read."""
    if base in {STRING, BYTE}:
        return f"{size}s", _Field(number, base, size)
    if base not in _INTEGERS or size % _INTEGERS[base][1]:
        raise _UnusualError
    letter, each, _invalid = _INTEGERS[base]
    return f"{size // each}{letter}", _Field(number, base, size // each)


def without_tail(octets: bytes) -> bytes:
    """The whole files at the start of these bytes, without what follows the last and is no FIT file."""
    at = 0
    while octets[at + 8 : at + 12] == b".FIT":
        (body_size,) = struct.unpack_from("<I", octets, at + 4)
        end = at + octets[at] + body_size + 2
        if body_size == 0 or end > len(octets):
            return octets
        at = end
    return octets[:at] if at else octets
