"""Any activity file → FileActivity, told apart by its first bytes and not by its name."""

import codecs
import re
from collections.abc import Callable
from datetime import datetime

from app.domain.file_activity import FileActivity
from app.formats.csv_read import HEADING, decode_csv
from app.formats.errors import FormatError, FormatProblem
from app.formats.fit_read import decode_activity
from app.formats.gpx_read import decode_gpx
from app.formats.hrm_read import decode_hrm
from app.formats.polar_csv_read import HEAD, decode_polar_csv
from app.formats.rr_read import decode_rr_text
from app.formats.tcx_read import decode_tcx
from app.formats.typed import decode_typed
from app.formats.unpacked import unpacked
from app.formats.utf_16 import as_utf_8

LONGEST_FILE_S = 60 * 24 * 3600.0  # the longest races take half of it; beyond, every number is nonsense
YEARS = range(1900, 2200)  # a disk that never knew the date lies within; Python's own end in 1 and 9999
_HEAD = 4096  # bytes; what a file is shows in them
_GPX = re.compile(rb"<([A-Za-z_][\w.-]*:)?gpx[\s>]")  # scripts write the namespace with a prefix


def decode_file(octets: bytes, recorded_at: datetime, *, tolerant: bool = False) -> list[FileActivity]:
    """The activities of a FIT, TCX, GPX, Polar HRM or RR file, gzipped or not, at least one. FormatError.

    `recorded_at` (aware) stands in where a file knows no time; `tolerant` forgives damage in FIT.
    """
    activities = _decoded(as_utf_8(unpacked(octets)), recorded_at, tolerant=tolerant)
    for activity in activities:
        if activity.started_at.year not in YEARS or activity.elapsed_s > LONGEST_FILE_S:
            raise FormatError(FormatProblem.OUT_OF_RANGE, "its date or its length cannot be")
    return activities


def _decoded(octets: bytes, recorded_at: datetime, *, tolerant: bool) -> list[FileActivity]:
    head = octets[:_HEAD]
    if head[8:12] == b".FIT":
        return decode_activity(octets, tolerant=tolerant)
    for belongs, decode in _KINDS:
        if belongs(head):
            return decode(octets)
    if not octets.strip():
        raise FormatError(FormatProblem.NO_ACTIVITY, "the file is empty")
    try:
        return decode_rr_text(octets, recorded_at)
    except FormatError as error:
        if error.reason is FormatProblem.NOT_THIS_FORMAT:
            text = "not an activity file that Sidebeat knows (FIT, TCX, GPX, Polar HRM, RR intervals)"
            raise FormatError(FormatProblem.NOT_THIS_FORMAT, text) from error
        raise


_KINDS: tuple[tuple[Callable[[bytes], bool], Callable[[bytes], list[FileActivity]]], ...] = (
    (
        lambda head: b"<" in head[:16] and b"TrainingCenterDatabase" in head,
        lambda octets: decode_tcx(octets.lstrip()),
    ),
    (lambda head: _GPX.search(head) is not None, lambda octets: decode_gpx(octets.lstrip())),
    (lambda head: b"[Params]" in head, decode_hrm),
    (lambda head: head.startswith(b'{"sidebeat_typed"'), decode_typed),
    (lambda head: head.removeprefix(codecs.BOM_UTF8).startswith(HEAD), decode_polar_csv),
    (lambda head: head.removeprefix(codecs.BOM_UTF8).startswith(HEADING), decode_csv),
)
