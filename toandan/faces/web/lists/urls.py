"""Addresses of the pages of lists; numbers of lists only, never a person (đường dẫn)."""

from django.urls import path

from toandan.faces.web.frame.doors import either
from toandan.faces.web.lists import drawing, held, one, overview, sheets

app_name = "lists"
urlpatterns = [
    path("lists/", overview.lists, name="lists"),
    path("lists/sheet/", sheets.lists, name="lists_sheet"),
    path("lists/statement/sheet/", sheets.statement, name="statement_sheet"),
    path("lists/statement/", overview.statement, name="statement"),
    path("lists/letters/", held.letters, name="letters"),
    path("lists/new/", either(get=drawing.choose, post=drawing.draw_up), name="new"),
    path("lists/new/file", drawing.from_file, name="file"),
    path("lists/<int:list_id>/", either(get=one.show, post=one.act), name="list"),
    path("lists/<int:list_id>/paper", one.paper, name="paper"),
    path("lists/<int:list_id>/export", one.export, name="export"),
]
