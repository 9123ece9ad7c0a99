"""Addresses of the reorganisation pages (đường dẫn)."""

from django.urls import path

from toandan.faces.web.frame.doors import either
from toandan.faces.web.reorganisation import views

app_name = "reorganisation"
urlpatterns = [
    path("reorganisations/", either(get=views.runs, post=views.receive), name="runs"),
    path("reorganisations/<int:run>/", either(get=views.run, post=views.start), name="run"),
    path("reorganisations/<int:run>/progress", views.progress, name="progress"),
    path("reorganisations/<int:run>/decide", views.decide, name="decide"),
]
