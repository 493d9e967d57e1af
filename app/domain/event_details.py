"""What an event's detail says under a key: None where it says nothing, or something else; never an error.

A salvaged store may hold anything, and one damaged event must not cost the numbers of its session.
"""

from collections.abc import Mapping
from typing import Any

from app.domain.stored import LARGEST_NUMBER


def text_in(detail: Mapping[str, Any], key: str) -> str | None:
    """A text."""
    value = detail.get(key)
    return value if isinstance(value, str) else None


def number_in(detail: Mapping[str, Any], key: str) -> float | None:
    """A number that means something: finite, and not absurdly large."""
    value = detail.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if -LARGEST_NUMBER <= value <= LARGEST_NUMBER else None  # never so for NaN


def whole_in(detail: Mapping[str, Any], key: str) -> int | None:
    """Such a number without its fraction."""
    value = number_in(detail, key)
    return None if value is None else int(value)
