"""Whether there is any font, asked without Qt, which draws a box for each letter where there is none."""

import ctypes

from app.ui.qt import FONT_LIBRARY

_SYSTEM_FONTS = 0  # FcSetSystem


class _FontSet(ctypes.Structure):
    """Fontconfig's FcFontSet, as far as it is read."""

    _fields_ = (("count", ctypes.c_int),)


def font_count() -> int | None:
    """How many fonts fontconfig knows; None where there is no fontconfig (not Linux)."""
    try:
        library = ctypes.CDLL(FONT_LIBRARY)
    except OSError:
        return None
    library.FcConfigGetFonts.restype = ctypes.POINTER(_FontSet)
    library.FcConfigGetFonts.argtypes = (ctypes.c_void_p, ctypes.c_int)
    library.FcInit()
    fonts = library.FcConfigGetFonts(None, _SYSTEM_FONTS)
    return int(fonts.contents.count) if fonts else 0
