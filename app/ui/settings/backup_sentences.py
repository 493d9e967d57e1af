"""The words of going back to an earlier copy of the database."""

from PySide6.QtCore import QDateTime, QLocale

from app.domain.restore_point import RestorePoint, RestorePointKind
from app.ui.sentences import translate


def heading() -> str:
    """Over the list."""
    return translate("backups", "Backups")


def explanation() -> str:
    """Under the heading."""
    return translate(
        "backups",
        "Sidebeat copies everything recorded once a day and keeps a week of days and a month of weeks. "
        "Going back overwrites nothing: what is in place now is set aside and appears in this list.",
    )


def looking() -> str:
    """While the copies are looked at."""
    return translate("backups", "One moment: looking at the copies.")


def none_yet() -> str:
    """An empty list."""
    return translate("backups", "There is no copy yet. The first is made within an hour of use.")


def not_now() -> str:
    """A session runs."""
    return translate("backups", "Not while a session runs. Stop it first; it is saved as always.")


def moment(point: RestorePoint) -> str:
    """When the copy was made, in the athlete's own way of writing it."""
    made = QDateTime.fromSecsSinceEpoch(int(point.made_at.timestamp()))
    locale = QLocale()
    day = locale.toString(made.date(), "ddd d MMM yyyy")
    return f"{day}, {locale.toString(made.time(), QLocale.FormatType.ShortFormat)}"


def about(point: RestorePoint) -> str:
    """What it is, how much it holds, how large it is."""
    kinds = {
        RestorePointKind.DAILY: translate("backups", "Daily copy"),
        RestorePointKind.BEFORE_UPDATE: translate("backups", "Before an update"),
        RestorePointKind.SET_ASIDE: translate("backups", "Set aside by a repair or by going back"),
    }
    return " · ".join((kinds[point.kind], _activities(point.activities), _size(point.size_bytes)))


def restore() -> str:
    """The button of a row."""
    return translate("backups", "Go back to this …")


def question(point: RestorePoint) -> str:
    """The question before anything happens."""
    return translate("backups", "Go back to the copy of {moment}?").format(moment=moment(point))


def consequences(point: RestorePoint) -> str:
    """What happens then."""
    text = translate(
        "backups",
        "Your history will be what it was then: {activities}. What was recorded since is not in it. "
        "Nothing is overwritten: what is in place now is set aside as a file of its own, and you can go back "
        "to it from this list. The sensor connects anew.",
    )
    return text.format(activities=_activities(point.activities))


def yes() -> str:
    """The answer that does it."""
    return translate("backups", "Go back to this copy")


def no() -> str:
    """The answer that changes nothing."""
    return translate("backups", "Leave everything as it is")


def restoring() -> str:
    """While it happens."""
    return translate("backups", "One moment: the copy is checked and put in place.")


def restored(*, was_anything: bool) -> str:
    """It is done."""
    done = translate("backups", "Done: the copy is in place.")
    kept = translate("backups", "What was there before is kept in this list.")
    return f"{done} {kept}" if was_anything else done


def _activities(count: int | None) -> str:
    if count is None:
        return translate("backups", "activities not countable")
    if count == 1:
        return translate("backups", "1 activity")
    return translate("backups", "{count} activities").format(count=count)


def _size(size_bytes: int) -> str:
    return QLocale().formattedDataSize(size_bytes, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
