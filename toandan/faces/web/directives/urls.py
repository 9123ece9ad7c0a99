"""Addresses of directives; numbers only (đường dẫn)."""

from django.urls import path

from toandan.faces.web.directives import acting, committees, desks, drafting, papers, sheet, sheets
from toandan.faces.web.frame.doors import either

app_name = "directives"
urlpatterns = [
    path("directives/", desks.desk, name="directives"),
    path("directives/sheet/", sheets.directives, name="directives_sheet"),
    path("directives/tasks/sheet/", sheets.tasks, name="tasks_sheet"),
    path("directives/committees/sheet/", sheets.committees, name="committees_sheet"),
    path("directives/new/", either(get=drafting.blank, post=drafting.create), name="new_directive"),
    path("directives/committees/", committees.listing, name="committees"),
    path("directives/committees/<int:committee>/", committees.show, name="committee"),
    path("directives/committees/<int:committee>/<slug:verb>/", committees.keep, name="committee_keep"),
    path(
        "directives/meetings/<int:meeting_id>/",
        either(get=committees.meeting, post=committees.conclude),
        name="meeting",
    ),
    path("directives/<int:directive_id>/", sheet.show, name="directive"),
    path(
        "directives/<int:directive_id>/change/",
        either(get=drafting.again, post=drafting.change),
        name="change_directive",
    ),
    path("directives/<int:directive_id>/paper.pdf", papers.as_pdf, name="directive_pdf"),
    path("directives/<int:directive_id>/paper.docx", papers.as_docx, name="directive_docx"),
    path("directives/<int:directive_id>/files/<int:attachment_id>", papers.attached, name="directive_file"),
    path("directives/<int:directive_id>/<slug:verb>/", acting.act, name="directive_act"),
]
