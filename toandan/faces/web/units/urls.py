"""Addresses of the unit pages (đường dẫn)."""

from django.urls import path

from toandan.faces.web.units import views

app_name = "units"
urlpatterns = [
    path("units/", views.search, name="search"),
    path("units/<int:number>/", views.unit, name="unit"),
]
