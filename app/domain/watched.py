"""What the watched folder has to tell."""

from app.domain.frozen import frozen
from app.domain.import_outcome import ImportOutcome


@frozen
class FolderNews:
    """After a look at the watched folder; `folder` is empty where none is watched.

    `is_there` is False while it is unplugged or gone. `unfinished` files are still being written. `outcomes`
    are those of the files just taken in. `refusal` is a StorageFailure's value where the store took nothing.
    """

    folder: str
    is_there: bool = True
    unfinished: int = 0
    outcomes: tuple[ImportOutcome, ...] = ()
    refusal: str | None = None
