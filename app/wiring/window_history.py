"""The past for the window; fills app.ui.history.ports.HistorySource. Loaded when a page of it is opened."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.activity_row import ActivityRow
from app.domain.activity_types import ActivityType
from app.domain.constants_changes import ConstantsOfDay
from app.domain.cuts import Cut
from app.domain.intensity import SessionIntensity
from app.domain.long_run import LoadRow
from app.domain.profile import AthleteProfile
from app.domain.twin_pairs import PairTraces, TwinPair
from app.formats.errors import FormatError
from app.storage.errors import StorageError
from app.storage.foreign_files import ForeignFiles
from app.storage.history import History
from app.storage.recorder import SqliteRecorder
from app.ui.history import problem_sentences as words
from app.ui.history.ports import HistoryProblemError, ImportProgress, OnProgress, ReviewedActivity
from app.wiring.house import House, SettingsKeeper

if TYPE_CHECKING:
    from app.wiring.window_activities import WindowActivities
    from app.wiring.window_import import WindowImport


class WindowHistory:
    """Reads over connections of its own; writes through the recorder of the engine that runs now."""

    def __init__(
        self,
        house: House,
        keeper: SettingsKeeper,
        recorder: Callable[[], SqliteRecorder],
        imports: "Callable[[], WindowImport] | None" = None,
    ) -> None:
        self._keeper = keeper
        self._house = house
        self._imports = imports or self._own_import
        self._recorder_now = recorder
        self._history = History(house.folders)

    def _own_import(self) -> "WindowImport":
        from app.wiring.window_import import WindowImport  # noqa: PLC0415 - NumPy and every format: not for a list

        return WindowImport(self._house, self._keeper, self._recorder_now)

    @property
    def _recorder(self) -> SqliteRecorder:
        return self._recorder_now()

    def activity_types(self) -> tuple[ActivityType, ...]:
        """Every activity type, archived ones too."""
        return self._keeper.settings.activity_types()

    def profile(self) -> AthleteProfile:
        """The athlete in use."""
        return self._keeper.settings.athlete()

    def athletes(self) -> tuple[str, ...]:
        """Every athlete's name, the one in use first."""
        return tuple(each.name for each in self._keeper.settings.athletes)

    def keep_seed(self, load_per_day: float) -> None:
        """Keeps the seed with the athlete."""
        self._keep_athlete(lambda athlete: replace(athlete, load_per_day_seed=load_per_day))

    def keep_off_season(self, first_day: date | None) -> None:
        """Keeps with the athlete since when it is off season."""
        since = "" if first_day is None else first_day.isoformat()
        self._keep_athlete(lambda athlete: replace(athlete, off_season_from=since))

    def _keep_athlete(self, edit: Callable[[AthleteProfile], AthleteProfile]) -> None:
        with _told():
            self._keeper.change(lambda now: now.with_athlete(edit(now.athlete())))

    def loads(self) -> list[LoadRow]:
        """What the long run needs of each finished activity, newest first."""
        with _told():
            self._recorder.settle()
            return self._history.loads(self._keeper.settings.history_of())

    def intensities(self, first_day: date) -> dict[int, SessionIntensity]:
        """The kept intensity of each finished activity since then."""
        with _told():
            since = datetime.combine(first_day - timedelta(days=1), time()).astimezone()  # wherever it was
            return self._history.intensities(since, self._keeper.settings.history_of())

    def constants(self) -> tuple[ConstantsOfDay, ...]:
        """What each session was computed with."""
        with _told():
            return self._history.constants(self._keeper.settings.history_of())

    def rows(self, limit: int = -1) -> list[ActivityRow]:
        """The history's lines; all of them only once what is queued is on disk."""
        with _told():
            if limit < 0:
                self._recorder.settle()
            names = self._keeper.settings.history_of()
            return self._history.activities(athlete=names, limit=limit, with_zones=False)

    def bin_rows(self) -> list[ActivityRow]:
        """Those in the bin."""
        with _told():
            self._recorder.settle()
            return self._history.activities(athlete=self._keeper.settings.history_of(), in_bin=True)

    def reviewed(self, activity_id: int) -> ReviewedActivity:
        """One activity, computed by the setup of its day."""
        with _told():
            return self._activities.reviewed(activity_id)

    def export(self, activity_id: int, kind: str, folder: Path) -> Path:
        """Writes the file, read back before it counts as written."""
        with _told():
            return self._activities.export(activity_id, kind, folder)

    def write_report(self, folder: Path, today: date, say: Callable[[str], str]) -> Path:
        """The coach's page, read back before it counts as written."""
        with _told():
            return self._activities.write_report(folder, today, say)

    def import_files(self, paths: Sequence[Path], on_progress: OnProgress) -> None:
        """Reads on all cores, takes in one after the other, in a batch that may end at any file."""
        with _told():
            files = ForeignFiles(paths)
            on_progress(ImportProgress(0, files.count, ()))
            with closing(self._imports().bring(files)) as taken:
                for done, outcomes in enumerate(taken, start=1):
                    if not on_progress(ImportProgress(done, files.count, outcomes)):
                        break

    def unsure_pairs(self) -> list[TwinPair]:
        """The pairs that may be one activity and wait for a word."""
        with _told():
            self._recorder.settle()
            from app.wiring.twin_pairs import waiting_pairs  # noqa: PLC0415 - as above

            return waiting_pairs(self._history, self._keeper.settings.history_of())

    def pair_traces(self, pair: TwinPair) -> PairTraces:
        """How alike the two are."""
        with _told():
            from app.wiring.twin_pairs import traces_of  # noqa: PLC0415 - as above

            return traces_of(self._history, pair)

    def settle_pair(self, pair: TwinPair, *, is_same: bool) -> None:
        """The athlete's word on a pair."""
        with _told():
            from app.wiring.twin_pairs import settle  # noqa: PLC0415 - as above

            settle(self._recorder, pair, is_same=is_same)

    def reopen_pair(self, pair: TwinPair) -> None:
        """The word on a pair taken back."""
        with _told():
            from app.wiring.twin_pairs import reopen  # noqa: PLC0415 - as above

            reopen(self._recorder, pair)

    def reassign(self, activity_id: int, activity_type: str) -> None:
        """The type's own constants and zones, as they are now."""
        with _told():
            self._activities.reassign(activity_id, activity_type)

    def give_to(self, activity_id: int, athlete: str) -> None:
        """The other athlete's constants and long run."""
        with _told():
            self._activities.give_to(activity_id, athlete)

    def recompute(self, activity_id: int) -> None:
        """With the constants that its athlete has now."""
        with _told():
            self._activities.recompute(activity_id)

    def cut(self, activity_id: int, cuts: tuple[Cut, ...]) -> None:
        """These stretches laid over the recording, and what is left computed again."""
        with _told():
            self._activities.cut(activity_id, cuts)

    def take_back(self, before: ReviewedActivity) -> None:
        """Setup, cuts and twins as they were."""
        with _told():
            self._activities.take_back(before)

    @cached_property
    def _activities(self) -> "WindowActivities":
        from app.wiring.window_activities import WindowActivities  # noqa: PLC0415 - as above

        return WindowActivities(self._history, self._keeper, self._recorder_now)


@contextmanager
def _told() -> Iterator[None]:
    """Every failure of the store as a sentence."""
    try:
        yield
    except StorageError as error:
        raise HistoryProblemError(words.store(error.reason.value, str(error.path))) from error
    except FormatError as error:
        raise HistoryProblemError(words.file(error.reason.value)) from error
    except KeyError as error:
        raise HistoryProblemError(words.gone()) from error
    except OSError as error:
        raise HistoryProblemError(words.disk(error.strerror or str(error), str(error.filename))) from error
    except ValueError as error:
        raise HistoryProblemError(words.damaged()) from error
