"""Addresses of the public face, and of the officer's page about it (đường dẫn công khai)."""

from django.urls import path, register_converter

from toandan.faces.web.public import asking, files, managing, near, status, views
from toandan.faces.web.public.tongue import Tongue

register_converter(Tongue, "tongue")

app_name = "public"
urlpatterns = [
    path("public/", views.home, name="first"),
    path("public/<tongue:language>/", views.home, name="home"),
    path("public/<tongue:language>/guide/", views.guide, name="guide"),
    path("public/<tongue:language>/data/", views.data, name="data"),
    path("public/<tongue:language>/questions/", asking.question, name="asking"),
    path("public/<tongue:language>/questions/answer/", asking.reading, name="answer_code"),
    path("public/<tongue:language>/status/", status.status, name="status"),
    path("public/<tongue:language>/sessions/", near.everywhere, name="near_all"),
    path("public/<tongue:language>/sessions/<str:unit>/", near.coded, name="near"),
    path("public/<tongue:language>/sessions/units/<int:unit>/", near.commune, name="near_unit"),
    path("public/<tongue:language>/bulletins.atom", files.bulletins, name="bulletins"),
    path("public/<tongue:language>/<str:order>/", views.progress, name="order"),
    path("public/<tongue:language>/<str:order>/<str:unit>/", views.progress, name="unit"),
    path("public/<tongue:language>/<str:order>/<str:unit>/share.png", files.picture, name="picture"),
    path("public/data/<str:order>.csv", files.data, {"form": "csv"}, name="csv"),
    path("public/data/<str:order>.json", files.data, {"form": "json"}, name="json"),
    path("publication/<str:order>/", managing.one, name="manage"),
    path("publication/<str:order>/<str:deed>/", managing.act, name="act"),
]
