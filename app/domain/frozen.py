"""`frozen`: what `dataclass(frozen=True, slots=True)` makes, at a quarter of its price.

The standard library compiles six methods for every class, each by itself: 0.4 ms, and a start makes a hundred
classes before the window is seen. Here only `__init__` is compiled; the other methods are shared by all. It
fills the slots directly, so that making a value takes half as long too.
"""

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")
_FIELDS = "__dataclass_fields__"  # where the standard library looks for them
_UNSET = object()  # stands for a default that is made anew for each value


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T]) -> type[T]:
    """A dataclass with slots whose values never change, are equal field by field, hashable and pickled.

    Knows of `field`: default, default_factory, compare, repr, and init=False for what `__post_init__` fills.
    Everything in `dataclasses` that looks at classes or copies values works with it.
    """
    made = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    fields = _fields_of(made)
    values = _reader([name for name, each in fields.items() if each.compare])

    def equal(self: object, other: object) -> bool:
        return bool(values(self) == values(other)) if other.__class__ is self.__class__ else NotImplemented

    def hash_of(self: object) -> int:
        return hash(values(self))

    methods = {"__init__": _initialiser(made, fields), "__eq__": equal, "__hash__": hash_of, **_SHARED}
    for name, method in methods.items():
        if name not in cls.__dict__:
            setattr(made, name, method)
    return made


def _fields_of(cls: type) -> dict[str, Field[Any]]:
    fields: dict[str, Field[Any]] = getattr(cls, _FIELDS)
    return fields


def _reader(names: list[str]) -> Callable[[object], tuple[Any, ...]]:
    """What reads these fields of a value as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


def _initialiser(made: type, fields: dict[str, Field[Any]]) -> Callable[..., None]:
    """`__init__`, compiled as the standard library does, from the fields' names alone."""
    known: dict[str, Any] = {"_unset": _UNSET}
    parameters, lines, annotations = ["self"], [], {}
    for name, each in fields.items():
        if not each.init:
            continue
        annotations[name] = each.type
        known[f"_put_{name}"] = getattr(made, name).__set__
        value = name
        if each.default is not MISSING:
            known[f"_default_{name}"] = each.default
            parameters.append(f"{name}=_default_{name}")
        elif each.default_factory is not MISSING:
            known[f"_default_{name}"] = each.default_factory
            parameters.append(f"{name}=_unset")
            value = f"_default_{name}() if {name} is _unset else {name}"
        else:
            parameters.append(name)
        lines.append(f"_put_{name}(self, {value})")
    if hasattr(made, "__post_init__"):
        lines.append("self.__post_init__()")
    source = f"def __init__({', '.join(parameters)}):\n " + "\n ".join(lines or ["pass"])
    exec(source, known)  # noqa: S102 - field names only; a call that takes keywords is much slower
    made_init: Callable[..., None] = known["__init__"]
    made_init.__qualname__ = f"{made.__qualname__}.__init__"
    made_init.__annotations__ = {**annotations, "return": None}
    return made_init


def _refuse(self: object, name: str, *_: object) -> None:
    raise FrozenInstanceError(f"{type(self).__name__}.{name} is there for good")


def _write_out(self: object) -> str:
    shown = (name for name, each in _fields_of(type(self)).items() if each.repr)
    return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"


def _pickled(self: object) -> list[object]:
    return [getattr(self, name) for name in _fields_of(type(self))]


def _unpickle(self: object, values: list[object]) -> None:
    for name, value in zip(_fields_of(type(self)), values, strict=True):
        object.__setattr__(self, name, value)


_SHARED: dict[str, Callable[..., Any]] = {
    "__repr__": _write_out,
    "__setattr__": _refuse,
    "__delattr__": _refuse,
    "__getstate__": _pickled,
    "__setstate__": _unpickle,
}
