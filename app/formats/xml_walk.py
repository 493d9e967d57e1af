"""Foreign XML, read piece by piece and bounded: no entities, no DTD, no more elements than a day has."""

import io
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from app.formats.errors import FormatError, FormatProblem

LARGEST_FILE = 128 * 1024 * 1024  # bytes; a day of track points with every sensor is about 60 MB
MOST_ELEMENTS = 6_000_000


def walk(octets: bytes) -> Iterator[tuple[str, str, Element]]:
    """("start" or "end", local name, element) in document order. FormatError."""
    if len(octets) > LARGEST_FILE:
        raise FormatError(FormatProblem.TOO_LARGE, f"the file is larger than {LARGEST_FILE >> 20} MiB")
    count = 0
    try:
        for event, element in iterparse(io.BytesIO(octets), events=("start", "end"), forbid_dtd=True):
            count += 1
            if count > 2 * MOST_ELEMENTS:
                raise FormatError(FormatProblem.TOO_LARGE, "the file holds absurdly many elements")
            yield event, local_name(element.tag), element
    except ParseError as error:
        problem = FormatProblem.CUT_OFF if "no element found" in str(error) else FormatProblem.MALFORMED
        raise FormatError(problem, f"not understood as XML: {error}") from error
    except DefusedXmlException as error:
        raise FormatError(
            FormatProblem.MALFORMED, "the file declares entities, which no watch does"
        ) from error
    except (ValueError, LookupError) as error:  # unknown or broken encodings
        if isinstance(error, FormatError):
            raise
        raise FormatError(FormatProblem.MALFORMED, f"not understood as XML: {error}") from error


def local_name(tag: str) -> str:
    """A tag without its namespace."""
    return tag.rpartition("}")[2]


def child_text(element: Element, *path: str) -> str | None:
    """The text at a path of local names below an element, None where there is none."""
    found: Element | None = element
    for name in path:
        if found is None:
            return None
        found = next((child for child in found if local_name(child.tag) == name), None)
    return None if found is None or found.text is None else found.text.strip()


def number(text: str | None) -> float | None:
    """A finite number, None for anything else."""
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if abs(value) < float("inf") else None
