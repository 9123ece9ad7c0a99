"""Addresses of citizens' questions; numbers only (đường dẫn)."""

from django.urls import path

from toandan.faces.web.questions import acting, desks, sheet

app_name = "questions"
urlpatterns = [
    path("questions/", desks.desk, name="questions"),
    path("questions/<int:question_id>/", sheet.show, name="question"),
    path("questions/<int:question_id>/<slug:verb>/", acting.act, name="question_act"),
]
