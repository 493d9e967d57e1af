"""The accepted samples of a session, packed block by block: a day of heartbeats takes about a megabyte."""

import zlib
from array import array
from collections.abc import Iterable, Iterator
from itertools import chain
from math import isnan, nan
from typing import Any

from app.domain.samples import HeartRateSample

BLOCK = 512  # samples; a whole block costs little more to pack than to hold, and no long array ever grows
QUICKEST = 1  # zlib's level; the highest saves a tenth more and takes twice as long
_CONTACT_CODES = {None: 0, False: 1, True: 2}
_CONTACTS = (None, False, True)
_NO_ENERGY = -1
_COLUMNS = "ddbqHHQ"  # elapsed_s, bpm, contact, energy_kj, source, how many RR intervals; all RR intervals


class KeptSamples:
    """Append-only; `as_tuple` builds the samples again, equal to those that were appended."""

    __slots__ = ("_blocks", "_open", "_sources")

    def __init__(self) -> None:
        self._blocks: list[bytes] = []
        self._open: list[HeartRateSample] = []
        self._sources: list[str] = []

    def append(self, sample: HeartRateSample) -> None:
        """Keeps a sample."""
        self._open.append(sample)
        if len(self._open) == BLOCK:
            self._blocks.append(self._packed(self._open))
            self._open = []

    def as_tuple(self) -> tuple[HeartRateSample, ...]:
        """All samples in order. Whole rates come back as int."""
        return tuple(chain(chain.from_iterable(map(self._unpacked, self._blocks)), self._open))

    def readings(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """When, and how many bpm, of every sample in order: a tenth of what whole samples cost."""
        times_s, rates_bpm = array("d"), array("d")
        for block in self._blocks:
            columns = array("d")
            columns.frombytes(zlib.decompress(block)[: 2 * BLOCK * columns.itemsize])
            times_s += columns[:BLOCK]
            rates_bpm += columns[BLOCK:]
        known = [(sample.elapsed_s, sample.bpm) for sample in self._open if sample.bpm is not None]
        times_s.extend(elapsed_s for elapsed_s, _ in known)
        rates_bpm.extend(bpm for _, bpm in known)
        return tuple(times_s), tuple(rates_bpm)

    def _packed(self, samples: list[HeartRateSample]) -> bytes:
        values: tuple[Iterable[float], ...] = (
            (sample.elapsed_s for sample in samples),
            (nan if sample.bpm is None else sample.bpm for sample in samples),
            (_CONTACT_CODES[sample.contact] for sample in samples),
            (_NO_ENERGY if sample.energy_kj is None else sample.energy_kj for sample in samples),
            (self._source_number(sample.source) for sample in samples),
            (len(sample.rr_ticks) for sample in samples),
            chain.from_iterable(sample.rr_ticks for sample in samples),
        )
        columns = (array(code, column) for code, column in zip(_COLUMNS, values, strict=True))
        return zlib.compress(b"".join(column.tobytes() for column in columns), QUICKEST)

    def _unpacked(self, block: bytes) -> Iterator[HeartRateSample]:
        octets = zlib.decompress(block)
        columns: list[array[Any]] = []
        for code in _COLUMNS:
            column = array(code)
            length = BLOCK * column.itemsize if len(columns) < len(_COLUMNS) - 1 else len(octets)
            column.frombytes(octets[:length])
            octets = octets[length:]
            columns.append(column)
        *singles, rr_ticks = columns
        rr_end = 0
        for elapsed_s, bpm, contact, energy_kj, source, rr_count in zip(*singles, strict=True):
            rr_start, rr_end = rr_end, rr_end + rr_count
            yield HeartRateSample(
                elapsed_s,
                _rate(bpm),
                self._sources[source],
                _CONTACTS[contact],
                tuple(rr_ticks[rr_start:rr_end]),
                None if energy_kj == _NO_ENERGY else energy_kj,
            )

    def _source_number(self, source: str) -> int:
        if self._sources and self._sources[-1] == source:
            return len(self._sources) - 1
        if source in self._sources:
            return self._sources.index(source)
        self._sources.append(source)
        return len(self._sources) - 1


def _rate(bpm: float) -> float | None:
    if isnan(bpm):
        return None
    return int(bpm) if bpm.is_integer() else bpm
