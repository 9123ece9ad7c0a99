"""Addresses of the rolls pages (đường dẫn)."""

from django.urls import path

from toandan.faces.web.frame.doors import either
from toandan.faces.web.rolls import sheets, views

app_name = "rolls"
urlpatterns = [
    path("rolls/", either(get=views.runs, post=views.receive), name="runs"),
    path("rolls/sheet/", sheets.runs, name="sheet"),
    path("rolls/<int:run>/", either(get=views.run, post=views.choose), name="run"),
    path("rolls/<int:run>/progress", views.progress, name="progress"),
    path("rolls/<int:run>/refused", views.refused, name="refused"),
]
