"""Announcing: what appears on the screen by itself is read out to those who do not see it."""

from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, words: str, *, interrupts: bool = True) -> None:
    """Has a screen reader say this: at once, or when it has finished what it is saying."""
    from PySide6.QtGui import (  # noqa: PLC0415 - nothing is announced before the window is seen
        QAccessible,
        QAccessibleAnnouncementEvent,
        QAccessibleEvent,
    )

    spoken = QAccessibleAnnouncementEvent(widget, words)
    politeness = QAccessible.AnnouncementPoliteness
    spoken.setPoliteness(politeness.Assertive if interrupts else politeness.Polite)
    QAccessible.updateAccessibility(spoken)
    QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Alert))
