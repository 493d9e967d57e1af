"""The Device Information Service on the wire: texts about the peripheral.

Source: Bluetooth SIG, Device Information Service 1.1 (0x2A24 … 0x2A29, all UTF-8).
"""

from ble.wire import MalformedValueError

LONGEST_ATTRIBUTE_BYTES = 512  # Core Specification, Vol 3, Part F, 3.2.9
LONGEST_TEXT = 64  # characters; names and serial numbers are shown on one line


def decode_text(value: bytes) -> str:
    """Reads a text up to its first NUL, without control characters or outer blanks, at most 64 characters.

    MalformedValueError when it is not UTF-8 or longer than an attribute can be.
    """
    if len(value) > LONGEST_ATTRIBUTE_BYTES:
        raise MalformedValueError(f"text of {len(value)} bytes is longer than an attribute can be")
    try:
        text = value.split(b"\0", 1)[0].decode("utf-8")
    except UnicodeDecodeError as error:
        raise MalformedValueError(f"text is not UTF-8: {value[:LONGEST_TEXT].hex()}") from error
    printable = "".join(character for character in text if character.isprintable())
    return printable.strip()[:LONGEST_TEXT].rstrip()


def encode_text(text: str) -> bytes:
    """Writes a text that `decode_text` reads back unchanged; MalformedValueError when it would not."""
    try:
        value = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise MalformedValueError(f"text cannot be written as UTF-8: {text!a}") from error
    if decode_text(value) != text:
        raise MalformedValueError(f"text is too long or not printable: {text!a}")
    return value
