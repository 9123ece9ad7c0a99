"""Addresses of bulletins (đường dẫn bản tin)."""

from django.urls import path

from toandan.faces.web.bulletins import sheets, views

app_name = "bulletins"
urlpatterns = [
    path("bulletins/<str:order>/", views.overview, name="bulletins"),
    path("bulletins/<str:order>/sheet/", sheets.bulletins, name="bulletins_sheet"),
    path("bulletins/<str:order>/<str:day>/", views.one, name="bulletin"),
    path("bulletins/<str:order>/<str:day>/sign/", views.sign, name="sign_bulletin"),
    path("bulletins/<str:order>/<str:day>/file/<str:form>/", views.file, name="bulletin_file"),
]
