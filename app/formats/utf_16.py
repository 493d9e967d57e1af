"""Texts that Windows programs save as UTF-16 → UTF-8, which is what all our readers take."""

import codecs
import re

from app.formats.errors import FormatError, FormatProblem

_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")  # names the encoding that the text no longer has


def as_utf_8(octets: bytes) -> bytes:
    """What begins with UTF-16's mark, in UTF-8; anything else as it is. FormatError for broken UTF-16."""
    if not octets.startswith(_MARKS):
        return octets
    try:
        text = octets.decode("utf-16")
    except UnicodeDecodeError as error:
        raise FormatError(FormatProblem.MALFORMED, "the text is no whole UTF-16") from error
    return _XML_DECLARATION.sub("", text, count=1).encode("utf-8")
