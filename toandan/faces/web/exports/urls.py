"""Addresses of the pages of tables made in the background (đường dẫn)."""

from django.urls import path

from toandan.faces.web.exports import views

app_name = "exports"
urlpatterns = [
    path("exports/", views.own, name="exports"),
    path("exports/<int:export>/", views.export, name="export"),
    path("exports/<int:export>/progress", views.progress, name="progress"),
    path("exports/<int:export>/cancel", views.cancel, name="cancel"),
    path("exports/<int:export>/file", views.file, name="file"),
    path("exports/<int:export>/remove", views.remove, name="remove"),
]
