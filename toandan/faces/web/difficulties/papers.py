"""Guidance as a file to be printed, hung up and kept (bản in hướng dẫn)."""

from django.http import HttpResponse

from toandan.faces.web.frame.doors import Visit, page
from toandan.sheets.directives import pdf, word
from toandan.sheets.directives.guidance import guidance_paper
from toandan.work.difficulties import queries
from toandan.work.difficulties.words import DifficultiesPermission

LOOK_UP = DifficultiesPermission.LOOK_UP
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@page(permission=LOOK_UP)
def as_pdf(request: Visit, guidance_id: int, version: int) -> HttpResponse:
    """Hand a version out as PDF."""
    paper = guidance_paper(queries.guidance(guidance_id, version))
    return _file(pdf.write(paper), "application/pdf", f"{guidance_id}-{version}.pdf")


@page(permission=LOOK_UP)
def as_docx(request: Visit, guidance_id: int, version: int) -> HttpResponse:
    """Hand a version out as DOCX."""
    paper = guidance_paper(queries.guidance(guidance_id, version))
    return _file(word.write(paper), _DOCX, f"{guidance_id}-{version}.docx")


def _file(content: bytes, kind: str, end: str) -> HttpResponse:
    name = f"guidance-{end}"
    return HttpResponse(content, kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
