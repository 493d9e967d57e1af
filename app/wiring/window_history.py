"""The past for the window; fills app.ui.history.ports.HistorySource. Loaded when a page of it is opened."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from app.domain.activity_row import ActivityRow
from app.domain.activity_types import ActivityType, find_activity_type
from app.domain.constants_changes import ConstantsOfDay
from app.domain.cuts import Cut, cuts_detail, cuts_of
from app.domain.long_run import LoadRow
from app.domain.profile import AthleteProfile
from app.domain.recording import EventKind, RecordedEvent, Recording
from app.domain.session_setups import given_setup, reassigned_setup, updated_setup
from app.domain.setup import SessionSetup
from app.domain.twin_pairs import PairTraces, TwinPair
from app.formats.errors import FormatError
from app.storage.errors import StorageError
from app.storage.export_folder import ExportFolder
from app.storage.foreign_files import ForeignFiles
from app.storage.history import History, Twin
from app.storage.recorder import SqliteRecorder
from app.ui.history.ports import HistoryProblemError, ImportProgress, OnProgress, ReviewedActivity
from app.wiring.archive import Archive
from app.wiring.computing import compute
from app.wiring.failures import storage_sentence
from app.wiring.house import House, SettingsKeeper
from app.wiring.reporting import report_file
from app.wiring.window_import import WindowImport
from app.wiring.window_twins import settle, traces_of, waiting_pairs


class WindowHistory:
    """Reads over connections of its own; writes through the recorder of the engine that runs now."""

    def __init__(
        self,
        house: House,
        keeper: SettingsKeeper,
        recorder: Callable[[], SqliteRecorder],
        imports: Callable[[], WindowImport] | None = None,
    ) -> None:
        self._keeper = keeper
        self._imports = imports or partial(WindowImport, house, keeper, recorder)
        self._recorder_now = recorder
        self._history = History(house.folders)
        self._archive = Archive(self._history)
        self._parted: dict[int, tuple[Twin, ...]] = {}  # by activity given away, to be put back by an undo

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
        profile = replace(self.profile(), load_per_day_seed=load_per_day)
        with _told():
            self._keeper.replace(self._keeper.settings.with_athlete(profile))

    def keep_off_season(self, first_day: date | None) -> None:
        """Keeps with the athlete since when it is off season."""
        profile = replace(self.profile(), off_season_from="" if first_day is None else first_day.isoformat())
        with _told():
            self._keeper.replace(self._keeper.settings.with_athlete(profile))

    def loads(self) -> list[LoadRow]:
        """What the long run needs of each finished activity, newest first."""
        with _told():
            self._recorder.settle()
            return self._history.loads(self._keeper.settings.history_of())

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
            recording = self._recorder.load_recording(activity_id)
            setup = SessionSetup.from_json(recording.setup)
            return ReviewedActivity(self._archive.row(activity_id), compute(recording, setup), setup)

    def export(self, activity_id: int, kind: str, folder: Path) -> Path:
        """Writes the file, read back before it counts as written."""
        with _told():
            name, octets, check = self._archive.file(activity_id, kind)
            return ExportFolder(folder).write(name, octets, check)

    def write_report(self, folder: Path, today: date, say: Callable[[str], str]) -> Path:
        """The coach's page, read back before it counts as written."""
        with _told():
            self._recorder.settle()
            names, types = self._keeper.settings.history_of(), self.activity_types()
            name, octets, check = report_file(
                self._history, self.profile(), names, types, today=today, say=say
            )
            return ExportFolder(folder).write(name, octets, check)

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
            return waiting_pairs(self._history, self._keeper.settings.history_of())

    def pair_traces(self, pair: TwinPair) -> PairTraces:
        """How alike the two are."""
        with _told():
            return traces_of(self._history, pair)

    def settle_pair(self, pair: TwinPair, *, is_same: bool) -> None:
        """The athlete's word on a pair."""
        with _told():
            settle(self._recorder, pair, is_same=is_same)

    def reassign(self, activity_id: int, activity_type: str) -> None:
        """The type's own constants and zones, as they are now."""
        with _told():
            chosen = find_activity_type(self.activity_types(), activity_type)
            recording = self._recorder.load_recording(activity_id)
            before = SessionSetup.from_json(recording.setup)
            self._change(recording, reassigned_setup(before, chosen, self._athlete_of(before)))

    def give_to(self, activity_id: int, athlete: str) -> None:
        """The other athlete's constants; what the first one recorded beside it is no twin of it any more."""
        with _told():
            recording = self._recorder.load_recording(activity_id)
            before = SessionSetup.from_json(recording.setup)
            twins = self._history.twins_of(activity_id)
            self._change(recording, given_setup(before, self._keeper.settings.athlete(athlete)))
            self._parted[activity_id] = twins
            for twin in twins:
                self._recorder.drop_twin(twin.activity_id)
            self._recorder.settle()

    def recompute(self, activity_id: int) -> None:
        """With the constants that its athlete has now."""
        with _told():
            recording = self._recorder.load_recording(activity_id)
            before = SessionSetup.from_json(recording.setup)
            self._change(recording, updated_setup(before, self._athlete_of(before)))

    def cut(self, activity_id: int, cuts: tuple[Cut, ...]) -> None:
        """These stretches laid over the recording, and what is left computed again."""
        with _told():
            self._change(self._recorder.load_recording(activity_id), cuts=cuts)

    def take_back(self, before: ReviewedActivity) -> None:
        """Setup, cuts and twins as they were."""
        with _told():
            recording = self._recorder.load_recording(before.row.activity_id)
            self._change(recording, before.setup, before.activity.cuts)
            for twin in self._parted.pop(before.row.activity_id, ()):
                self._recorder.put_twin(
                    twin.activity_id, twin.carried_by, is_sure=twin.is_sure, shift_s=twin.shift_s
                )
            self._recorder.settle()

    def _athlete_of(self, setup: SessionSetup) -> AthleteProfile:
        """Whose it is; the athlete in use where that one is not known any more."""
        known = (each for each in self._keeper.settings.athletes if each.is_called(setup.athlete))
        return next(known, self.profile())

    def _change(
        self, recording: Recording, setup: SessionSetup | None = None, cuts: tuple[Cut, ...] | None = None
    ) -> None:
        """Computed first: what cannot be computed is left as it was. None: stays as it is."""
        activity_id, amended = recording.activity_id, None
        if cuts is not None and cuts != cuts_of(recording.events):
            amended = self._amended(activity_id, cuts)
        laid_over = recording if amended is None else replace(recording, events=(*recording.events, amended))
        activity = compute(laid_over, setup)
        if amended is not None:
            self._recorder.record_event(amended)
        if setup is not None:
            self._recorder.change_setup(activity_id, recording.setup, setup.to_json())
        self._recorder.store_activity(activity_id, activity)
        self._recorder.settle()

    def _amended(self, activity_id: int, cuts: tuple[Cut, ...]) -> RecordedEvent:
        clock = self._recorder.clock
        at_us, utc_us = clock.now_us(), clock.utc_us()
        return RecordedEvent(at_us, utc_us, EventKind.AMENDED, activity_id, cuts_detail(cuts))


@contextmanager
def _told() -> Iterator[None]:
    """Every failure of the store as a sentence."""
    try:
        yield
    except StorageError as error:
        raise HistoryProblemError(storage_sentence(error)) from error
    except FormatError as error:
        raise HistoryProblemError(str(error)) from error
    except KeyError as error:
        raise HistoryProblemError("This activity is not there any more.") from error
    except (OSError, ValueError) as error:
        raise HistoryProblemError(str(error)) from error
