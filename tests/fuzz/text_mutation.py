"""Nonsense that is still text of its kind: odd numbers and times, elements lost, doubled and moved."""

import re
from collections.abc import Sequence
from random import Random

from tests.fuzz.mutation import mutated

MOST_CHANGES = 4
PURE_NOISE = 0.2  # this share is changed byte by byte instead, as any other format
_NUMBER = re.compile(rb"[0-9][0-9.:TZ+-]*")
_PIECE = re.compile(rb"<[^<>]*>[^<]*|[^\n]*\n")  # an element's beginning or end with its text, or a line
_ODD = (
    *(b"", b"0", b"-1", b"1", b"0.5", b"1e308", b"1" * 400, b"nan", b"inf", b"-inf", b"4294967296", b"x"),
    *(b"0001-01-01T00:00:00Z", b"9999-12-31T23:59:59Z", b"2026-11-22T17:03:04", b"2026-11-22T17:03:04+14:00"),
    *(b"1970-01-01T00:00:00Z", b"2026-02-30T00:00:00Z", b"25:61:61", b"00:00:00", b"99999999", b"\xc2\xb2"),
)


def mutated_text(random: Random, seeds: Sequence[bytes]) -> bytes:
    """One of the seeds with up to four changes to its numbers, elements or lines."""
    if random.random() < PURE_NOISE:
        return mutated(random, seeds)
    octets = random.choice(seeds)
    for _ in range(random.randint(1, MOST_CHANGES)):
        octets = _changed(random, octets)
    return octets


def _changed(random: Random, octets: bytes) -> bytes:
    kind = random.random()
    found = list((_NUMBER if kind < 0.6 else _PIECE).finditer(octets))
    if not found:
        return octets
    start, end = random.choice(found).span()
    if kind < 0.6:
        return octets[:start] + random.choice(_ODD) + octets[end:]
    if kind < 0.75:
        return octets[:start] + octets[end:]
    if kind < 0.9:
        return octets[:end] + octets[start:end] * random.randint(1, 3) + octets[end:]
    there = random.choice(found).start()
    return octets[:there] + octets[start:end] + octets[there:]
