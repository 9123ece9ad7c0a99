"""Addresses of evaluation; numbers and codes only (đường dẫn)."""

from django.urls import path

from toandan.faces.web.evaluation import criteria, evidence, samples, scores, sheet, sheets, visits
from toandan.faces.web.frame.doors import either

app_name = "evaluation"
urlpatterns = [
    path("evaluation/", scores.start, name="evaluation"),
    path("evaluation/sheets/<int:sheet_id>/", sheet.show, name="sheet"),
    path("evaluation/sheets/<int:sheet_id>/evidence/<slug:criterion>/", evidence.show, name="evidence"),
    path("evaluation/sheets/<int:sheet_id>/<slug:verb>/", sheet.act, name="sheet_act"),
    path("evaluation/<str:order>/", either(get=scores.listing, post=scores.score), name="scores"),
    path("evaluation/<str:order>/sheet/", sheets.period, name="scores_sheet"),
    path("evaluation/<str:order>/criteria/", either(get=criteria.show, post=criteria.change), name="criteria"),
    path("samples/", either(get=samples.listing, post=samples.draw), name="samples"),
    path("samples/sheet/", sheets.drawn, name="samples_sheet"),
    path("samples/<int:sample_id>/", visits.show, name="sample"),
    path("samples/<int:sample_id>/<int:person>/", either(get=visits.ask, post=visits.record), name="visit"),
]
