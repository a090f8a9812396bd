"""What Django forgives in a variable it does not forgive in the argument of a filter."""

import re
from pathlib import Path

TEMPLATES = Path(__file__).parents[2] / "templates"
LONG_ARGUMENT = re.compile(r"\|\w+:[a-z_]\w*(?:\.\w+){2,}")


def test_no_filter_is_given_a_path_that_may_end_at_none():
    """`{{ a|default:b.council.name }}` is an error 500 where `b` has no council."""
    found = [
        f"{file.relative_to(TEMPLATES)}: {match[0]}"
        for file in sorted(TEMPLATES.rglob("*.*"))
        for match in LONG_ARGUMENT.finditer(file.read_text(encoding="utf-8"))
    ]
    assert found == []
