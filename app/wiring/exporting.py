"""Activities into files: formats make the bytes, storage lays them into the exports folder."""

from collections.abc import Callable, Iterable
from pathlib import Path

from app.domain.activity import Activity
from app.engine.ports import ExportError
from app.formats.errors import FormatError
from app.storage.errors import StorageError
from app.storage.export_folder import ExportFolder

Check = Callable[[bytes], None]


class FitExporter:
    """Fills app.engine.ports.Exporter: one FIT file an activity, read back before it counts as written."""

    def __init__(self, folder: Path) -> None:
        self._folder = ExportFolder(folder)

    def export(self, activity: Activity) -> Iterable[Path]:
        """Writes the activity's FIT file, unless it lies there already; its path. ExportError."""
        from app.formats.fit_write import encode_activity  # noqa: PLC0415 - when a session is finished

        try:
            name, octets = export_name(activity, "fit"), encode_activity(activity)
            found = self._folder.find(name, octets)  # written by a process that was killed right after
            if found is not None:
                return (found,)
            self._folder.put_earlier_away(_time_of(activity), "fit", activity.identity)
            return (self._folder.write(name, octets, fit_check(activity)),)
        except OSError as error:
            raise ExportError(f"{error.strerror}: {error.filename}") from error
        except (StorageError, FormatError) as error:
            raise ExportError(str(error)) from error


def export_name(activity: Activity, suffix: str) -> str:
    """`2026-11-22 18.03 indoor cycling.fit`: sorts by time."""
    kind = activity.activity_type.replace("_", " ")
    return f"{_time_of(activity)} {kind}.{suffix}"


def _time_of(activity: Activity) -> str:
    return f"{activity.started_at:%Y-%m-%d %H.%M}"


def fit_check(activity: Activity) -> Check:
    """Reads a written FIT file back with an independent decoder; FormatError where it differs."""
    from app.formats.fit_check import check_activity_file  # noqa: PLC0415 - its decoder, when a file is there

    return lambda octets: check_activity_file(octets, activity)
