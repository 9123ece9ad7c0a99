"""Addresses of the frame (đường dẫn)."""

from django.urls import path

from toandan.faces.web.frame import views

app_name = "frame"
urlpatterns = [
    path("language/", views.language, name="language"),
    path("gallery/", views.gallery, name="gallery"),
]
