"""Addresses of the pages of plans (đường dẫn)."""

from django.urls import path

from toandan.faces.web.field import acting, legs, sheets, views
from toandan.faces.web.frame.doors import either

app_name = "field"
urlpatterns = [
    path("field/", either(get=views.index, post=acting.ask), name="index"),
    path("field/compare/", views.compare, name="compare"),
    path("field/legs/", either(get=legs.legs, post=legs.add), name="legs"),
    path("field/legs/sheet/", sheets.travel, name="legs_sheet"),
    path("field/sheet/", sheets.plans, name="plans_sheet"),
    path("field/legs/back/", legs.take_back, name="leg_back"),
    path("field/parameters/", either(get=views.parameters, post=acting.set_parameters), name="parameters"),
    path("field/runs/<int:run>/", views.run, name="run"),
    path("field/runs/<int:run>/progress", views.progress, name="progress"),
    path("field/runs/<int:run>/cancel", acting.cancel, name="cancel"),
    path("field/<int:plan>/", views.plan, name="plan"),
    path("field/<int:plan>/floor", views.floor, name="floor"),
    path("field/<int:plan>/approve", acting.approve, name="approve"),
    path("field/<int:plan>/again", acting.again, name="again"),
    path("field/<int:plan>/sheet", sheets.plan, name="sheet"),
]
