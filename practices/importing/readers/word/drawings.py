"""SmartArt, charts and linked pictures: their words and figures put in place, or named."""

from __future__ import annotations

from django.utils.translation import gettext as _

from hub.inputs import whole_number
from practices.importing.readers.word.boxes import Places
from practices.importing.readers.word.package import (
    Element,
    Package,
    find,
    heading_above,
    host_of,
    name,
    new,
    new_table,
    remove,
)

MOST_FIGURES = 400  # rows of a chart


def unfold_drawings(package: Package) -> None:
    root = package.tree(package.document)
    if root is None:
        return
    targets = package.related(package.document)
    outside = package.outside(package.document)
    places = Places()
    for shape in find(root, ".//dgm:relIds"):
        unfold_smart_art(package, shape, targets.get(shape.get(name("r:dm"), ""), ""), places)
    for shape in find(root, ".//c:chart[@r:id]"):
        unfold_chart(package, shape, targets.get(shape.get(name("r:id"), ""), ""), places)
    for picture in find(root, ".//a:blip | .//v:imagedata"):
        word = picture.get(name("r:embed")) or picture.get(name("r:id")) or ""
        if word in outside or not word or targets.get(word) not in package.names:
            name_linked(package, picture)


def drawing_of(shape: Element) -> Element:
    around = find(shape, "ancestor::w:drawing | ancestor::w:pict | ancestor::w:object")
    return around[0] if around else shape


def unfold_smart_art(package: Package, shape: Element, part: str, places: Places) -> None:
    data = package.tree(part)
    host = host_of(shape)
    points = [] if data is None else find(data, ".//dgm:pt[not(@type) or @type='node']")
    lines = [" ".join("".join(find(point, ".//a:t/text()")).split()) for point in points]
    lines = [line for line in lines if line]
    if host is None:
        return
    said = (
        _("Words of a SmartArt drawing stand as lines in its place; its arrows and order are lost")
        if lines
        else _("A SmartArt drawing could not be kept: paste it in as a picture")
    )
    package.losses.add(said, "; ".join(lines), heading_above(host))
    for line in lines:
        places.put_after(host, new("p", f"• {line}"))
    remove(drawing_of(shape))


def unfold_chart(package: Package, shape: Element, part: str, places: Places) -> None:
    chart = package.tree(part)
    host = host_of(shape)
    if host is None:
        return
    rows = [] if chart is None else figures_of(chart)
    title = (
        ""
        if chart is None
        else " ".join("".join(find(chart, "./c:chart/c:title//a:t/text()")).split())
    )
    said = (
        _("A chart stands as a table of its figures")
        if rows
        else _("A chart could not be kept: paste it in as a picture")
    )
    package.losses.add(said, title, heading_above(host))
    if title and rows:
        places.put_after(host, new("p", title))
    if rows:
        places.put_after(host, new_table(rows))
    remove(drawing_of(shape))


def figures_of(chart: Element) -> list[list[str]]:
    """Names of the series on top, then a row for each category; empty where Word kept no figures."""
    series = find(chart, ".//c:ser")
    columns = [by_place(one, "c:val") or by_place(one, "c:yVal") for one in series]
    if not any(columns):
        return []
    names = [
        "".join(find(one, "./c:tx//c:v/text()")) or _("Series %(n)s") % {"n": n}
        for n, one in enumerate(series, 1)
    ]
    labels = by_place(series[0], "c:cat") or by_place(series[0], "c:xVal")
    places = sorted({place for column in columns for place in column})[:MOST_FIGURES]
    rows = [
        [labels.get(place, str(place + 1)), *(column.get(place, "") for column in columns)]
        for place in places
    ]
    return [[_("Item"), *names], *rows]


def by_place(series: Element, kind: str) -> dict[int, str]:
    points = find(series, f"./{kind}//c:pt[@idx]")
    return {
        place: "".join(find(point, "./c:v/text()"))
        for point in points
        if (place := whole_number(point.get("idx"))) is not None
    }


def name_linked(package: Package, picture: Element) -> None:
    drawing = drawing_of(picture)
    words = find(drawing, ".//wp:docPr/@descr") or find(drawing, ".//wp:docPr/@name")
    package.losses.add(
        _("A picture lies outside the file and could not be kept"),
        words[0] if words else "",
        heading_above(drawing),
    )
    remove(drawing)
