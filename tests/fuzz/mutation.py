"""Nonsense that begins as sense: changed, inserted, deleted and repeated stretches of a good file."""

from collections.abc import Sequence
from random import Random

MOST_CHANGES = 12
LONGEST_INSERTION = 6
LONGEST_REPETITION = 60


def mutated(random: Random, seeds: Sequence[bytes]) -> bytes:
    """One of the seeds with up to a dozen changes, most near its beginning; now and then pure noise."""
    if random.random() < 0.02:
        return random.randbytes(random.randrange(200))
    octets = bytearray(random.choice(seeds))
    for _ in range(random.randint(1, MOST_CHANGES)):
        if not octets:
            break
        _change(random, octets, int(len(octets) * random.random() ** 2))
    return bytes(octets)


def _change(random: Random, octets: bytearray, place: int) -> None:
    kind = random.random()
    if kind < 0.5:
        octets[place] = random.randrange(256)
    elif kind < 0.65:
        octets[place] ^= 1 << random.randrange(8)
    elif kind < 0.8:
        octets[place:place] = random.randbytes(random.randint(1, LONGEST_INSERTION))
    elif kind < 0.9:
        del octets[place : place + random.randint(1, LONGEST_INSERTION)]
    else:
        start = random.randrange(len(octets))
        octets[place:place] = octets[start : start + random.randint(1, LONGEST_REPETITION)]
