"""The wire of FIT: base types, definition and data messages, file header, CRC-16.

Source: FIT SDK, "FIT Protocol" (file structure, record formats, CRC).
"""

import struct
from collections.abc import Sequence
from enum import Enum

from app.domain.frozen import frozen

HEADER_SIZE = 14
HIGHEST_LOCAL_MESSAGE = 15  # four bits
LONGEST_STRING = 254  # the field's size is one byte, and one byte is the closing zero
_PROTOCOL_2_0 = 0x20  # 2.0: developer fields
_PROFILE_VERSION = 2195
_DEFINITION_BIT = 0x40
_DEVELOPER_BIT = 0x20
_HEADER = struct.Struct("<BBHI4s")
_U16 = struct.Struct("<H")


class BaseType(Enum):
    """FIT base types: number on the wire and struct letter."""

    ENUM = (0x00, "B")
    UINT8 = (0x02, "B")
    STRING = (0x07, "s")
    BYTE = (0x0D, "s")
    UINT16 = (0x84, "H")
    UINT32 = (0x86, "I")
    FLOAT32 = (0x88, "f")
    UINT32Z = (0x8C, "I")


INVALID_UINT8 = 0xFF
INVALID_UINT16 = 0xFFFF


def _crc_table() -> tuple[int, ...]:
    """Remainders of all bytes for x¹⁶ + x¹⁵ + x² + 1, reflected (0xA001)."""
    table = []
    for byte in range(256):
        remainder = byte
        for _ in range(8):
            remainder = (remainder >> 1) ^ (0xA001 if remainder & 1 else 0)
        table.append(remainder)
    return tuple(table)


_CRC_TABLE = _crc_table()


def crc16(octets: bytes | bytearray | memoryview) -> int:
    """FIT's checksum (CRC-16/ARC, start 0)."""
    table = _CRC_TABLE
    crc = 0
    for octet in octets:
        crc = (crc >> 8) ^ table[(crc ^ octet) & 0xFF]
    return crc


Value = int | float | str | bytes | Sequence[int] | None


@frozen
class Field:
    """One field of a message that is written once. A value of None leaves the field out."""

    number: int
    base: BaseType
    value: Value

    def octets(self) -> bytes:
        """The value on the wire, little-endian; struct.error when it does not fit."""
        _code, letter = self.base.value
        value = self.value
        if isinstance(value, str):
            return _text(value) + b"\0"
        if isinstance(value, bytes):
            return value
        if isinstance(value, Sequence):
            return struct.pack(f"<{len(value)}{letter}", *value)
        return struct.pack(f"<{letter}", value)


def _text(text: str) -> bytes:
    """UTF-8, cut at a whole character where it is too long for a field, and at an embedded zero."""
    encoded = text.split("\0", 1)[0].encode("utf-8", errors="replace")
    return encoded[:LONGEST_STRING].decode("utf-8", errors="ignore").encode("utf-8")


class FitStream:
    """A FIT file being written, message by message, into one growing buffer.

    Each global message gets a local number of its own; a definition is written again when its fields change.
    """

    def __init__(self) -> None:
        self._octets = bytearray(HEADER_SIZE)
        self._definitions: dict[int, bytes] = {}
        self._local_numbers: dict[int, int] = {}

    def message(self, number: int, *fields: Field, developer_fields: tuple[Field, ...] = ()) -> None:
        """One message with its fields; those without a value are left out. Developer index is 0."""
        present = [(field, field.octets()) for field in fields if field.value is not None]
        developer = [(field, field.octets()) for field in developer_fields if field.value is not None]
        shape = bytearray([len(present)])
        for field, octets in present:
            shape += bytes([field.number, len(octets), field.base.value[0]])
        if developer:
            shape.append(len(developer))
            for field, octets in developer:
                shape += bytes([field.number, len(octets), 0])
        header = self._define(number, bytes(shape), has_developer_fields=bool(developer))
        self._octets.append(header)
        for _field, octets in (*present, *developer):
            self._octets += octets

    def define(self, number: int, *shape: tuple[int, int, BaseType]) -> int:
        """Defines a message whose data is packed by the caller; the header byte of its data messages.

        `shape` holds field number, size in bytes and base type of each field.
        """
        octets = bytearray([len(shape)])
        for field_number, size, base in shape:
            octets += bytes([field_number, size, base.value[0]])
        return self._define(number, bytes(octets), has_developer_fields=False)

    def append(self, octets: bytes) -> None:
        """A data message, packed by the caller, header byte included."""
        self._octets += octets

    def finish(self) -> bytes:
        """The whole file: header and checksum added."""
        head = _HEADER.pack(
            HEADER_SIZE, _PROTOCOL_2_0, _PROFILE_VERSION, len(self._octets) - HEADER_SIZE, b".FIT"
        )
        self._octets[:HEADER_SIZE] = head + _U16.pack(crc16(head))
        self._octets += _U16.pack(crc16(self._octets))
        return bytes(self._octets)

    def _define(self, number: int, shape: bytes, *, has_developer_fields: bool) -> int:
        local = self._local_numbers.setdefault(number, len(self._local_numbers))
        if local > HIGHEST_LOCAL_MESSAGE:
            raise ValueError("more kinds of messages than local numbers")
        if self._definitions.get(local) != shape:
            self._definitions[local] = shape
            developer_bit = _DEVELOPER_BIT if has_developer_fields else 0
            self._octets.append(local | _DEFINITION_BIT | developer_bit)
            self._octets += struct.pack("<BBH", 0, 0, number)  # reserved, little-endian, message
            self._octets += shape
        return local
