"""Whether a picture can be shown: asked before it is kept, so that no page falls over it later."""

from __future__ import annotations

import warnings
from typing import Any, BinaryIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm


def trouble_with_picture(file: BinaryIO) -> str:
    """A sentence for a picture that is damaged or too large; nothing when all of it can be shown.

    Wagtail and the first bytes say only what kind a picture is. The rest may be missing.
    """
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(file) as picture:
                if is_too_large(picture):
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


def is_too_large(picture: Image.Image) -> bool:
    return picture.width * picture.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS


def too_large() -> str:
    return _(
        "The picture has more than %(millions)s million points. Make it smaller and choose the new "
        "file."
    ) % {"millions": settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000}


class PictureField(WagtailImageField):
    """Looks at the whole picture first: Wagtail's own field fails on damaged ones."""

    def to_python(self, data: Any) -> Any:
        if data not in self.empty_values:
            trouble = trouble_with_picture(data)
            if trouble:
                raise ValidationError(trouble)
        return super().to_python(data)


class PictureForm(BaseImageForm):
    """The form of every picture on the editors' side."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = self.fields.get("file")
        if given is not None:
            self.fields["file"] = PictureField(
                label=given.label, widget=given.widget, required=given.required
            )
