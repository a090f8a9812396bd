"""Looking into files, and cleaning them, for somebody who has just sent them and waits."""

from __future__ import annotations

from contextlib import suppress

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub.inspection.findings import Unreadable
from hub.inspection.services import check_of, look_inside, store_cleaned
from hub.jobs.file_tasks import LOOK_JOB, Kind, Said, work_off
from hub.jobs.models import FileTask
from hub.jobs.registry import LOOKING, job
from hub.models import HubDocument


@job(LOOK_JOB, every_seconds=5, lane=LOOKING)
def look_into_files() -> str:
    """Look into files that people have just sent, and make cleaned copies of them."""
    return work_off({Kind.LOOK: look, Kind.CLEAN: clean})


def look(task: FileTask) -> Said | None:
    """What was found stands on the page that the task leads to; a file taken off meanwhile has none."""
    document = document_of(task)
    if document is None:
        return None
    check = check_of(document)
    if check is None or check.checked_at < task.asked_at:  # two may wait for one file
        with suppress(HubDocument.DoesNotExist):  # taken off meanwhile
            look_inside(document)
    return None


def clean(task: FileTask) -> Said | None:
    document = document_of(task)
    if document is None:
        return Said(_("There is no cleaned copy. The file is gone."), "error")
    try:
        left = len(store_cleaned(document, task.by).kept)
    except (Unreadable, FileNotFoundError) as wrong:
        return Said(_("There is no cleaned copy. %(why)s") % {"why": wrong}, "error")
    if not left:
        return Said(_("A cleaned copy is stored, and nothing is found in it."))
    said = ngettext(
        "A cleaned copy is stored. %(count)s thing is left in it: it stands where readers see it.",
        "A cleaned copy is stored. %(count)s things are left in it: they stand where readers see them.",
        left,
    )
    return Said(said % {"count": left}, "warning")


def document_of(task: FileTask) -> HubDocument | None:
    return HubDocument.objects.filter(pk=task.subject).first()
