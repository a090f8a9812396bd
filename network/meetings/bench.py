"""How long the rota takes, in processor time; `manage.py bench_rota` prints it."""

import time
from collections.abc import Iterator
from datetime import date, timedelta

from network.meetings.rota import Ledger, plan_hosts, read_ledger

SIZES = ((14, 12, 0.05), (153, 60, 1.0))


def crowd(councils: int, meetings: int) -> Ledger:
    """Councils of which one in eleven is away at each meeting; the last one joins late."""
    days = [(date(2026, 1, 8) + timedelta(days=42 * n)).isoformat() for n in range(meetings)]
    members = [
        {"id": f"c{n:03}", "joined": days[2] if n == councils - 1 else "2020-01-01", "left": None}
        for n in range(councils)
    ]
    away = [
        {"member": member["id"], "from": day, "to": day}
        for n, member in enumerate(members)
        for m, day in enumerate(days)
        if (7 * n + 3 * m) % 11 == 0
    ]
    return read_ledger({"members": members, "unavailable": away, "to_plan": days})


def bench_rota(rounds: int = 3) -> Iterator[tuple[int, int, float, float]]:
    """For each size: councils, meetings, best seconds of some rounds, seconds it may take."""
    for councils, meetings, limit in SIZES:
        ledger = crowd(councils, meetings)
        yield councils, meetings, min(_seconds(ledger) for _ in range(rounds)), limit


def _seconds(ledger: Ledger) -> float:
    start = time.process_time()
    plan_hosts(ledger)
    return time.process_time() - start
