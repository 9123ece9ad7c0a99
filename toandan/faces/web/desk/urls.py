"""Addresses of the desk and of help (đường dẫn)."""

from django.urls import path

from toandan.faces.web.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("desk/", views.desk, name="desk"),
    path("help/", views.help_page, name="help"),
]
