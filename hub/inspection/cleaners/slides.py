"""A PowerPoint file without notes, comments, hidden slides and shapes, and properties."""

from __future__ import annotations

from hub.inspection.cleaners.office import take_out
from hub.inspection.packed import Package, each, get, remove
from hub.inspection.readers.slides import (
    SHAPES,
    get_number,
    is_hidden_shape,
    is_hidden_slide,
    slide_width,
    slides_of,
)


def clean(package: Package) -> None:
    width = slide_width(package)
    gone = [name for name in slides_of(package) if is_hidden_slide(package.xml(name))]
    for name in slides_of(package):
        for shape in each(package.xml(name), *SHAPES):
            in_group = any(one.tag.endswith("}grpSp") for one in shape.iterancestors())
            if shape.getparent() is not None and not in_group and is_hidden_shape(shape, width):
                remove(shape)
    numbers = {
        get(one, "id")
        for one in each(package.xml(package.main), "sldId")
        if package.target(package.main, get_number(one)) in gone
    }
    for one in each(package.xml(package.main), "sldId"):  # in sections, which name slides again
        if get_number(one) == "" and get(one, "id") in numbers:
            remove(one)
    package.drop(gone)
    take_out(package, "notesSlide")
