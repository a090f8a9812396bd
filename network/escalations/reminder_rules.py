"""Which reminders a clock calls for. Pure: no Django.

Before it is due, on the day, and after, to whoever holds it; then to the deputy. Each goes once.
When the hub was asleep for some days, only the newest goes, and the older ones count as gone.
"""

from collections.abc import Collection

from network.escalations.clock import Reading

STEPS = ("before", "due", "after", "deputy")


def steps_reached(reading: Reading, before: int, after: int, deputy_after: int) -> list[str]:
    """All steps this clock has reached, in order; none while it is paused or stopped."""
    if reading.is_paused or reading.is_stopped:
        return []
    late = -reading.days_left
    reached = {
        "before": reading.days_left <= before,
        "due": late >= 0,
        "after": late >= after,
        "deputy": late >= max(after, deputy_after),
    }
    return [step for step in STEPS if reached[step]]


def step_to_send(reached: Collection[str], gone: Collection[str]) -> str:
    """The newest step reached that has not gone; empty when there is none."""
    steps = [step for step in STEPS if step in reached]
    return steps[-1] if steps and steps[-1] not in gone else ""
