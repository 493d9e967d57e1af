"""Frozen dataclasses ↔ JSON objects, field by field and checked against the annotations.

Knows bool, int, float, str, StrEnum, tuple, frozenset, optional values and nested dataclasses; a nested class
with a `to_json`, `from_json` pair of its own is left to it. Missing fields get their defaults, unknown ones
(of a newer version) are ignored; anything else that does not fit is a ValueError that names the field.
"""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

T = TypeVar("T")

LARGEST_NUMBER = 2**53  # beyond, JSON numbers are no longer whole; nothing that is kept comes near


class StoredValueError(ValueError):
    """A stored value that does not fit; `where` is its place, like "SessionSetup.athlete"."""

    def __init__(self, where: str, stored: object) -> None:
        super().__init__(f"{where}: {stored!r} does not fit")
        self.where = where


def write_fields(value: object) -> dict[str, Any]:
    """A dataclass's fields as a JSON object that `read_fields` reads back to an equal value."""
    if not is_dataclass(value):
        raise TypeError(f"not a dataclass: {value!r}")
    return {field.name: _write(getattr(value, field.name)) for field in fields(value) if field.init}


def read_fields(kind: type[T], stored: object) -> T:
    """The dataclass that `write_fields` wrote. StoredValueError if a field is unreadable or missing."""
    if not isinstance(kind, type) or not is_dataclass(kind):
        raise TypeError(f"not a dataclass: {kind!r}")
    if not isinstance(stored, Mapping):
        raise StoredValueError(kind.__name__, stored)
    values: dict[str, object] = {}
    for field in fields(kind):
        where = f"{kind.__name__}.{field.name}"
        if field.init and field.name in stored:
            values[field.name] = _read(field.type, stored[field.name], where)
        elif field.init and not _has_default(field):
            raise StoredValueError(where, None)
    return kind(**values)


def _has_default(field: "Field[Any]") -> bool:
    return field.default is not MISSING or field.default_factory is not MISSING


def _write(value: object) -> object:
    if is_dataclass(value):
        own_writer = getattr(value, "to_json", None)
        return write_fields(value) if own_writer is None else own_writer()
    if isinstance(value, frozenset):
        return sorted(str(item) for item in value)
    if isinstance(value, tuple):
        return [_write(item) for item in value]
    return value.value if isinstance(value, StrEnum) else value


def _read(kind: object, stored: object, where: str) -> object:
    origin = get_origin(kind)
    if origin is UnionType or origin is Union:
        return _read_optional(kind, stored, where)
    if origin is tuple or origin is frozenset:
        if not isinstance(stored, list):
            raise StoredValueError(where, stored)
        return origin(_read(get_args(kind)[0], item, where) for item in stored)
    if not isinstance(kind, type):
        raise TypeError(f"{where}: an annotation that cannot be stored: {kind!r}")
    return _read_object(kind, stored, where) if is_dataclass(kind) else _read_plain(kind, stored, where)


def _read_optional(kind: object, stored: object, where: str) -> object:
    if stored is None:
        return None
    return _read(next(option for option in get_args(kind) if option is not type(None)), stored, where)


def _read_object(kind: type, stored: object, where: str) -> object:
    if not isinstance(stored, dict):
        raise StoredValueError(where, stored)
    own_reader = getattr(kind, "from_json", None)
    return read_fields(kind, stored) if own_reader is None else own_reader(stored)


def _read_plain(kind: type, stored: object, where: str) -> object:
    if isinstance(stored, str) and issubclass(kind, StrEnum) and stored in set(kind):
        return kind(stored)
    if kind in {bool, str} and type(stored) is kind:
        return stored
    if kind in {int, float} and isinstance(stored, int | float) and not isinstance(stored, bool):
        return _read_number(kind, stored, where)
    raise StoredValueError(where, stored)


def _read_number(kind: type, stored: float, where: str) -> object:
    is_in_range = -LARGEST_NUMBER <= stored <= LARGEST_NUMBER  # never so for NaN
    if not is_in_range or (kind is int and stored != int(stored)):
        raise StoredValueError(where, stored)
    return int(stored) if kind is int else float(stored)
