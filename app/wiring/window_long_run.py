"""What a session did to the long run, from the history's rows, for the window's summary."""

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from app.storage.errors import StorageError
from app.storage.folders import Folders
from app.wiring.house import SettingsKeeper

if TYPE_CHECKING:
    from app.domain.long_run_change import LongRunChange
    from app.domain.remark import Remark

_log = logging.getLogger(__name__)


class WindowLongRun:
    """Fills app.ui.summary.long_run.LongRun. Storage is loaded when it is asked for the first time."""

    def __init__(self, folders: Folders, keeper: SettingsKeeper) -> None:
        self._folders = folders
        self._keeper = keeper

    def change(self, activity_id: int, remark: "Remark | None" = None) -> "LongRunChange | None":
        """What this activity's day did, to the athlete whose it is; None where nothing can be said.

        `remark` is the athlete's latest word, which may not be in the store yet; None: the store has it.
        """
        try:
            return self._change(activity_id, remark)
        except (StorageError, KeyError) as error:
            _log.warning("what activity %d did to the long run is not known: %s", activity_id, error)
            return None

    def _change(self, activity_id: int, remark: "Remark | None") -> "LongRunChange | None":
        from app.domain.long_run import load_row  # noqa: PLC0415 - after a session
        from app.domain.long_run_change import long_run_change  # noqa: PLC0415 - as above
        from app.storage.history import History  # noqa: PLC0415 - as above

        history = History(self._folders)
        finished = history.activity(activity_id)
        settings = self._keeper.settings
        profile = settings.athlete(finished.athlete)
        names = profile.names if len(settings.athletes) > 1 else None
        if remark is not None:
            finished = replace(finished, remark=remark)
        loads = {each.activity_id: each.session for each in history.loads(names)}
        if activity_id in loads:  # not in the bin
            loads[activity_id] = load_row(finished).session
        sessions = list(loads.values())
        return long_run_change(sessions, finished.started_at.date(), seed=profile.load_per_day_seed)
