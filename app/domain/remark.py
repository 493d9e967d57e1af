"""Remark: what the athlete says of an activity afterwards, and which of its two loads counts."""

from app.domain.frozen import frozen

RPE_RANGE = (0, 10)  # Borg's CR10 as Foster uses it for session-RPE
ENJOYMENT_RANGE = (1, 5)
ASKED_BELOW_COVERAGE = 0.95  # domain.md, «coverage»: below, the athlete says once which load the history uses


@frozen
class Remark:
    """Notes, effort (0 to 10) and enjoyment (1 to 5), None where not said. ValueError beyond their ranges.

    `uses_filled_in_load`: the history counts the load with gaps bridged, instead of the counted one.
    """

    notes: str = ""
    rpe: int | None = None
    enjoyment: int | None = None
    uses_filled_in_load: bool = False

    def __post_init__(self) -> None:
        for value, (lowest, highest) in ((self.rpe, RPE_RANGE), (self.enjoyment, ENJOYMENT_RANGE)):
            if value is not None and not lowest <= value <= highest:
                raise ValueError(f"{value} is not within {lowest} to {highest}")
