"""What all characteristic values have in common: every malformed one is the same error."""


class MalformedValueError(ValueError):
    """A characteristic's value that its specification does not allow."""


def first_u8(value: bytes, field: str) -> int:
    """The unsigned byte that a value begins with. MalformedValueError, naming `field`, if it is empty."""
    if not value:
        raise MalformedValueError(f"{field} is cut off: empty")
    return value[0]
