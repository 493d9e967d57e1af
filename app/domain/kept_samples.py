"""The accepted samples of a session in compact columns: ten hours take about a megabyte."""

from array import array

from app.domain.samples import HeartRateSample

_CONTACT_CODES = {None: 0, False: 1, True: 2}
_CONTACTS = (None, False, True)
_NO_ENERGY = -1


class KeptSamples:
    """Append-only; `as_tuple` builds the samples again, equal to those that were appended."""

    __slots__ = (
        "_bpm",
        "_contact",
        "_elapsed_s",
        "_energy_kj",
        "_rr_counts",
        "_rr_ticks",
        "_source",
        "_sources",
    )

    def __init__(self) -> None:
        self._elapsed_s = array("d")
        self._bpm = array("d")
        self._contact = array("b")
        self._energy_kj = array("l")
        self._rr_counts = array("H")
        self._rr_ticks = array("L")
        self._source = array("H")
        self._sources: list[str] = []

    def append(self, sample: HeartRateSample, bpm: float) -> None:
        """Keeps a sample with its heart rate."""
        self._elapsed_s.append(sample.elapsed_s)
        self._bpm.append(bpm)
        self._contact.append(_CONTACT_CODES[sample.contact])
        self._energy_kj.append(_NO_ENERGY if sample.energy_kj is None else sample.energy_kj)
        rr_ticks = sample.rr_ticks
        self._rr_counts.append(len(rr_ticks))
        if rr_ticks:
            self._rr_ticks.extend(rr_ticks)
        self._source.append(self._source_number(sample.source))

    def as_tuple(self) -> tuple[HeartRateSample, ...]:
        """All samples in order. Whole rates come back as int."""
        samples = []
        rr_end = 0
        for place, elapsed_s in enumerate(self._elapsed_s):
            rr_start, rr_end = rr_end, rr_end + self._rr_counts[place]
            bpm, energy_kj = self._bpm[place], self._energy_kj[place]
            samples.append(
                HeartRateSample(
                    elapsed_s,
                    int(bpm) if bpm.is_integer() else bpm,
                    self._sources[self._source[place]],
                    _CONTACTS[self._contact[place]],
                    tuple(self._rr_ticks[rr_start:rr_end]),
                    None if energy_kj == _NO_ENERGY else energy_kj,
                )
            )
        return tuple(samples)

    def _source_number(self, source: str) -> int:
        if self._sources and self._sources[-1] == source:
            return len(self._sources) - 1
        if source in self._sources:
            return self._sources.index(source)
        self._sources.append(source)
        return len(self._sources) - 1
