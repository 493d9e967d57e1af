"""SQLite's write-ahead log, as far as the tests must understand it (SQLite's file format, section 4)."""

HEADER = 32
FRAME_HEADER = 24


def commit_ends(wal: bytes) -> list[int]:
    """Where each commit of the log's present round ends: as far as frames carry the header's salts."""
    page_size, salts = int.from_bytes(wal[8:12], "big"), wal[16:24]
    ends = []
    for start in range(HEADER, len(wal) - FRAME_HEADER - page_size + 1, FRAME_HEADER + page_size):
        if wal[start + 8 : start + 16] != salts:
            break
        if int.from_bytes(
            wal[start + 4 : start + 8], "big"
        ):  # the database's size: only a commit's last frame has it
            ends.append(start + FRAME_HEADER + page_size)
    return ends
