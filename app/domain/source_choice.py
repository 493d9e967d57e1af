"""Which of several sensors feeds the session: one at a time, the primary where it can."""

from app.domain.readings import FRESH_FOR_S

STEADY_FOR_S = 30.0  # so long must the primary be back before it takes over again
BETWEEN_RETURNS_S = 300.0  # two sensors in bad reach must not swap every half minute


class SourceChoice:
    """Tells of each sample whether its source feeds (domain.md, two sources).

    The first source heard is the primary, unless one was chosen. Another takes over when the feeding one has
    been without a reading for more than 5 s.
    """

    __slots__ = ("_heard_s", "_primary", "_primary_heard_s", "_returned_s", "_steady_since_s", "feeding")

    def __init__(self, primary: str | None = None) -> None:
        self._primary = primary
        self.feeding: str | None = None
        self._heard_s = 0.0  # the feeding source's last reading
        self._primary_heard_s = float("-inf")  # the primary's, while another feeds
        self._steady_since_s = 0.0
        self._returned_s = float("-inf")

    def choose(self, source: str, elapsed_s: float) -> None:
        """By hand: this source is the primary and feeds from now on."""
        self._primary = source
        self._feed_from(source, elapsed_s)

    def lost(self, source: str | None = None) -> bool:
        """A link broke; whether it was the feeding one (None: it was). Another may then take over at once."""
        if source is not None and source != self.feeding:
            if source == self._primary:
                self._primary_heard_s = float("-inf")
            return False
        self._heard_s = float("-inf")
        return True

    def feeds(self, source: str, elapsed_s: float, *, is_reading: bool) -> bool:
        """Whether this sample is to be listened to. A change of `feeding` happens here."""
        if source == self.feeding:
            if is_reading:
                self._heard_s = elapsed_s
            return True
        if self.feeding is None:
            self._primary = self._primary or source
            self._feed_from(source, elapsed_s)
            return True
        if is_reading and (elapsed_s - self._heard_s > FRESH_FOR_S or self._may_return(source, elapsed_s)):
            self._feed_from(source, elapsed_s)
            return True
        if source == self._primary and not is_reading:
            self._primary_heard_s = float("-inf")
        return False

    def _feed_from(self, source: str, elapsed_s: float) -> None:
        self.feeding = source
        self._heard_s = elapsed_s
        self._primary_heard_s = float("-inf")

    def _may_return(self, source: str, elapsed_s: float) -> bool:
        """Whether the primary has been steady for long enough, and has not just returned already."""
        if source != self._primary:
            return False
        if elapsed_s - self._primary_heard_s > FRESH_FOR_S:
            self._steady_since_s = elapsed_s
        self._primary_heard_s = elapsed_s
        if (
            elapsed_s - self._steady_since_s < STEADY_FOR_S
            or elapsed_s - self._returned_s < BETWEEN_RETURNS_S
        ):
            return False
        self._returned_s = elapsed_s
        return True
