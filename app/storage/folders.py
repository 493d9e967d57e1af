"""Where things lie: one home that holds everything, or the platform's own folders."""

from pathlib import Path

from app.domain.frozen import frozen
from app.storage.errors import StorageError, StorageFailure, storage_error

PRIVATE_FOLDER = 0o700  # heart rate is health data: for its owner alone
PRIVATE_FILE = 0o600


@frozen
class Folders:
    """The places of one store. The demo has one of its own: nothing of it mixes with real sessions."""

    home: Path
    settings: Path
    exports: Path
    logs: Path

    @classmethod
    def locate(cls, home: Path | None = None, *, demo: bool = False) -> "Folders":
        """Under `home` if given (--home, SIDEBEAT_HOME), else the platform's own. Touches no disk.

        StorageError for a home that starts nowhere: at a stranger's ~, or in a folder that was removed.
        """
        if home is not None:
            whole = _whole(home)
            return cls._under(whole / "demo" if demo else whole)
        import platformdirs  # noqa: PLC0415 - a named home asks no platform

        platform = platformdirs.PlatformDirs("Sidebeat", appauthor=False)
        if demo:
            return cls._under(platform.user_data_path / "demo")
        return cls(
            home=platform.user_data_path,
            settings=platform.user_config_path / "settings.json",
            exports=platform.user_documents_path / "Sidebeat",
            logs=platform.user_log_path,
        )

    @classmethod
    def _under(cls, home: Path) -> "Folders":
        return cls(home=home, settings=home / "settings.json", exports=home / "exports", logs=home / "logs")

    @property
    def database(self) -> Path:
        """Recordings and what is derived from them."""
        return self.home / "sidebeat.db"

    @property
    def backups(self) -> Path:
        """Daily copies, and those made before a migration."""
        return self.home / "backups"

    @property
    def lock_file(self) -> Path:
        """Held by the one process that records."""
        return self.home / "sidebeat.lock"

    def prepare(self) -> None:
        """Makes the home, private to its owner; the other folders come on use. StorageError."""
        make_private(self.home)


def _whole(home: Path) -> Path:
    try:
        str(home).encode("utf-8")  # what SQLite, JSON and the log take
        return home.expanduser().absolute()
    except OSError as error:
        raise storage_error(error, home) from error
    except (RuntimeError, UnicodeEncodeError) as error:  # the first is pathlib's word for an unknown user
        raise StorageError(StorageFailure.CANNOT_WRITE, home, str(error)) from error


def make_private(folder: Path) -> None:
    """Makes a folder and its parents, new ones for the owner alone; leaves those that exist. StorageError."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    except OSError as error:
        raise storage_error(error, folder) from error
