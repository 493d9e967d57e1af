"""`sidebeat import`: what became of each file, a progress bar meanwhile, and the sum in the end."""

import sys
from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from app.cli.output import json_line, line
from app.domain.import_outcome import ImportOutcome, ImportStatus

BAR_WIDTH = 30


class Files(Protocol):
    """What is imported; `count` may grow while archives open."""

    count: int


class ImportView:
    """Shows outcomes as they come; the bar only where a terminal can draw it."""

    def __init__(self, files: Files, *, as_json: bool) -> None:
        self._files = files
        self._done = 0
        self._as_json = as_json
        self._counts: Counter[ImportStatus] = Counter()
        self._draws = sys.stderr.isatty()

    def show(self, outcomes: Sequence[ImportOutcome]) -> None:
        """One file is done."""
        self._done += 1
        for outcome in outcomes:
            self._counts[outcome.status] += 1
            self._tell(outcome)
        if self._draws:
            filled = round(BAR_WIDTH * self._done / max(1, self._files.count))
            bar = "█" * filled + "·" * (BAR_WIDTH - filled)
            sys.stderr.write(f"\r\x1b[2K{bar} {self._done} of {self._files.count}")
            sys.stderr.flush()

    def finish(self, *, is_cancelled: bool = False) -> None:
        """The sum."""
        if self._draws:
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()
        if not self._as_json:
            told = ", ".join(f"{self._counts[status]} {status.value}" for status in ImportStatus)
            line(f"{self._done} {'file' if self._done == 1 else 'files'}: {told}.")
            if is_cancelled:
                line("Cancelled. What was taken in stays; the same command goes on where this one ended.")

    def _tell(self, outcome: ImportOutcome) -> None:
        if self._as_json:
            json_line(
                {
                    "file": outcome.file,
                    "status": outcome.status.value,
                    "activity_id": outcome.activity_id,
                    "reason": outcome.reason,
                }
            )
        elif outcome.reason is not None and (
            outcome.status is not ImportStatus.DUPLICATE or outcome.is_in_bin
        ):
            if self._draws:
                sys.stderr.write("\r\x1b[2K")
                sys.stderr.flush()
            line(f"{outcome.file}: {outcome.status.value}, {outcome.reason}")
