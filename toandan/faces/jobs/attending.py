"""Work whose worker died: begun again by another some few times, then ended with a reason (tiếp nối việc dở)."""

from collections.abc import Callable, Collection

from asgiref.sync import async_to_sync
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Status

SILENCE = 60.0
"""Seconds without a sign of life after which a worker is taken for dead; it gives one every 10 seconds."""
MOST_ATTEMPTS = 3
"""Times a job is begun; work that kills whoever does it must not do so for ever."""


def attend(task: str, name: str, waiting: Collection[int], give_up: Callable[[int], object]) -> None:
    """Give the jobs of dead workers to others, and give up what waits though no job is left for it.

    `waiting` are the numbers of what is under way, read before this is called, and `name` is what the jobs of `task`
    call such a number: work and its job are written together, so what waits without a job has lost it.
    """
    if not waiting:
        return
    for job in async_to_sync(app.job_manager.get_stalled_jobs)(task_name=task, seconds_since_heartbeat=SILENCE):
        if job.attempts + 1 < MOST_ATTEMPTS:
            async_to_sync(app.job_manager.retry_job)(job)
        else:
            async_to_sync(app.job_manager.finish_job)(job, status=Status.FAILED, delete_job=False)
    alive = ProcrastinateJob.objects.filter(task_name=task, status__in=("todo", "doing"))
    worked_on = set(alive.values_list(f"args__{name}", flat=True))
    for number in waiting:
        if number not in worked_on:
            give_up(number)
