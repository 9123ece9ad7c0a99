"""Addresses of the journal's page."""

from django.urls import path

from toandan.faces.web.journal import views

app_name = "journal"
urlpatterns = [path("journal/", views.lines_page, name="lines")]
