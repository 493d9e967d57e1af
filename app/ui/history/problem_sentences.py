"""Why something of the past could not be had or done, in words; the ids are storage's and formats'."""

from app.ui.sentences import translate


def gone() -> str:
    """The activity is not there any more."""
    return translate("history", "This activity is not there any more: the list is read anew.")


def damaged() -> str:
    """What was recorded makes no sense."""
    return translate(
        "history", "What was recorded of this activity is damaged. Look with, in a terminal: sidebeat doctor"
    )


def disk(reason: str, path: str) -> str:
    """The system's own word on a file."""
    text = translate("history", "{path} cannot be written: {reason}. Choose another folder.")
    return text.format(path=path, reason=reason)


def store(reason: str, path: str) -> str:
    """A StorageFailure's value."""
    known = {
        "cannot_write": translate("history", "Sidebeat's folder {path} cannot be read or written."),
        "read_only": translate("history", "The disk with {path} can only be read."),
        "disk_full": translate("history", "The disk is full: free some space, then try again."),
        "io_error": translate("history", "The disk reports an error in {path}: look at the disk."),
        "vanished": translate("history", "{path} was moved or deleted while Sidebeat runs: put it back."),
        "memory_full": translate("history", "Disk and memory are full: free some space, then try again."),
        "busy": translate("history", "Another program holds {path}: try again in a moment."),
        "closed": translate(
            "history", "{path} is being taken back to an earlier copy: try again when that is done."
        ),
        "locked": translate("history", "Another Sidebeat records in the same folder: close it first."),
        "newer_database": translate("history", "{path} is of a newer Sidebeat: bring this one up to date."),
        "corrupt_database": translate(
            "history", "{path} is damaged. Close Sidebeat, and run in a terminal: sidebeat doctor --repair"
        ),
        "foreign_database": translate("history", "{path} is another program's file: move it elsewhere."),
    }
    other = translate("history", "The history cannot be used ({reason}): look with sidebeat doctor.")
    return known.get(reason, other).format(path=path, reason=reason)


def file(reason: str) -> str:
    """A FormatProblem's value: an activity's file could not be read again, or not be written."""
    known = {
        "too_large": translate("history", "The activity's file is larger than any activity's can be."),
        "cut_off": translate("history", "The activity's file is cut off: it cannot be read to its end."),
        "wrong_checksum": translate("history", "The activity's file is damaged: its checksum is wrong."),
        "no_activity": translate("history", "The activity's file holds no activity any more."),
        "out_of_range": translate("history", "This format has no room for the activity: choose another."),
        "differs": translate(
            "history", "The written file did not read back as it should, so it is not there. Try again."
        ),
    }
    other = translate("history", "The activity's file cannot be read ({reason}).")
    return known.get(reason, other).format(reason=reason)
