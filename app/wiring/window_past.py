"""What the next session may be like, for the window's choice of a target."""

import logging
from datetime import datetime
from typing import TYPE_CHECKING

from app.storage.errors import StorageError
from app.storage.folders import Folders
from app.wiring.house import SettingsKeeper

if TYPE_CHECKING:
    from app.domain.targets import EasyRun
    from app.domain.verdict import EarlierActivity

OFFERED = 20  # activities; further back nobody remembers one from another
LOOKED_AT = 100  # of the newest, those without heart rate among them

_log = logging.getLogger(__name__)


class WindowPast:
    """Fills app.ui.prepare.past_offers.Past. Storage is loaded when it is asked for the first time."""

    def __init__(self, folders: Folders, keeper: SettingsKeeper) -> None:
        self._folders = folders
        self._keeper = keeper

    def earlier(self) -> "tuple[EarlierActivity, ...]":
        """The newest finished activities with a heart rate."""
        try:
            return self._earlier()
        except StorageError as error:
            _log.warning("earlier activities cannot be offered: %s", error)
            return ()

    def easy_run(self) -> "EasyRun | None":
        """The athlete's own easy run."""
        from app.storage.history import History  # noqa: PLC0415 - when a target is chosen, not before
        from app.wiring.archive import Archive  # noqa: PLC0415 - as above

        profile, today = self._keeper.settings.athlete(), datetime.now().astimezone().date()
        try:
            return Archive(History(self._folders)).easy_run(profile, today)
        except (StorageError, ValueError) as error:
            _log.warning("the easy run is not known: %s", error)
            return None

    def _earlier(self) -> "tuple[EarlierActivity, ...]":
        from app.domain.recording import SessionStatus  # noqa: PLC0415 - as above
        from app.domain.verdict import EarlierActivity, wanted_session  # noqa: PLC0415 - as above
        from app.storage.history import History  # noqa: PLC0415 - as above

        names = self._keeper.settings.history_of()
        found = []
        for row in History(self._folders).activities(athlete=names, limit=LOOKED_AT):
            wanted = wanted_session(row.timer_s or 0.0, row.time_in_zone, row.training_load or 0.0)
            if row.status is SessionStatus.FINISHED and row.activity_type and wanted is not None:
                found.append(EarlierActivity(row.activity_id, row.activity_type, row.started_at, wanted))
        return tuple(found[:OFFERED])
