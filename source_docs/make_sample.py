"""Draw `mongolia-brief.pdf` from `mongolia-brief.md`: `make sample`."""

import re
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

FOLDER = Path(__file__).parent
TEXT, PDF = FOLDER / "mongolia-brief.md", FOLDER / "mongolia-brief.pdf"
MARGIN = 25 * mm
BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=15, spaceAfter=7)
HEADINGS = {
    1: ParagraphStyle(
        "title", BODY, fontName="Times-Bold", fontSize=16, leading=20, alignment=TA_CENTER, spaceAfter=14
    ),
    2: ParagraphStyle(
        "section", BODY, fontName="Times-Bold", fontSize=13, leading=17, spaceBefore=8, keepWithNext=1
    ),
    3: ParagraphStyle("part", BODY, fontName="Times-BoldItalic", spaceBefore=4, keepWithNext=1),
}
_HEADING = re.compile(r"(#{1,3}) (.+)")


def build_paragraph(text: str) -> Paragraph:
    """Return a heading or a paragraph of the text, laid out."""
    heading = _HEADING.fullmatch(text)
    if heading:
        return Paragraph(escape(heading[2]), HEADINGS[len(heading[1])])
    return Paragraph(escape(text), BODY)


def draw_page_number(canvas: Canvas, template: SimpleDocTemplate) -> None:
    """Draw the running header and the page number."""
    canvas.setFont("Times-Roman", 9)
    canvas.drawString(MARGIN, A4[1] - 15 * mm, "Assistance to Mongolia: a brief")
    canvas.drawCentredString(A4[0] / 2, 12 * mm, str(template.page))


def main() -> None:
    """Write the PDF; the same text gives the same bytes."""
    template = SimpleDocTemplate(
        str(PDF),
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
        title="Japan's Assistance to Mongolia: A Brief on the Directions of April 2012",
        author="PolicyGraph",
        invariant=1,
    )
    texts = TEXT.read_text(encoding="utf-8").split("\n\n")
    paragraphs = [build_paragraph(" ".join(text.split())) for text in texts if text.strip()]
    template.build(paragraphs, onFirstPage=draw_page_number, onLaterPages=draw_page_number)


if __name__ == "__main__":
    main()
