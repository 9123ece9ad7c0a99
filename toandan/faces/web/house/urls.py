"""Addresses for the operator's monitoring."""

from django.urls import path

from toandan.faces.web.house import views

app_name = "house"
urlpatterns = [
    path("health/live", views.live, name="live"),
    path("health/ready", views.ready, name="ready"),
    path("metrics", views.metrics, name="metrics"),
]
