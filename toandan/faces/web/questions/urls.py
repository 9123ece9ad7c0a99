"""Addresses of citizens' questions; numbers only (đường dẫn)."""

from django.urls import path

from toandan.faces.web.questions import acting, desks, sheet, sheets

app_name = "questions"
urlpatterns = [
    path("questions/", desks.desk, name="questions"),
    path("questions/sheet/", sheets.questions, name="questions_sheet"),
    path("questions/<int:question_id>/", sheet.show, name="question"),
    path("questions/<int:question_id>/<slug:verb>/", acting.act, name="question_act"),
]
