"""Two recordings that may be one activity, as they are shown side by side."""

from app.domain.activity_row import ActivityRow
from app.domain.frozen import frozen


@frozen
class TwinPair:
    """The activity that would count 0, and the one that would carry the load.

    `shift_s`, added to the carried one's clock, is how they were found alike.
    """

    carried: ActivityRow
    carrier: ActivityRow
    shift_s: int


@frozen
class PairTraces:
    """How alike the two are where they are most alike, and their heart rates on one clock.

    `shift_s` is added to the carried one's clock. `overlap` is of the shorter one's time. The mean difference
    is the carried one's rate minus the carrier's; it and `correlation` are over the seconds that both have,
    None without any. Each trace has a mean for each of so many equal stretches, None where there is none.
    """

    shift_s: int
    overlap: float
    correlation: float | None
    mean_difference_bpm: float | None
    carried: tuple[float | None, ...]
    carrier: tuple[float | None, ...]
