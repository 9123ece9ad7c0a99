"""A directive as a file to be printed, signed and kept (bản in công văn)."""

from django.http import HttpResponse

from toandan.faces.web.directives.sheet import readable
from toandan.faces.web.frame.doors import Visit, page
from toandan.sheets.directives import pdf, word
from toandan.sheets.directives.paper import paper_of
from toandan.work.directives.words import DirectivesPermission

READ = DirectivesPermission.READ
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@page(permission=READ)
def as_pdf(request: Visit, directive_id: int) -> HttpResponse:
    """Hand the paper out as PDF."""
    return _file(pdf.write(paper_of(readable(request, directive_id))), "application/pdf", f"{directive_id}.pdf")


@page(permission=READ)
def as_docx(request: Visit, directive_id: int) -> HttpResponse:
    """Hand the paper out as DOCX."""
    return _file(word.write(paper_of(readable(request, directive_id))), _DOCX, f"{directive_id}.docx")


def _file(content: bytes, kind: str, end: str) -> HttpResponse:
    name = f"directive-{end}"
    return HttpResponse(content, kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
