"""Nonsense that is still JSON: values replaced, keys lost, lists grown; so that it gets past the parser."""

import json
from collections.abc import Sequence
from copy import deepcopy
from random import Random
from typing import Any

from tests.fuzz.mutation import mutated

Tree = list[Any] | dict[str, Any]

MOST_CHANGES = 3
PURE_NOISE = 0.2  # this share is changed byte by byte instead, as any other format
_ODD_NUMBERS = (0, -1, 1, 0.5, 1e308, -1e308, 10**400, 2**63, float("nan"), float("inf"), 10_000_000)
_ODD_TEXTS = ("", "\0", "\ud800", "x" * 300, "own", "male", "1970-01-01", "strap")
_ODD_VALUES: tuple[Any, ...] = (*_ODD_NUMBERS, *_ODD_TEXTS, None, True, False, [], {}, [[]], {"": []}, [None])


def mutated_json(random: Random, seeds: Sequence[bytes]) -> bytes:
    """One of the seeds, JSON or JSON Lines, with up to three changes within one of its lines."""
    if random.random() < PURE_NOISE:
        return mutated(random, seeds)
    lines = random.choice(seeds).split(b"\n")
    place = random.choice([number for number, line in enumerate(lines) if line])
    tree = [json.loads(lines[place])]
    for _ in range(random.randint(1, MOST_CHANGES)):
        _change(random, tree)
    lines[place] = json.dumps(tree[0]).encode()
    return b"\n".join(lines)


def _change(random: Random, tree: list[Any]) -> None:
    holder, key = random.choice(_places(tree))
    kind = random.random()
    if kind < 0.15 and holder is not tree:
        del holder[key]
    elif kind < 0.3 and isinstance(holder, list) and holder is not tree:
        holder.insert(key, holder[key])
    elif kind < 0.45:
        other, there = random.choice(_places(tree))
        holder[key] = deepcopy(other[there])
    else:
        holder[key] = deepcopy(random.choice(_ODD_VALUES))


def _places(tree: list[Any]) -> list[tuple[Any, Any]]:
    """Every container with every key or index in it, at any depth."""
    found: list[tuple[Any, Any]] = []
    holders: list[Tree] = [tree]
    for holder in holders:  # grows while it is walked
        pairs = holder.items() if isinstance(holder, dict) else enumerate(holder)
        for key, value in pairs:
            found.append((holder, key))
            if isinstance(value, dict | list):
                holders.append(value)
    return found
