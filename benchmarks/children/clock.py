"""A clock that parent and child share."""

import time


def now_s() -> float:
    """Seconds since the machine was started, or some such moment."""
    return time.monotonic_ns() / 1e9
