"""Addresses of the unit pages (đường dẫn)."""

from django.urls import path

from toandan.faces.web.frame.doors import either
from toandan.faces.web.units import sheets, supports, views

app_name = "units"
urlpatterns = [
    path("units/", views.search, name="search"),
    path("units/<int:number>/", views.unit, name="unit"),
    path("units/<int:number>/sheet/", sheets.below, name="units_sheet"),
    path("units/<int:number>/supports/sheet/", sheets.helping, name="supports_sheet"),
    path("units/<int:number>/supports/", either(get=supports.show, post=supports.sign), name="supports"),
    path("units/<int:number>/supports/<int:support>/end/", supports.end, name="end_support"),
]
