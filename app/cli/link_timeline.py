"""The story of the links as findings of `sidebeat doctor`, one line a row, addresses masked."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from app.cli.doctor import Finding, Verdict, masked, masked_name
from app.cli.output import clock_time
from app.cli.sentences import link_state
from app.domain.link_timeline import LinkMoment, LinkRow, Packets

SHORTEST_TOLD_S = 0.05  # 0.0 s tells nothing


def link_findings(rows: Iterable[LinkRow]) -> Iterator[Finding]:
    """A finding for each row; to look at are those with a reason."""
    for row in rows:
        at = datetime.fromtimestamp(row.utc_us / 1e6, UTC).astimezone()
        verdict = Verdict.OK if row.reason is None else Verdict.WARNING
        sensor = f"{masked(row.sensor)} " if row.sensor else ""
        seen = f"{at:%Y-%m-%d %H:%M:%S}  {sensor}{_SAID[row.moment](row)}"
        yield Finding("link", verdict, seen, detail=_detail(row, at))


def _state(row: LinkRow) -> str:
    words = [link_state(row.state or "", row.attempt, row.retry_in_s, row.reason)]
    if row.lasted_s is not None and row.lasted_s >= SHORTEST_TOLD_S:
        words.append(f"for {clock_time(row.lasted_s)}" if row.lasted_s >= 60 else f"for {row.lasted_s:.1f} s")
    if row.packets is not None:
        words.append(_packets(row.packets))
    if row.rssi_dbm is not None:
        words.append(f"signal {row.rssi_dbm} dBm")
    return ", ".join(words)


def _packets(packets: Packets) -> str:
    every = "" if packets.median_interval_s is None else f", one every {packets.median_interval_s:.2f} s"
    count = "1 packet" if packets.count == 1 else f"{packets.count} packets"
    return f"{count}{every}, longest gap {packets.longest_gap_s:.1f} s"


def _sensor(row: LinkRow) -> str:
    said = (masked_name(row.name or "no name"), row.model, row.firmware and f"firmware {row.firmware}")
    return "is " + ", ".join(each for each in said if each)


def _battery(row: LinkRow) -> str:
    return f"battery {row.battery_percent} %"


def _clock(row: LinkRow) -> str:
    told = []
    if row.suspended_s:
        told.append(f"the computer slept for {clock_time(row.suspended_s)}")
    if row.jumped_s:
        told.append(f"the wall clock was set by {row.jumped_s:+.0f} s")
    return ", ".join(told)


def _run(row: LinkRow) -> str:
    return f"Sidebeat {row.program_version or ''} began".replace("  ", " ")


_SAID = {
    LinkMoment.STATE: _state,
    LinkMoment.SENSOR: _sensor,
    LinkMoment.BATTERY: _battery,
    LinkMoment.CLOCK: _clock,
    LinkMoment.RUN: _run,
}


def _detail(row: LinkRow, at: datetime) -> dict[str, object]:
    packets = row.packets
    return {
        "at": at,
        "kind": row.moment.value,
        "sensor": masked(row.sensor) or None,
        "state": row.state,
        "attempt": row.attempt,
        "retry_in_s": row.retry_in_s,
        "reason": row.reason,
        "rssi_dbm": row.rssi_dbm,
        "lasted_s": row.lasted_s,
        "packets": None if packets is None else packets.count,
        "median_interval_s": None if packets is None else packets.median_interval_s,
        "longest_gap_s": None if packets is None else packets.longest_gap_s,
        "battery_percent": row.battery_percent,
        "jumped_s": row.jumped_s,
        "suspended_s": row.suspended_s,
    }
