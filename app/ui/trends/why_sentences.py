"""The words of what moved Base Fitness."""

from collections.abc import Mapping

from app.domain.load_attribution import Attribution, SessionPart
from app.ui.sentences import NO_VALUE, translate

_MOST_TYPES = 5


def why_head() -> str:
    """The card's head."""
    return translate("trends", "Why did it move?")


def from_day() -> str:
    """The first of two days."""
    return translate("trends", "From this day, such as 2026-11-22")


def to_day() -> str:
    """The second of two days."""
    return translate("trends", "To this day, such as 2026-11-22")


def days_back(days: int) -> str:
    """Over the last so many days."""
    if days == 365:
        return translate("trends", "Year")
    return translate("trends", "{days} d").format(days=days)


def why(found: Attribution, names: Mapping[str, str]) -> str:
    """«46 → 39: running −11, rowing +5»."""
    parts = [
        f"{names.get(key, key)} {signed(change)}" for key, change in found.by_activity_type[:_MOST_TYPES]
    ]
    rest = sum(change for _, change in found.by_activity_type[_MOST_TYPES:])
    if len(found.by_activity_type) > _MOST_TYPES:
        parts.append(translate("trends", "others {change}").format(change=signed(rest)))
    if abs(found.seed_change) >= 0.05:
        parts.append(translate("trends", "what was before {change}").format(change=signed(found.seed_change)))
    text = translate("trends", "Base Fitness {earlier} → {later}: {parts}")
    return text.format(
        earlier=f"{found.earlier:.1f}", later=f"{found.later:.1f}", parts=", ".join(parts) or NO_VALUE
    )


def mover(part: SessionPart, names: Mapping[str, str], day: str) -> str:
    """One session's share in the change."""
    text = translate("trends", "{day} · {name} · load {load} · {change}")
    session = part.session
    return text.format(
        day=day,
        name=names.get(session.activity_type, session.activity_type),
        load=round(session.training_load),
        change=signed(part.change),
    )


def signed(value: float) -> str:
    """With its sign, to a tenth."""
    return f"+{value:.1f}" if value >= 0 else f"−{abs(value):.1f}"
