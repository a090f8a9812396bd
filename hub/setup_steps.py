"""Steps that fill an empty hub. Rooms register theirs; the commands run them in order.

`create_network` runs the steps of `new_network`; `load_demo` those of `demo`. Every step may be
run again: it adds what is missing and changes nothing that people have edited.
"""

from collections.abc import Callable
from typing import Any

Step = Callable[[Any], object]  # words it returns are said to whoever runs the command
_steps: dict[str, list[tuple[int, str, Step]]] = {"new_network": [], "demo": []}


def register_step(moment: str, order: int, name: str, step: Step) -> None:
    """Add a step. `moment` is new_network or demo; lower `order` first; `step(network)`.

    Orders in use: 10 people, 20 topics and sources, 30 notes, 40 meetings, 50 escalations,
    60 search.
    """
    entry = (order, name, step)
    if all(name != known for _, known, _ in _steps[moment]):
        _steps[moment].append(entry)


def run_steps(moment: str, network: Any, say: Callable[[str], None]) -> None:
    """Run all steps of a moment in order, saying each name first."""
    for _, name, step in sorted(_steps[moment], key=lambda entry: entry[:2]):
        say(name)
        told = step(network)
        if isinstance(told, str) and told:
            say(told)
