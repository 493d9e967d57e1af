"""A past to look at: rows, one computed activity, and a store that remembers what it was asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta, timezone
from pathlib import Path

from app.domain.activity import Activity
from app.domain.activity_row import ActivityRow
from app.domain.activity_types import BUILT_IN_ACTIVITY_TYPES, ActivityType, find_activity_type
from app.domain.analysis import activity_of_file
from app.domain.constants_changes import ConstantsOfDay
from app.domain.cuts import Cut
from app.domain.file_activity import FileActivity, FileLap
from app.domain.import_outcome import ImportOutcome, ImportStatus
from app.domain.intensity import SessionIntensity
from app.domain.long_run import LoadRow
from app.domain.profile import AthleteProfile
from app.domain.samples import HeartRateSample
from app.domain.session_setups import given_setup, session_setup
from app.domain.setup import SessionSetup
from app.domain.twin_pairs import PairTraces, TwinPair
from app.ui.history.ports import HistoryProblemError, ImportProgress, OnProgress, ReviewedActivity
from tests.domain.activity_rows import load_rows, make_row

TODAY = date(2026, 11, 22)
ADA = AthleteProfile(name="Ada", resting_bpm=50, max_bpm=190, threshold_bpm=169)
TYPES = BUILT_IN_ACTIVITY_TYPES
KINDS = ("outdoor_run", "indoor_cycling", "rowing")
ZONE = timezone(timedelta(hours=1))


def row(number: int, days_ago: int, **changes: object) -> ActivityRow:
    """A finished activity at 18:00; its load is 40 plus its number."""
    kind = KINDS[number % len(KINDS)]
    return make_row(number, days_ago, **{"activity_type": kind, "training_load": 40.0 + number, **changes})


def rows(count: int = 12) -> list[ActivityRow]:
    """One every other day, newest first."""
    return [row(number, 2 * place) for place, number in enumerate(range(count, 0, -1))]


def reviewed(
    of: ActivityRow, setup: SessionSetup | None = None, cuts: tuple[Cut, ...] = ()
) -> ReviewedActivity:
    """Twenty minutes at 140 with a lap, and a minute without heart rate."""
    kind = find_activity_type(TYPES, of.activity_type or "rowing")
    setup = setup or session_setup(ADA, kind)
    samples = tuple(
        HeartRateSample(second + 0.5, 140.0, "strap") for second in range(1200) if not 600 <= second < 660
    )
    found = FileActivity(
        sport=None,
        sub_sport=None,
        fit_sport=setup.activity_type.fit_sport,
        fit_sub_sport=setup.activity_type.fit_sub_sport,
        started_at=of.started_at,
        has_local_offset=True,
        elapsed_s=1200.0,
        reported_timer_s=None,
        samples=samples,
        pauses=(),
        laps=(FileLap(0.0, 900.0), FileLap(900.0, 1200.0)),
    )
    activity: Activity = activity_of_file(found, setup, of.identity, cuts)
    return ReviewedActivity(of, activity, setup)


@dataclass
class FakePast:
    """Fills HistorySource."""

    kept: list[ActivityRow] = field(default_factory=rows)
    binned: list[ActivityRow] = field(default_factory=list)
    profile_now: AthleteProfile = ADA
    setups: dict[int, SessionSetup] = field(default_factory=dict)
    written: list[tuple[int, str]] = field(default_factory=list)
    imported: list[Path] = field(default_factory=list)
    settled: list[tuple[int, bool]] = field(default_factory=list)
    refusal: str | None = None
    brought_in: dict[str, date] = field(default_factory=dict)
    computed_with: tuple[ConstantsOfDay, ...] = ()
    said: str = ""
    names: tuple[str, ...] = ("Ada",)
    given: dict[int, str] = field(default_factory=dict)
    cuts: dict[int, tuple[Cut, ...]] = field(default_factory=dict)
    kept_intensities: dict[int, SessionIntensity] = field(default_factory=dict)

    def activity_types(self) -> tuple[ActivityType, ...]:
        return TYPES

    def athletes(self) -> tuple[str, ...]:
        return self.names

    def profile(self) -> AthleteProfile:
        return self.profile_now

    def keep_seed(self, load_per_day: float) -> None:
        self.profile_now = replace(self.profile_now, load_per_day_seed=load_per_day)

    def keep_off_season(self, first_day: date | None) -> None:
        kept = "" if first_day is None else first_day.isoformat()
        self.profile_now = replace(self.profile_now, off_season_from=kept)

    def loads(self) -> list[LoadRow]:
        self._refuse()
        loads = load_rows(self.kept)
        return [replace(each, imported_on=self.brought_in.get(each.recorder or "")) for each in loads]

    def intensities(self, first_day: date) -> dict[int, SessionIntensity]:
        return {number: each for number, each in self.kept_intensities.items() if each.day >= first_day}

    def constants(self) -> tuple[ConstantsOfDay, ...]:
        return self.computed_with

    def rows(self, limit: int = -1) -> list[ActivityRow]:
        self._refuse()
        return self.kept if limit < 0 else self.kept[:limit]

    def bin_rows(self) -> list[ActivityRow]:
        return self.binned

    def reviewed(self, activity_id: int) -> ReviewedActivity:
        self._refuse()
        found = next(each for each in self.kept if each.activity_id == activity_id)
        owner = self.given.get(activity_id, found.athlete)
        found = replace(found, athlete=owner)
        return reviewed(found, self.setups.get(activity_id), self.cuts.get(activity_id, ()))

    def export(self, activity_id: int, kind: str, folder: Path) -> Path:
        self._refuse()
        self.written.append((activity_id, kind))
        return folder / f"{activity_id}.{kind}"

    def write_report(self, folder: Path, today: date, say: Callable[[str], str]) -> Path:
        self._refuse()
        self.said = say("None.")
        return folder / f"{today}.html"

    def import_files(self, paths: Sequence[Path], on_progress: OnProgress) -> None:
        for done, path in enumerate(paths, start=1):
            self.imported.append(path)
            outcome = ImportOutcome(str(path), ImportStatus.IMPORTED, done, None)
            if path.suffix == ".bad":
                outcome = ImportOutcome(str(path), ImportStatus.SKIPPED, None, "the checksum is wrong")
            if not on_progress(ImportProgress(done, len(paths), (outcome,))):
                return

    def reassign(self, activity_id: int, activity_type: str) -> None:
        self.setups[activity_id] = session_setup(ADA, find_activity_type(TYPES, activity_type))

    def recompute(self, activity_id: int) -> None:
        harder = replace(ADA, threshold_bpm=160)
        kind = self.reviewed(activity_id).setup.activity_type
        self.setups[activity_id] = session_setup(harder, kind)

    def give_to(self, activity_id: int, athlete: str) -> None:
        self.given[activity_id] = athlete
        setup = given_setup(self.reviewed(activity_id).setup, replace(ADA, name=athlete, threshold_bpm=178))
        self.setups[activity_id] = setup

    def cut(self, activity_id: int, cuts: tuple[Cut, ...]) -> None:
        self.cuts[activity_id] = cuts

    def take_back(self, before: ReviewedActivity) -> None:
        self.setups[before.row.activity_id] = before.setup
        self.cuts[before.row.activity_id] = before.activity.cuts
        self.given.pop(before.row.activity_id, None)

    def unsure_pairs(self) -> list[TwinPair]:
        self._refuse()
        by_id = {each.activity_id: each for each in self.kept}
        waiting = [each for each in self.kept if each.carried_by in by_id and not each.is_sure]
        return [TwinPair(each, by_id[each.carried_by or 0], 7) for each in waiting]

    def pair_traces(self, pair: TwinPair) -> PairTraces:
        self._refuse()
        trace = tuple(120.0 + place % 30 for place in range(200))
        return PairTraces(7, 0.92, 0.71, -6.4, (None, *trace), (*(rate + 6 for rate in trace), None))

    def settle_pair(self, pair: TwinPair, *, is_same: bool) -> None:
        self._refuse()
        self.settled.append((pair.carried.activity_id, is_same))
        was = pair.carried
        now = replace(was, carried_by=was.carried_by if is_same else None, is_sure=True)
        self.kept = [now if each.activity_id == was.activity_id else each for each in self.kept]

    def reopen_pair(self, pair: TwinPair) -> None:
        self._refuse()
        was = pair.carried
        self.settled = [each for each in self.settled if each[0] != was.activity_id]
        self.kept = [was if each.activity_id == was.activity_id else each for each in self.kept]

    def _refuse(self) -> None:
        if self.refusal is not None:
            raise HistoryProblemError(self.refusal)
