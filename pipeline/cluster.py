"""Cluster: the same jobs on the workers of a Dask scheduler, through its `concurrent.futures` face."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from extract.records import Problem
from pipeline.agenda import Agenda, Begin, Done, Task, perform_in_worker
from pipeline.executors import fail_dead, order_jobs
from pipeline.fingerprint import STAGE_FOLDERS, hash_code
from pipeline.jobs import Job, Outcome
from pipeline.page_ranges import begin_whole, choose_way
from pipeline.state import DocumentState

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    from distributed import Client

AHEAD = 4  # tasks sent for each thread, so that none waits, and what is looked through stays short
PATIENCE = 15  # seconds that a scheduler may be silent or without workers until it is given up
CLUSTER_LOST = "cluster lost"  # equals no fingerprint of a document, so that the next run tries it again
INSTALL = "Install what reaches it: .venv/bin/python -m pip install distributed"


class ClusterError(ValueError):
    """A cluster that cannot be used."""


def run_on_cluster(
    jobs: Sequence[Job], states: Mapping[str, DocumentState], address: str
) -> Iterator[Outcome]:
    """Yield the outcome of each job as it ends, in any order.

    The scheduler gives the jobs of a worker that dies to the others. Jobs that waited on one dying worker
    after the other are tried once more, each by itself, so that only the one that kills it again is named.

    Raises:
        ClusterError: If the cluster cannot be used.
    """
    with open_cluster(address) as cluster:
        undone = {job.source: job for job in jobs}
        for outcome in cluster.run(jobs, states, choose_way(jobs, cluster.count_threads())):
            del undone[outcome.source]
            yield outcome
        for job in undone.values():
            yield next(cluster.run([job], states, begin_whole), None) or cluster.report_lost(job)


class Cluster:
    """The workers of a Dask scheduler."""

    def __init__(self, client: "Client") -> None:
        self.client = client
        self.pool: Executor = client.get_executor(pure=False)

    def run(
        self, jobs: Sequence[Job], states: Mapping[str, DocumentState], begin: Begin
    ) -> Iterator[Outcome]:
        """Yield the outcomes of jobs as they end, without those whose workers died again and again."""
        from concurrent.futures import FIRST_COMPLETED, wait

        from distributed import KilledWorker

        agenda = Agenda(order_jobs(jobs), states, begin)
        pending: dict[Future[Done | Outcome], Task] = {}
        done: set[Future[Done | Outcome]] = set()
        while True:
            most = AHEAD * max(self.count_threads(), 1)
            while len(pending) < most and (task := agenda.take()):
                pending[self.pool.submit(perform_in_worker, task)] = task
            if not pending or not (done or self.wait_for_workers()):
                return
            done = wait(pending, timeout=PATIENCE, return_when=FIRST_COMPLETED).done
            for future in done:
                task = pending.pop(future)
                if isinstance(future.exception(), KilledWorker):
                    agenda.drop(task.job)
                elif outcome := agenda.put(task, future.result()):
                    yield outcome

    def count_threads(self) -> int:
        """Return how many tasks the cluster does at a time."""
        return sum(self.client.nthreads().values())

    def wait_for_workers(self) -> bool:
        """Tell whether the scheduler has a worker, or gets one while we are patient."""
        try:
            self.client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError:
            return False
        return True

    def report_lost(self, job: Job) -> Outcome:
        """Return the outcome of a job that no worker ended; if none is left, the next run tries again."""
        if self.wait_for_workers():
            return fail_dead(job)
        message = "the cluster lost all its workers before this document was done"
        problem = Problem("cluster_lost", message, "Start workers and run again", severity="error")
        return Outcome(job.source, DocumentState(failed=CLUSTER_LOST, problems=(problem,)))


@contextmanager
def open_cluster(address: str) -> Iterator["Cluster"]:
    """Yield the cluster of a scheduler, checked to make what this machine would make.

    Args:
        address: Of the scheduler, `tcp://HOST:PORT`.

    Raises:
        ClusterError: If it does not answer, or its workers have another version of the product.
    """
    client = connect(address)
    try:
        cluster = Cluster(client)
        if not cluster.wait_for_workers():
            remedy = f"Start some: dask worker {address}"
            raise ClusterError(f"{address}: the scheduler has no workers. {remedy}")
        check_workers(client, address)
        yield cluster
    finally:
        client.close()


def connect(address: str) -> "Client":
    """Return a client of the scheduler.

    Raises:
        ClusterError: If it does not answer.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise ClusterError(f"{address}: {INSTALL}") from error
    try:
        return Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        remedy = "Start one (dask scheduler), and workers (dask worker) in the folder of this product"
        raise ClusterError(f"{address}: no scheduler answers there. {remedy}") from error


def check_workers(client: "Client", address: str) -> None:
    """Raise if a worker would make other things of a document than this machine.

    Raises:
        ClusterError: Says which worker, and what to do.
    """
    found: dict[str, object] = client.run(read_code_version, on_error="return")
    own = read_code_version()
    for worker, version in sorted(found.items()):
        if version != own:
            why = "cannot load" if isinstance(version, Exception) else "has another version of"
            raise ClusterError(
                f"{address}: the worker at {worker} {why} this product. "
                "Start it in a folder that holds the same version, with the same packages"
            )


def read_code_version() -> str:
    """Return a hash of the code, data and library versions of the stages that run on workers."""
    return " ".join(hash_code(stage) for stage in sorted(STAGE_FOLDERS) if stage != "load")
