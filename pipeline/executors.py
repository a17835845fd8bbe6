"""Executors: jobs side by side in worker processes that stay warm, or one after the other in this one."""

from collections.abc import Iterator, Mapping, Sequence

from extract.records import Problem
from pipeline.jobs import Job, Outcome, fail, run_in_worker, run_job
from pipeline.state import DocumentState


def run_jobs(jobs: Sequence[Job], states: Mapping[str, DocumentState], workers: int) -> Iterator[Outcome]:
    """Yield the outcome of each job as it ends, in any order.

    A worker process that dies (killed for its memory, or by a fault in a library) takes nothing with it:
    the jobs that it left undone are tried once more, each in a process of its own, and the one that kills
    it again is named.
    """
    if workers <= 1 or len(jobs) <= 1:
        for job in jobs:
            yield run_job(job, states.get(job.source))
        return
    undone = list(jobs)
    for outcome in run_pool(jobs, states, min(workers, len(jobs))):
        undone = [job for job in undone if job.source != outcome.source]
        yield outcome
    for job in undone:
        yield run_alone(job, states)


def run_pool(jobs: Sequence[Job], states: Mapping[str, DocumentState], workers: int) -> Iterator[Outcome]:
    """Yield outcomes from worker processes until all are done or a worker dies."""
    # Loaded here: a run that finds all fresh is done before they are.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from concurrent.futures.process import BrokenProcessPool

    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        futures = [pool.submit(run_in_worker, job, states.get(job.source)) for job in order_jobs(jobs)]
        try:
            for future in as_completed(futures):
                yield future.result()
        except BrokenProcessPool:
            return
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def order_jobs(jobs: Sequence[Job]) -> list[Job]:
    """Return the jobs with the largest files first, so that no long one is left over at the end."""
    sizes = {job.source: job.path.stat().st_size if job.path.is_file() else 0 for job in jobs}
    return sorted(jobs, key=lambda job: (-sizes[job.source], job.source))


def run_alone(job: Job, states: Mapping[str, DocumentState]) -> Outcome:
    """Return the outcome of a job in a process of its own; a failure if that process dies too."""
    for outcome in run_pool([job], states, 1):
        return outcome
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
