"""`sidebeat doctor`: findings, made to be pasted into a bug report."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

from app.cli.output import json_line, line
from app.domain.frozen import frozen


class Verdict(StrEnum):
    """How a check came out."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"


@frozen
class Finding:
    """One check: what it looked at, how it came out, what was seen, and what to do about it.

    `detail` is for programs: the same in single values.
    """

    check: str
    verdict: Verdict
    seen: str
    advice: str = ""
    detail: Mapping[str, object] | None = None


_SERIAL_NUMBER = re.compile(r"\b(?=[0-9A-Fa-f]*\d)[0-9A-Fa-f]{5,}\b")  # hexadecimal, with a digit in it

_MARKS = {Verdict.OK: "ok  ", Verdict.WARNING: "look", Verdict.FAILED: "FAIL"}


def print_findings(findings: Iterable[Finding], *, as_json: bool) -> bool:
    """Writes each finding as it comes; whether nothing failed."""
    sound = True
    for finding in findings:
        sound = sound and finding.verdict is not Verdict.FAILED
        if as_json:
            json_line(
                {
                    "check": finding.check,
                    "status": finding.verdict.value,
                    "seen": finding.seen,
                    "advice": finding.advice or None,
                    "detail": finding.detail,
                }
            )
        else:
            line(f"{_MARKS[finding.verdict]}  {finding.check}: {finding.seen}")
            if finding.advice:
                line(f"      → {finding.advice}")
    return sound


def masked(address: str) -> str:
    """An address of which only the first and last two characters can be read."""
    return address if len(address) <= 4 else address[:2] + "…" + address[-2:]


def masked_name(name: str) -> str:
    """A sensor's name without the serial number that makers put into it (Polar H10 A1…D4)."""
    return _SERIAL_NUMBER.sub(lambda found: masked(found[0]), name)
