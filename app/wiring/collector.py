"""When Python looks for garbage: not while a program starts, since all that is loaded then stays."""

import gc


def rest() -> None:
    """Looks for none: going through all that is there, again and again, takes a tenth of a start."""
    gc.disable()


def work() -> None:
    """The start is over: looks for garbage from now on, and never in what the start left."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
