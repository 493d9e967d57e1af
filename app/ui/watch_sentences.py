"""What the window says of the watched folder."""

from collections import Counter
from collections.abc import Iterable

from app.domain.import_outcome import ImportOutcome, ImportStatus
from app.domain.watched import FolderNews
from app.ui import store_sentences
from app.ui.sentences import translate

CLOSED = "closed"  # a StorageFailure's value: the store is being put back, and the files wait


def heading() -> str:
    """Over the choice."""
    return translate("watch", "Watched folder")


def explanation() -> str:
    """Under the heading."""
    return translate(
        "watch",
        "New activity files in this folder, and in those within it, come into the history by themselves "
        "while Sidebeat runs. Nothing in it is ever moved, changed or deleted.",
    )


def choose() -> str:
    """The button."""
    return translate("watch", "Choose folder…")


def stop() -> str:
    """The other button."""
    return translate("watch", "Stop watching")


def dialog_title() -> str:
    """Of the system's dialog."""
    return translate("watch", "The folder to watch")


def state(news: FolderNews | None, folder: str) -> str:
    """How it stands with the folder that is chosen."""
    if not folder:
        return translate("watch", "No folder is watched.")
    if news is None or news.folder != folder:
        return translate("watch", "One moment: looking at the folder.")
    if not news.is_there:
        return gone()
    if news.refusal not in {None, CLOSED}:
        return store_sentences.trouble(news.refusal or "")
    if news.unfinished:
        text = translate("watch", "Watching. {count} new: waiting until nobody writes to them any more.")
        return text.format(count=news.unfinished)
    return translate("watch", "Watching. Nothing new.")


def gone() -> str:
    """The folder cannot be seen."""
    return translate(
        "watch", "The watched folder is not there now. It is looked at again as soon as it is back."
    )


def came_in(outcomes: Iterable[ImportOutcome]) -> str:
    """What was just taken in; empty where there is nothing to tell."""
    counts = Counter(outcome.status for outcome in outcomes)
    new = counts[ImportStatus.IMPORTED] + counts[ImportStatus.LINKED]
    words = []
    if new == 1:
        words.append(translate("watch", "1 activity came in from the watched folder."))
    elif new:
        text = translate("watch", "{count} activities came in from the watched folder.")
        words.append(text.format(count=new))
    return " ".join(words + [each for each in [skipped(outcomes)] if each])


def skipped(outcomes: Iterable[ImportOutcome]) -> str:
    """The files that could not be read: the first with its reason, the others counted."""
    bad = [outcome for outcome in outcomes if outcome.status is ImportStatus.SKIPPED]
    if not bad:
        return ""
    name = bad[0].file.replace("\\", "/").rpartition("/")[2]
    text = translate("watch", "{file} was skipped: {reason}.").format(file=name, reason=bad[0].reason or "")
    if len(bad) == 1:
        return text
    more = translate("watch", "{count} more were skipped too.").format(count=len(bad) - 1)
    return f"{text} {more}"
