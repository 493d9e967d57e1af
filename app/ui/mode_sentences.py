"""What the glance page and the mini window say."""

from app.ui.sentences import Origin, translate, window_title


def mini_title(origin: Origin) -> str:
    """The mini window's title, which window lists show."""
    return window_title(origin, translate("mini", "Sidebeat mini"))


def load(load_so_far: str, target: float | None) -> str:
    """Training Load, and what it should become."""
    if target is None:
        return translate("mini", "load {load}").format(load=load_so_far)
    return translate("mini", "{load} of {target}").format(load=load_so_far, target=round(target))


def fades() -> str:
    """Whether it fades."""
    return translate("mini", "Fade while all is right")


def lets_clicks_through() -> str:
    """Whether clicks reach the film."""
    return translate("mini", "Let clicks through")


def back_to_window() -> str:
    """Closes the mini window."""
    return translate("mini", "Back to the window (M)")


def clicks_go_through() -> str:
    """The way out of click-through."""
    return translate("mini", "Click-through; Ctrl held here ends it.")


def how_to_leave() -> str:
    """Said once, when the mini window first opens."""
    return translate("mini", "M: back. Drag me.")


def under_full_screen() -> str:
    """The same, where the system lays full-screen windows over everything."""
    return translate("mini", "M: back. Over a maximised film, not a full-screen one.")


def not_on_top() -> str:
    """Native Wayland."""
    return translate("mini", "On top only under XWayland (xcb).")


def how_to_be_on_top() -> str:
    """What to do about it, where there is room."""
    return translate(
        "mini",
        "On Wayland no window can keep itself on top: start Sidebeat with QT_QPA_PLATFORM=xcb, or choose "
        "“Always on top” in the window's menu.",
    )
