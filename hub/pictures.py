"""Whether a picture can be shown: asked before it is kept, so that no page falls over it later."""

from __future__ import annotations

import warnings
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image
from wagtail.images.forms import BaseImageForm

MOST_PIXELS = 40_000_000  # unpacked: 160 MB of memory


def trouble_with_picture(file: BinaryIO) -> str:
    """A sentence for a picture that is damaged or too large; nothing when all of it can be shown.

    Wagtail and the first bytes say only what kind a picture is. The rest may be missing.
    """
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(file) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    return too_large()
                picture.load()
    except Image.DecompressionBombError:
        return too_large()
    except Exception:  # each kind of picture has its own errors for damaged bytes
        return _("The picture is damaged or not complete. Save it again and choose the new file.")
    finally:
        if not file.closed:
            file.seek(0)
    return ""


def too_large() -> str:
    return _(
        "The picture has more than 40 million points. Make it smaller and choose the new file."
    )


class PictureForm(BaseImageForm):
    """The form of every picture on the editors' side: one, many, from a chooser, and changed."""

    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        if file and "file" in self.changed_data:
            trouble = trouble_with_picture(file)
            if trouble:
                raise ValidationError(trouble)
        return file
