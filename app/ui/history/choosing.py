"""The system's own dialogs for files and folders."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.ui.sentences import translate

_FILES = "(*.fit *.tcx *.gpx *.hrm *.txt *.csv *.rr *.gz *.zip)"


def files_to_read(parent: QWidget) -> list[Path]:
    """The files chosen; none when it was left."""
    kinds = translate("history", "Activities") + " " + _FILES
    names, _ = QFileDialog.getOpenFileNames(parent, translate("history", "Import activities"), "", kinds)
    return [Path(name) for name in names]


def folder_to_read(parent: QWidget) -> Path | None:
    """The folder chosen; None when it was left."""
    return _folder(parent, translate("history", "Import a folder of activities"))


def folder_to_write(parent: QWidget) -> Path | None:
    """Where files are to go; None when it was left."""
    return _folder(parent, translate("history", "Export to folder"))


def _folder(parent: QWidget, title: str) -> Path | None:
    name = QFileDialog.getExistingDirectory(parent, title)
    return Path(name) if name else None
