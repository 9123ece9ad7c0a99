"""Addresses of difficulties and guidance; numbers only (đường dẫn)."""

from django.urls import path

from toandan.faces.web.difficulties import acting, desks, guidance, papers, publishing, raising, sheet, sheets, summary
from toandan.faces.web.frame.doors import either

app_name = "difficulties"
urlpatterns = [
    path("difficulties/", desks.desk, name="difficulties"),
    path("difficulties/new/", either(get=raising.blank, post=raising.create), name="new_difficulty"),
    path("difficulties/sheet/", sheets.difficulties, name="difficulties_sheet"),
    path("difficulties/summary/sheet/", sheets.week, name="difficulties_week_sheet"),
    path("difficulties/summary/", summary.week, name="difficulties_summary"),
    path("difficulties/<int:difficulty_id>/", sheet.show, name="difficulty"),
    path(
        "difficulties/<int:difficulty_id>/files/<int:attachment_id>",
        sheet.attached,
        name="difficulty_file",
    ),
    path("difficulties/<int:difficulty_id>/<slug:verb>/", acting.act, name="difficulty_act"),
    path("guidance/", guidance.listing, name="guidance_list"),
    path("guidance/sheet/", sheets.guidance, name="guidance_sheet"),
    path("guidance/new/", either(get=publishing.blank, post=publishing.publish), name="new_guidance"),
    path("guidance/<int:guidance_id>/", guidance.show, name="guidance"),
    path("guidance/<int:guidance_id>/versions/<int:version>/", guidance.show, name="guidance_version"),
    path("guidance/<int:guidance_id>/versions/<int:version>/paper.pdf", papers.as_pdf, name="guidance_pdf"),
    path("guidance/<int:guidance_id>/versions/<int:version>/paper.docx", papers.as_docx, name="guidance_docx"),
    path(
        "guidance/<int:guidance_id>/versions/<int:version>/read/",
        guidance.read,
        name="guidance_read",
    ),
    path(
        "guidance/<int:guidance_id>/change/",
        either(get=publishing.again, post=publishing.revise),
        name="change_guidance",
    ),
]
