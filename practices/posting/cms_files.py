"""Documents put up on the editors' side are looked at like those put up on the site."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.documents.forms import BaseDocumentForm

from practices.importing.draft import Refused
from practices.posting.files import check


class DocumentForm(BaseDocumentForm):
    """The form of every document: one, many, from a chooser, and changed."""

    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        if file and "file" in self.changed_data:
            try:
                check(file)
            except Refused as refused:
                raise ValidationError(str(refused)) from refused
        return file
