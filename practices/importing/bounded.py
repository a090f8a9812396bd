"""Reading one file in a process of its own: `read`, with limits of time and memory."""

from __future__ import annotations

import io
from typing import Any

from django.utils.translation import gettext as _

from hub.jobs.bounded import MOST_SECONDS, FellOver, TooMuch, run_bounded
from practices.importing.draft import Draft, Problem, Refused, from_json, to_json
from practices.importing.limits import check_size, suffix_of
from practices.importing.readers import Incoming, read, too_much

SECONDS = MOST_SECONDS


def read_apart(incoming: Incoming) -> list[Draft | Problem]:
    """What `read` gives, or a sentence that the file was too much. Never raises for bad input."""
    try:
        check_size(incoming.size, suffix_of(incoming.name))
        with incoming.open() as stream:
            data = stream.read()
        found = run_bounded(f"{__name__}:answer", data, incoming.name, seconds=SECONDS)
    except Refused as wrong:
        return [Problem(incoming.name, str(wrong))]
    except OSError as wrong:
        reason = wrong.strerror or _("reading failed")
        sentence = _("The file cannot be opened (%(reason)s).") % {"reason": reason}
        return [Problem(incoming.name, sentence)]
    except TooMuch:
        return [Problem(incoming.name, too_much())]
    except FellOver:
        return [Problem(incoming.name, _("The file is damaged and cannot be read."))]
    return [from_json(values) for values in found]


def answer(data: bytes, name: str) -> list[dict[str, Any]]:
    """In the process of its own."""
    incoming = Incoming(name, len(data), lambda: io.BytesIO(data))
    return [to_json(found) for found in read(incoming)]
