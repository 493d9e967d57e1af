"""Where what went wrong is written down, and what is said of a mistake of the program's own."""

import logging
import sys
import threading
from types import TracebackType

from app import __version__
from app.cli.failure import unexpected
from app.cli.output import note
from app.storage.folders import Folders
from app.storage.log_file import LogFile

_log = logging.getLogger(__name__)


def keep_log(folders: Folders) -> None:
    """From now on the log lies in these folders, and nowhere else."""
    root = logging.getLogger()
    for handler in _log_files():
        root.removeHandler(handler)
    program = f"Sidebeat {__version__}, Python {sys.version.split()[0]}, {sys.platform}"
    root.addHandler(LogFile(folders.logs, program))
    for ours in ("app", "ble"):
        logging.getLogger(ours).setLevel(logging.INFO)


def tell_mistakes() -> None:
    """From now on an error that nobody foresaw is one sentence on the terminal, and all of it in the log."""
    sys.excepthook = _tell
    threading.excepthook = _tell_of_thread


def _tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return  # asked for; Python's own exit status says so
    _log.critical("nobody foresaw this", exc_info=(kind, error, trace))
    log = next((str(handler.path) for handler in _log_files()), None)
    note(unexpected(f"{kind.__name__}: {error}", log))


def _tell_of_thread(failed: threading.ExceptHookArgs) -> None:
    if failed.exc_value is not None:
        _tell(failed.exc_type, failed.exc_value, failed.exc_traceback)


def _log_files() -> list[LogFile]:
    return [handler for handler in logging.getLogger().handlers if isinstance(handler, LogFile)]
