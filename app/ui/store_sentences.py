"""What the window says about the store: trouble while recording, damaged settings, rescued records."""

from app.ui.sentences import translate


def trouble(reason: str) -> str:
    """Records wait in memory, or the file is damaged; a StorageFailure's value."""
    waiting = translate("storage", "Nothing is lost while Sidebeat runs: please keep it open.")
    causes = {
        "cannot_write": translate("storage", "Sidebeat's folder cannot be written."),
        "read_only": translate("storage", "The disk can only be read."),
        "disk_full": translate("storage", "The disk is full: free some space."),
        "io_error": translate("storage", "The disk reports an error."),
        "vanished": translate("storage", "The recording's file was moved or deleted while Sidebeat runs."),
        "busy": translate("storage", "Another program holds the recording's file."),
        "closed": translate("storage", "The store is being taken back to an earlier copy."),
        "locked": translate("storage", "Another Sidebeat records in the same folder."),
        "newer_database": translate("storage", "A newer Sidebeat has taken over the recording's file."),
        "foreign_database": translate("storage", "Another program's file lies where the recording should."),
    }
    final = {
        "memory_full": translate(
            "storage", "Disk and memory are full: the newest heartbeats are lost. Free some space now."
        ),
        "corrupt_database": translate(
            "storage",
            "The recording's file is damaged. Finish the session, close Sidebeat, and run in a terminal: "
            "sidebeat doctor --repair",
        ),
    }
    if reason in final:
        return final[reason]
    other = translate("storage", "The recording cannot be written ({reason}).").format(reason=reason)
    return f"{causes.get(reason, other)} {waiting}"


def homecoming(files: int, staying: tuple[str, ...]) -> str:
    """Records that could not be written last time are back, or still wait."""
    if staying:
        text = translate("storage", "Rescued records wait in {file} and could not be taken in yet.")
        return text.format(file=", ".join(staying))
    if files == 1:
        return translate("storage", "What could not be written last time is back in your history.")
    return translate(
        "storage", "What could not be written the last {count} times is back in your history."
    ).format(count=files)


def settings_damage(damage: str, problems: tuple[str, ...], backup: str | None) -> str:
    """What was wrong with the settings file; a SettingsDamage's value."""
    causes = {
        "unreadable": translate("storage", "The settings file could not be read, so the defaults hold."),
        "fields": translate(
            "storage", "Some settings could not be read, so their defaults hold: {names}."
        ).format(names=", ".join(problems)),
    }
    kept = "" if backup is None else translate("storage", "A copy is kept as {file}.").format(file=backup)
    return f"{causes[damage]} {kept}".rstrip()
