"""Reading characteristic values field by field; every malformed value is the same error."""

import struct


class MalformedValueError(ValueError):
    """A characteristic's value that its specification does not allow."""


class FieldReader:
    """Takes little-endian fields off the front of a value; MalformedValueError where it is cut off."""

    __slots__ = ("_position", "_value")

    def __init__(self, value: bytes) -> None:
        self._value = value
        self._position = 0

    @property
    def remaining(self) -> int:
        """Bytes not taken yet."""
        return len(self._value) - self._position

    def u8(self, field: str) -> int:
        """An unsigned byte; `field` names it in the error."""
        start = self._take(1, field)
        return self._value[start]

    def u16(self, field: str) -> int:
        """An unsigned 16-bit number; `field` names it in the error."""
        start = self._take(2, field)
        return self._value[start] | self._value[start + 1] << 8

    def every_u16(self) -> tuple[int, ...]:
        """All unsigned 16-bit numbers that are left, possibly none; an odd last byte is no number."""
        count = (len(self._value) - self._position) // 2
        numbers = struct.unpack_from(f"<{count}H", self._value, self._position)
        self._position += 2 * count
        return numbers

    def _take(self, width: int, field: str) -> int:
        start = self._position
        if start + width > len(self._value):
            raise MalformedValueError(f"{field} is cut off: {self._value.hex() or 'empty'}")
        self._position = start + width
        return start
