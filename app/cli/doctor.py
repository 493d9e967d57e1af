"""`sidebeat doctor`: findings, made to be pasted into a bug report."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.cli.output import json_line, line


class Verdict(StrEnum):
    """How a check came out."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: what it looked at, how it came out, what was seen, and what to do about it."""

    check: str
    verdict: Verdict
    seen: str
    advice: str = ""


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
