"""What the pages of the past ask for; app.wiring gives it. All but `activity_types` may be slow: workers."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from app.domain.activity import Activity
from app.domain.activity_row import ActivityRow
from app.domain.activity_types import ActivityType
from app.domain.constants_changes import ConstantsOfDay
from app.domain.cuts import Cut
from app.domain.frozen import frozen
from app.domain.import_outcome import ImportOutcome
from app.domain.intensity import SessionIntensity
from app.domain.long_run import LoadRow
from app.domain.profile import AthleteProfile
from app.domain.setup import SessionSetup
from app.domain.twin_pairs import PairTraces, TwinPair
from app.ui.background import ProblemError

EXPORT_KINDS = ("fit", "tcx", "csv")


class HistoryProblemError(ProblemError):
    """Something about the past could not be had or done; the text is a sentence for the athlete."""


@frozen
class ReviewedActivity:
    """One activity as computed now, with the setup that it was computed with."""

    row: ActivityRow
    activity: Activity
    setup: SessionSetup


@frozen
class ImportProgress:
    """How far an import is: files done, of how many, and what became of the last one's activities."""

    done: int
    of: int
    outcomes: tuple[ImportOutcome, ...]


OnProgress = Callable[[ImportProgress], bool]
"""Told after each file; False ends the import there."""


class HistorySource(Protocol):
    """The store as the pages of the past see it. Every call may raise HistoryProblemError."""

    def activity_types(self) -> tuple[ActivityType, ...]:
        """Every activity type, archived ones too. At once."""

    def athletes(self) -> tuple[str, ...]:
        """Every athlete's name. At once."""

    def profile(self) -> AthleteProfile:
        """The athlete, with the seed of the long-term load. At once."""

    def keep_seed(self, load_per_day: float) -> None:
        """Keeps the athlete's own estimate of what a day has been lately."""

    def keep_off_season(self, first_day: date | None) -> None:
        """Keeps since when the athlete's block of cross-training runs; None: there is none."""

    def loads(self) -> list[LoadRow]:
        """What the long run needs of each finished activity, newest first."""

    def intensities(self, first_day: date) -> dict[int, SessionIntensity]:
        """The kept intensity of each finished activity since then, by id; some may not be computed yet."""

    def constants(self) -> tuple[ConstantsOfDay, ...]:
        """The constants that each finished session was computed with, oldest first."""

    def rows(self, limit: int = -1) -> list[ActivityRow]:
        """The history's lines, newest first; the newest so many, or (−1) all."""

    def bin_rows(self) -> list[ActivityRow]:
        """Those in the bin, newest first."""

    def reviewed(self, activity_id: int) -> ReviewedActivity:
        """One activity, computed from its recording or file."""

    def export(self, activity_id: int, kind: str, folder: Path) -> Path:
        """Writes an activity into the folder, under a free name."""

    def write_report(self, folder: Path, today: date, say: Callable[[str], str]) -> Path:
        """Writes the coach's page into the folder, under a free name; `say` translates its English words."""

    def import_files(self, paths: Sequence[Path], on_progress: OnProgress) -> None:
        """Takes files and folders in."""

    def reassign(self, activity_id: int, activity_type: str) -> None:
        """Another activity type, with the constants that it has now; the numbers are computed again."""

    def give_to(self, activity_id: int, athlete: str) -> None:
        """Another athlete's from now on, computed with the constants that this one has now."""

    def recompute(self, activity_id: int) -> None:
        """The athlete's constants of today in place of those of its day."""

    def cut(self, activity_id: int, cuts: tuple[Cut, ...]) -> None:
        """These stretches are cut out from now on, and no others; the numbers are computed again."""

    def take_back(self, before: ReviewedActivity) -> None:
        """An activity as it was before a change: its setup, its cuts, whose it was."""

    def unsure_pairs(self) -> list[TwinPair]:
        """The pairs that may be one activity and wait for a word, newest first."""

    def pair_traces(self, pair: TwinPair) -> PairTraces:
        """How alike the two are."""

    def settle_pair(self, pair: TwinPair, *, is_same: bool) -> None:
        """The athlete's word: one activity, which counts once, or two."""

    def reopen_pair(self, pair: TwinPair) -> None:
        """The word taken back: both count, and the pair waits again."""
