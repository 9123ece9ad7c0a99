"""Addresses of evaluation; numbers and codes only (đường dẫn)."""

from django.urls import path

from toandan.faces.web.evaluation import samples, visits
from toandan.faces.web.frame.doors import either

app_name = "evaluation"
urlpatterns = [
    path("samples/", either(get=samples.listing, post=samples.draw), name="samples"),
    path("samples/<int:sample_id>/", visits.show, name="sample"),
    path("samples/<int:sample_id>/<int:person>/", either(get=visits.ask, post=visits.record), name="visit"),
]
