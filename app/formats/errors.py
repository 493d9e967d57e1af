"""FormatError: the one error of every file format."""

from enum import StrEnum


class FormatProblem(StrEnum):
    """Why bytes could not be read, or an activity not be written; cli and ui have a sentence for each."""

    NOT_THIS_FORMAT = "not_this_format"
    TOO_LARGE = "too_large"
    CUT_OFF = "cut_off"
    WRONG_CHECKSUM = "wrong_checksum"
    MALFORMED = "malformed"
    NO_ACTIVITY = "no_activity"
    OUT_OF_RANGE = "out_of_range"
    DIFFERS = "differs"  # a written file, read again, is not what was to be written


class FormatError(ValueError):
    """Bytes are not what they should be: `reason` for programs, the text for people, lines counted from 1."""

    def __init__(self, reason: FormatProblem, text: str, *, line: int | None = None) -> None:
        super().__init__(text if line is None else f"line {line}: {text}")
        self.reason = reason
        self.line = line
