"""What the window does with single activities: opened, changed, taken back, written into files."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from app.domain.activity_types import find_activity_type
from app.domain.cuts import Cut
from app.domain.profile import AthleteProfile
from app.domain.session_setups import given_setup, reassigned_setup, updated_setup
from app.domain.setup import SessionSetup
from app.storage.export_folder import ExportFolder
from app.storage.history import History, Twin
from app.storage.recorder import SqliteRecorder
from app.ui.history.ports import ReviewedActivity
from app.wiring.archive import Archive
from app.wiring.changing import change_activity
from app.wiring.computing import compute
from app.wiring.house import SettingsKeeper
from app.wiring.reporting import report_file


class WindowActivities:
    """Reads over connections of its own; writes through the recorder of the engine that runs now."""

    def __init__(
        self, history: History, keeper: SettingsKeeper, recorder: Callable[[], SqliteRecorder]
    ) -> None:
        self._keeper = keeper
        self._recorder_now = recorder
        self._history = history
        self._archive = Archive(history)
        self._parted: dict[int, tuple[Twin, ...]] = {}  # by activity given away, to be put back by an undo

    @property
    def _recorder(self) -> SqliteRecorder:
        return self._recorder_now()

    def reviewed(self, activity_id: int) -> ReviewedActivity:
        """One activity, computed by the setup of its day."""
        recording = self._recorder.load_recording(activity_id)
        setup = SessionSetup.from_json(recording.setup)
        return ReviewedActivity(self._archive.row(activity_id), compute(recording, setup), setup)

    def export(self, activity_id: int, kind: str, folder: Path) -> Path:
        """Writes the file, read back before it counts as written."""
        name, octets, check = self._archive.file(activity_id, kind)
        return ExportFolder(folder).write(name, octets, check)

    def write_report(self, folder: Path, today: date, say: Callable[[str], str]) -> Path:
        """The coach's page, read back before it counts as written."""
        self._recorder.settle()
        settings = self._keeper.settings
        names, types = settings.history_of(), settings.activity_types()
        name, octets, check = report_file(
            self._history, settings.athlete(), names, types, today=today, say=say
        )
        return ExportFolder(folder).write(name, octets, check)

    def reassign(self, activity_id: int, activity_type: str) -> None:
        """The type's own constants and zones, as they are now."""
        chosen = find_activity_type(self._keeper.settings.activity_types(), activity_type)
        with self._changing() as recorder:
            recording = recorder.load_recording(activity_id)
            before = SessionSetup.from_json(recording.setup)
            change_activity(recorder, recording, reassigned_setup(before, chosen, self._athlete_of(before)))

    def give_to(self, activity_id: int, athlete: str) -> None:
        """The other athlete's constants; what the first one recorded beside it is no twin of it any more."""
        with self._changing() as recorder:
            recording = recorder.load_recording(activity_id)
            before = SessionSetup.from_json(recording.setup)
            twins = self._history.twins_of(activity_id)
            change_activity(recorder, recording, given_setup(before, self._keeper.settings.athlete(athlete)))
            self._parted[activity_id] = twins
            for twin in twins:
                recorder.drop_twin(twin.activity_id)
            recorder.settle()

    def recompute(self, activity_id: int) -> None:
        """With the constants that its athlete has now."""
        with self._changing() as recorder:
            recording = recorder.load_recording(activity_id)
            before = SessionSetup.from_json(recording.setup)
            change_activity(recorder, recording, updated_setup(before, self._athlete_of(before)))

    def cut(self, activity_id: int, cuts: tuple[Cut, ...]) -> None:
        """These stretches laid over the recording, and what is left computed again."""
        with self._changing() as recorder:
            change_activity(recorder, recorder.load_recording(activity_id), cuts=cuts)

    def take_back(self, before: ReviewedActivity) -> None:
        """Setup, cuts and twins as they were."""
        with self._changing() as recorder:
            recording = recorder.load_recording(before.row.activity_id)
            change_activity(recorder, recording, before.setup, before.activity.cuts)
            for twin in self._parted.pop(before.row.activity_id, ()):
                recorder.put_twin(
                    twin.activity_id, twin.carried_by, is_sure=twin.is_sure, shift_s=twin.shift_s
                )
            recorder.settle()

    @contextmanager
    def _changing(self) -> Iterator[SqliteRecorder]:
        """One recorder from reading to writing: ids name other activities in an earlier copy of the store."""
        recorder = self._recorder_now()
        with recorder.kept_open():
            yield recorder

    def _athlete_of(self, setup: SessionSetup) -> AthleteProfile:
        """Whose it is; the athlete in use where that one is not known any more."""
        known = (each for each in self._keeper.settings.athletes if each.is_called(setup.athlete))
        return next(known, self._keeper.settings.athlete())
