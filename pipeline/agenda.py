"""The agenda: the tasks that jobs come down to, which of them may be begun, what comes of those done.

A job is one task, or, for a long document, several steps of tasks that may be done side by side. Whatever
executes the tasks (processes of this machine, a cluster) asks for them here and brings back their results.
"""

import time
from collections import deque
from collections.abc import Callable, Generator, Mapping, Sequence
from typing import Any

import msgspec

from pipeline.jobs import Job, Outcome, attempt, stop_late
from pipeline.limits import end_stuck_process
from pipeline.state import DocumentState

LEAST = 0.001  # seconds that a task is given at least; none at all would mean that there is no limit

Call = tuple[Callable[..., Any], tuple[Any, ...]]
"""A function that other processes can load, and its arguments."""
Steps = Generator[Sequence[Call], list[Any], None]
"""Yields calls that may be done at the same time, is sent what they return; the last returns an `Outcome`."""
Begin = Callable[[Job, DocumentState | None], Steps]


class Task(msgspec.Struct, frozen=True):
    """A call for a job, its place among those of its step, and the seconds that it may take (0: any)."""

    job: Job
    call: Call
    place: int
    seconds: float


class Done(msgspec.Struct, frozen=True):
    """What a call returned, and the seconds that it took."""

    value: Any
    seconds: float


def perform(task: Task) -> Done | Outcome:
    """Return what comes of a task; an outcome if that is the end of its job, for good or bad."""
    start = time.monotonic()
    function, arguments = task.call
    made = attempt(task.job, lambda: function(*arguments), task.seconds)
    return made if isinstance(made, Outcome) else Done(made, time.monotonic() - start)


def perform_in_worker(task: Task) -> Done | Outcome:
    """Return what comes of a task in a process that may be ended if a library never comes back."""
    with end_stuck_process(task.seconds):
        return perform(task)


class Course:
    """A job that has been begun: the calls of its step that wait, and the results of those done."""

    def __init__(self, job: Job, steps: Steps) -> None:
        self.job, self.steps = job, steps
        self.spent = 0.0
        self.set_step(next(steps))

    def set_step(self, calls: Sequence[Call]) -> None:
        """Go on to the next step; one without calls is done as soon as it is begun."""
        while not calls:
            calls = self.steps.send([])
        self.waiting = deque(enumerate(calls))
        self.results: list[Any] = [None] * len(calls)
        self.missing = len(calls)

    def take(self) -> Task:
        """Return the next task of the step."""
        place, call = self.waiting.popleft()
        limit = self.job.limits.seconds
        return Task(self.job, call, place, max(limit - self.spent, LEAST) if limit else 0.0)

    def put(self, place: int, done: Done) -> Outcome | None:
        """Take what a task returned; return an outcome if the job has taken too long by now."""
        self.results[place] = done.value
        self.missing -= 1
        self.spent += done.seconds
        if 0 < self.job.limits.seconds < self.spent:
            return stop_late(self.job)
        if not self.missing:
            self.set_step(self.steps.send(self.results))
        return None


class Agenda:
    """The tasks of jobs. Those of a job that has been begun come before those of others."""

    def __init__(self, jobs: Sequence[Job], states: Mapping[str, DocumentState], begin: Begin) -> None:
        self.jobs, self.states, self.begin = deque(jobs), states, begin
        self.courses: dict[str, Course] = {}

    def take(self) -> Task | None:
        """Return a task that may be begun, if there is one by now."""
        for course in self.courses.values():
            if course.waiting:
                return course.take()
        if not self.jobs:
            return None
        job = self.jobs.popleft()
        course = self.courses[job.source] = Course(job, self.begin(job, self.states.get(job.source)))
        return course.take()

    def put(self, task: Task, made: Done | Outcome) -> Outcome | None:
        """Take what came of a task; return the outcome of its job if that has ended with it."""
        course = self.courses.get(task.job.source)
        if course is None:
            return None
        outcome = made if isinstance(made, Outcome) else course.put(task.place, made)
        if outcome is not None:
            del self.courses[task.job.source]
        return outcome

    def drop(self, job: Job) -> None:
        """Have nothing more done for a job."""
        self.courses.pop(job.source, None)
