"""The load of a session without heart rate, from its minutes and how hard it felt. Always an estimate."""

from collections.abc import Sequence

from app.domain.frozen import frozen

LOAD_PER_HOUR_BY_RPE = (20.0, 35.0, 50.0, 60.0, 70.0, 80.0, 90.0, 100.0, 120.0, 140.0)  # RPE 1 to 10
STRENGTH_SHARE = 0.6  # most of an hour in the gym is rest
FEWEST_FOR_OWN_RATIO = 10


@frozen
class RatedSession:
    """A session that has both a load by heart rate and a rating."""

    training_load: float
    minutes: float
    rpe: int
    is_strength: bool = False


def load_of_rating(minutes: float, rpe: int, *, is_strength: bool = False, own_ratio: float = 1.0) -> float:
    """The estimated load. ValueError unless minutes are not negative and RPE is 1 to 10."""
    if minutes < 0 or not 1 <= rpe <= len(LOAD_PER_HOUR_BY_RPE):
        raise ValueError("minutes must not be negative and RPE lies between 1 and 10")
    share = STRENGTH_SHARE if is_strength else 1.0
    return minutes / 60.0 * LOAD_PER_HOUR_BY_RPE[rpe - 1] * share * own_ratio


def own_ratio(sessions: Sequence[RatedSession]) -> float:
    """This athlete's loads by heart rate over the table's, both in sum; 1 with fewer than 10 sessions."""
    by_table = sum(
        load_of_rating(session.minutes, session.rpe, is_strength=session.is_strength) for session in sessions
    )
    if len(sessions) < FEWEST_FOR_OWN_RATIO or by_table <= 0:
        return 1.0
    return sum(session.training_load for session in sessions) / by_table
