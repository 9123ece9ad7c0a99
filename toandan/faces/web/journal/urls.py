"""Addresses of the journal's page."""

from django.urls import path

from toandan.faces.web.journal import sheets, views

app_name = "journal"
urlpatterns = [
    path("journal/", views.lines_page, name="lines"),
    path("journal/sheet/", sheets.journal, name="journal_sheet"),
]
