"""Word files from lines of their own XML, as small as Word itself would open them."""

import io
import zipfile
from xml.sax.saxutils import escape

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
STYLES = (
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/>'
    "<w:rPr><w:vanish/></w:rPr></w:style>"
)


def r(words, look=""):
    """A run; `look` is what stands in its properties."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def p(*runs, style="", more=""):
    """A paragraph of runs; plain words are a run."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inside = "".join(one if one.startswith("<") else r(one) for one in runs)
    return f"<w:p><w:pPr>{named}{more}</w:pPr>{inside}</w:p>"


def h(words, level=1):
    return p(words, style=f"Heading{level}")


def item(words, level=0, num=1):
    """An item of list 1 (numbers), 2 (bullets) or 3 (letters)."""
    return p(words, more=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def tc(content="", props=""):
    inside = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{props}</w:tcPr>{inside}</w:tc>"


def tr(*cells, props=""):
    inside = "".join(one if one.startswith("<w:tc>") else tc(one) for one in cells)
    return f"<w:tr>{f'<w:trPr>{props}</w:trPr>' if props else ''}{inside}</w:tr>"


def tbl(*rows, look=""):
    grid = max(row.count("<w:tc>") for row in rows)
    columns = "<w:gridCol/>" * grid
    return (
        f"<w:tbl><w:tblPr>{look}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def span(columns):
    return f'<w:gridSpan w:val="{columns}"/>'


DOWN = '<w:vMerge w:val="restart"/>'
ON = "<w:vMerge/>"
FIRST_ROW = '<w:tblLook w:firstRow="1" w:val="0020"/>'
HEAD = "<w:tblHeader/>"


def box(*blocks):
    """A text box as Word draws it since 2010, in a run."""
    return (
        "<w:r><w:drawing><wp:anchor><wp:extent cx='1' cy='1'/><a:graphic><a:graphicData "
        "uri='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'><wps:wsp><wps:txbx>"
        f"<w:txbxContent>{''.join(blocks)}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData>"
        "</a:graphic></wp:anchor></w:drawing></w:r>"
    )


def field(instruction, shown="", data=""):
    """A field in pieces, as Word writes dates, links and the boxes of old forms."""
    middle = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r(shown) if shown else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
        f"<w:r><w:instrText> {instruction} </w:instrText></w:r>{middle}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def drawing(inside, uri, about=""):
    return (
        f"<w:r><w:drawing><wp:inline><wp:extent cx='900' cy='900'/><wp:docPr id='1' name='x' "
        f"descr='{about}'/><a:graphic><a:graphicData uri='{uri}'>{inside}</a:graphicData>"
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )


def picture(rel="p1", about="", linked=False):
    how = "link" if linked else "embed"
    inside = (
        "<pic:pic><pic:nvPicPr><pic:cNvPr id='0' name='x'/><pic:cNvPicPr/></pic:nvPicPr>"
        f"<pic:blipFill><a:blip r:{how}='{rel}'/></pic:blipFill><pic:spPr/></pic:pic>"
    )
    return drawing(inside, "http://schemas.openxmlformats.org/drawingml/2006/picture", about)


def level(number, kind, text):
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


NUMBERING = "".join(
    f'<w:abstractNum w:abstractNumId="{n}">'
    + "".join(level(at, kind, text if kind == "bullet" else f"%{at + 1}.") for at in range(3))
    + "</w:abstractNum>"
    for n, (kind, text) in enumerate([("decimal", ""), ("bullet", "•"), ("lowerLetter", "")], 1)
) + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2, 3))


def word(*blocks, parts=None, relations=(), name="word/document.xml", styles=STYLES, section=""):
    """The bytes of a .docx. `relations` are (id, type, target) or (id, type, target, "External")."""
    rels = [("s1", "styles", "styles.xml"), ("n1", "numbering", "numbering.xml"), *relations]
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", content_types(name))
        packed.writestr("_rels/.rels", relations_xml([("d1", "officeDocument", name)]))
        where, _, file = name.rpartition("/")
        packed.writestr(f"{where}/_rels/{file}.rels", relations_xml(rels))
        body = f"<w:document {SPACES}><w:body>{''.join(blocks)}<w:sectPr>{section}</w:sectPr></w:body></w:document>"
        packed.writestr(name, body)
        packed.writestr("word/styles.xml", f"<w:styles {SPACES}>{styles}</w:styles>")
        packed.writestr("word/numbering.xml", f"<w:numbering {SPACES}>{NUMBERING}</w:numbering>")
        for part, content in (parts or {}).items():
            packed.writestr(part, content)
    return held.getvalue()


def content_types(name):
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/{name}" ContentType="{main}"/></Types>'
    )


def relations_xml(relations):
    rows = "".join(
        f'<Relationship Id="{one[0]}" Type="{TYPE}{one[1]}" Target="{one[2]}"'
        + (f' TargetMode="{one[3]}"' if len(one) > 3 else "")
        + "/>"
        for one in relations
    )
    spaces = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{spaces}">{rows}</Relationships>'
