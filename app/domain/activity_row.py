"""One line of the history."""

from dataclasses import field
from datetime import datetime

from app.domain.frozen import frozen
from app.domain.recording import SessionStatus
from app.domain.remark import Remark
from app.domain.snapshot import ZoneTime


@frozen
class ActivityRow:
    """One line of the history. Derived numbers are None until computed; `elapsed_s` is that so far.

    `started_at` is the wall clock's word with the local offset of that day; `deleted_at` is set in the bin.
    """

    activity_id: int
    identity: str
    status: SessionStatus
    started_at: datetime
    activity_type: str | None
    athlete: str
    elapsed_s: float
    timer_s: float | None
    counted_s: float | None
    coverage: float | None
    average_bpm: float | None
    max_bpm: int | None
    min_bpm: int | None
    training_load: float | None
    load_is_estimated: bool | None
    banister_trimp: float | None
    edwards_trimp: float | None
    lucia_trimp: float | None
    time_in_zone: tuple[ZoneTime, ...]
    source: str | None
    energy_kcal: float | None
    algorithm_version: int | None
    deleted_at: datetime | None
    filled_in_load: float | None = None
    remark: Remark = field(default_factory=Remark)
    is_imported: bool = False
    recorder: str | None = None
    carried_by: int | None = None  # the same activity recorded twice: this other one has the load
    is_sure: bool = True

    @property
    def is_carried(self) -> bool:
        """Whether another recording of the same activity surely has the load, so that this one counts 0."""
        return self.carried_by is not None and self.is_sure

    @property
    def awaits_word(self) -> bool:
        """Whether it may be the same as another; until the athlete says so, both count."""
        return self.carried_by is not None and not self.is_sure

    @property
    def load_that_counts(self) -> float | None:
        """The load that the history uses: the counted one, or the filled-in where the athlete chose it.

        0 where another recording of the same activity surely carries it.
        """
        if self.is_carried:
            return 0.0
        filled_in = self.filled_in_load if self.remark.uses_filled_in_load else None
        return self.training_load if filled_in is None else filled_in
