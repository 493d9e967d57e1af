"""What the window asks of the store, made when it is first asked for."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from app.wiring.house import House, SettingsKeeper

if TYPE_CHECKING:
    from app.domain.watched import FolderNews
    from app.storage.recorder import SqliteRecorder
    from app.wiring.folder_watch import FolderWatch
    from app.wiring.window_history import WindowHistory
    from app.wiring.window_import import WindowImport


class WindowStore:
    """`recorder` gives that of the engine that runs now."""

    def __init__(
        self, house: House, keeper: SettingsKeeper, recorder: "Callable[[], SqliteRecorder]"
    ) -> None:
        self._house = house
        self._keeper = keeper
        self._recorder = recorder

    def make_history(self) -> "WindowHistory":
        """The past."""
        from app.wiring.window_history import WindowHistory  # noqa: PLC0415 - when the past is looked at

        return WindowHistory(self._house, self._keeper, self._recorder, self._imports)

    def start_watch(self, tell: "Callable[[FolderNews], None]") -> "FolderWatch":
        """The watched folder's thread."""
        from app.wiring.folder_watch import watch_folder  # noqa: PLC0415 - once the window is seen

        return watch_folder(self._house.folders, self._keeper, self._imports, tell)

    def _imports(self) -> "WindowImport":
        return self._one_import

    @cached_property
    def _one_import(self) -> "WindowImport":
        from app.wiring.window_import import WindowImport  # noqa: PLC0415 - with the first file

        return WindowImport(self._house, self._keeper, self._recorder)
