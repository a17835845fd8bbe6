"""Executors: jobs side by side in worker processes that stay warm, or one after the other in this one."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from extract.records import Problem
from pipeline.agenda import Agenda, Done, Task, perform, perform_in_worker
from pipeline.jobs import Job, Outcome, fail, run_job
from pipeline.limits import collect_rarely
from pipeline.page_ranges import begin_whole, choose_way
from pipeline.state import DocumentState


class WorkerDied(Exception):
    """A worker process died; one of the jobs that were being done killed it."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        super().__init__()
        self.jobs = tuple(jobs)


def run_jobs(
    jobs: Sequence[Job],
    states: Mapping[str, DocumentState],
    workers: int,
    prepare: Callable[[], object] = lambda: None,
) -> Iterator[Outcome]:
    """Yield the outcome of each job as it ends, in any order.

    A worker process that dies (killed for its memory, or by a fault in a library) takes nothing with it:
    the jobs that were being done are tried once more, each in a process of its own, and the one that kills
    it again is named; those that had not begun go on in new processes.

    Args:
        jobs: What is to be done.
        states: What is known of their documents, by source.
        workers: How many processes do it; one is this process.
        prepare: Called in this process, once or more, while a worker has nothing to do and another works.
    """
    if workers <= 1:
        for job in jobs:
            yield run_job(job, states.get(job.source))
        return
    undone, suspects = {job.source: job for job in jobs}, list[Job]()
    while undone:
        try:
            for outcome in run_side_by_side(list(undone.values()), states, workers, prepare):
                del undone[outcome.source]
                yield outcome
        except WorkerDied as died:
            suspects += died.jobs
            for job in died.jobs:
                undone.pop(job.source, None)
        else:
            break
    for job in suspects:
        yield run_alone(job, states)


def run_side_by_side(
    jobs: Sequence[Job], states: Mapping[str, DocumentState], workers: int, prepare: Callable[[], object]
) -> Iterator[Outcome]:
    """Yield outcomes from worker processes; from this one if there is one document and it is not long.

    Raises:
        WorkerDied: If one dies; names the jobs that were being done.
    """
    agenda = Agenda(order_jobs(jobs), states, choose_way(jobs, workers))
    if len(jobs) == 1 and (task := agenda.take()):
        outcome = agenda.put(task, perform(task))
        if outcome:
            yield outcome
            return
    yield from run_pool(agenda, workers, prepare)


def run_pool(agenda: Agenda, workers: int, prepare: Callable[[], object] = lambda: None) -> Iterator[Outcome]:
    """Yield outcomes from worker processes, each of which has one task at a time.

    Raises:
        WorkerDied: If one dies; names the jobs that were being done.
    """
    # Loaded here: a run that finds all fresh is done before they are.
    import multiprocessing
    from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
    from concurrent.futures.process import BrokenProcessPool

    doing: dict[Future[Done | Outcome], Task] = {}
    spawn = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=spawn, initializer=collect_rarely)
    try:
        while True:
            while len(doing) < workers and (task := agenda.take()):
                doing[pool.submit(perform_in_worker, task)] = task
            if not doing:
                return
            if len(doing) < workers:
                prepare()
            for future in wait(doing, return_when=FIRST_COMPLETED).done:
                outcome = agenda.put(doing[future], future.result())
                del doing[future]
                if outcome:
                    yield outcome
    except BrokenProcessPool as error:
        raise WorkerDied(list({task.job.source: task.job for task in doing.values()}.values())) from error
    finally:
        # Workers that are left end by themselves, and need not be waited for to go on.
        pool.shutdown(wait=bool(doing), cancel_futures=True)


def order_jobs(jobs: Sequence[Job]) -> list[Job]:
    """Return the jobs with the largest files first, so that no long one is left over at the end."""
    sizes = {job.source: job.path.stat().st_size if job.path.is_file() else 0 for job in jobs}
    return sorted(jobs, key=lambda job: (-sizes[job.source], job.source))


def run_alone(job: Job, states: Mapping[str, DocumentState]) -> Outcome:
    """Return the outcome of a job in a process of its own; a failure if that process dies too."""
    try:
        return next(run_pool(Agenda([job], states, begin_whole), 1))
    except WorkerDied:
        return fail_dead(job)


def fail_dead(job: Job) -> Outcome:
    """Return the outcome of a job whose process died each time it was tried."""
    problem = Problem(
        "worker_died",
        "the process that read it died (out of memory, or a fault in a library)",
        "Split the document, or give the machine more memory",
        severity="error",
    )
    return Outcome(job.source, fail(job, problem))
