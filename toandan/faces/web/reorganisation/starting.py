"""Starting a reorganisation in the background, and telling whether somebody still works on it (chạy nền)."""

from datetime import datetime, timedelta

from asgiref.sync import async_to_sync
from procrastinate.contrib.django import app as jobs
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Status

TASK = "reorganisation.carry_out"
SILENCE = timedelta(minutes=1)
"""A worker that has given no sign of life for so long is taken for dead; it gives one every 10 seconds."""


def alive(run: int, *, now: datetime) -> bool:
    """Tell whether a job of this run waits, or a worker that lives has it."""
    return any(not _dead(job, now) for job in _open(run))


def start(run: int, *, officer: int | None, now: datetime) -> None:
    """Put the run before the workers; jobs of workers that died are closed first, because they hold the run's lock."""
    for job in _open(run):
        if _dead(job, now):
            async_to_sync(jobs.job_manager.finish_job_by_id_async)(job.pk, Status.FAILED, delete_job=False)
    jobs.configure_task(TASK, queue="office", lock=f"reorganisation:{run}").defer(run=run, officer=officer)


def _open(run: int) -> list[ProcrastinateJob]:
    wanted = ProcrastinateJob.objects.filter(task_name=TASK, args__run=run, status__in=("todo", "doing"))
    return list(wanted.select_related("worker"))


def _dead(job: ProcrastinateJob, now: datetime) -> bool:
    if job.status == "todo":
        return False
    return job.worker is None or job.worker.last_heartbeat < now - SILENCE
