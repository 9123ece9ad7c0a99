"""A directive as a file to be printed, signed and kept (bản in công văn)."""

from io import BytesIO

from django.http import FileResponse, HttpResponse

from toandan.faces.web.directives.sheet import readable
from toandan.faces.web.frame.doors import Visit, page
from toandan.ground.envelopes import NotOpened
from toandan.sheets.directives import pdf, word
from toandan.sheets.directives.paper import paper_of
from toandan.work.directives import operations, queries
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


@page(permission=READ, purpose="directives.file.read")
def attached(request: Visit, directive_id: int, attachment_id: int) -> HttpResponse:
    """Hand out a file that was attached, to be saved; a browser never opens it here."""
    readable(request, directive_id)
    try:
        row, content = queries.attachment(directive_id, attachment_id)
    except NotOpened as error:
        raise operations.UnableToDirect(operations.SENTENCES["file_broken"], code="file_broken") from error
    answer = FileResponse(BytesIO(content), as_attachment=True, filename=row.name, content_type=row.media_type)
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer  # type: ignore[return-value]


def _file(content: bytes, kind: str, end: str) -> HttpResponse:
    name = f"directive-{end}"
    return HttpResponse(content, kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
