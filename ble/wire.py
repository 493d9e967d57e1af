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
        return self._unsigned(1, field)

    def u16(self, field: str) -> int:
        """An unsigned 16-bit number; `field` names it in the error."""
        return self._unsigned(2, field)

    def every_u16(self) -> tuple[int, ...]:
        """All unsigned 16-bit numbers that are left, possibly none; an odd last byte is no number."""
        numbers = struct.unpack_from(f"<{self.remaining // 2}H", self._value, self._position)
        self._position += 2 * len(numbers)
        return numbers

    def _unsigned(self, width: int, field: str) -> int:
        end = self._position + width
        if end > len(self._value):
            raise MalformedValueError(f"{field} is cut off: {self._value.hex() or 'empty'}")
        number = int.from_bytes(self._value[self._position : end], "little")
        self._position = end
        return number
