"""Addresses of cases, reviews and requests; numbers only, never anything about a person (đường dẫn)."""

from django.urls import path

from toandan.faces.web.cases import acting, case, lists, opening, queue, requests, reviews, samples, sheets, triage
from toandan.faces.web.frame.doors import either

app_name = "cases"
urlpatterns = [
    path("cases/", queue.queue, name="queue"),
    path("cases/sheet/", sheets.cases, name="cases_sheet"),
    path("cases/reviews/sheet/", sheets.reviews, name="reviews_sheet"),
    path("requests/sheet/", sheets.requests, name="requests_sheet"),
    path("cases/lists/sheet/", sheets.lists, name="request_lists_sheet"),
    path("cases/new/", either(get=opening.blank, post=opening.open_one), name="new"),
    path("cases/triage/", either(get=triage.show, post=triage.run), name="triage"),
    path("cases/reviews/", reviews.queue, name="reviews"),
    path("cases/reviews/<int:review_id>/", either(get=reviews.show, post=reviews.say), name="review"),
    path("cases/samples/", samples.listing, name="pair_samples"),
    path("cases/samples/<int:sample_id>/", either(get=samples.show, post=samples.label), name="pair_sample"),
    path("cases/lists/", lists.listing, name="lists"),
    path("cases/lists/<int:list_id>/", lists.show, name="list"),
    path("cases/lists/<int:list_id>/paper", lists.paper, name="list_paper"),
    path("cases/lists/<int:list_id>/export", lists.export, name="list_export"),
    path("cases/<int:case_id>/", case.show, name="case"),
    path("cases/<int:case_id>/ask/", acting.ask, name="ask"),
    path("cases/<int:case_id>/step/", acting.step, name="step"),
    path("cases/<int:case_id>/rule-out/", acting.rule_out, name="rule_out"),
    path("cases/<int:case_id>/decide/", acting.decide, name="decide"),
    path("cases/<int:case_id>/reopen/", acting.reopen, name="reopen"),
    path("requests/", requests.desk, name="requests"),
    path("requests/lists/<int:list_id>/", lists.show_body, name="asked"),
    path("requests/lists/<int:list_id>/paper", lists.paper_body, name="asked_paper"),
    path("requests/lists/<int:list_id>/export", lists.export_body, name="asked_export"),
    path(
        "requests/<int:list_id>/<int:case_id>/",
        either(get=requests.show, post=requests.answer),
        name="request",
    ),
]
