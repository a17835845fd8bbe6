"""Jobs on a real Dask cluster of two worker processes on this machine."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.facts import Known
from pipeline.cli import main
from pipeline.cluster import ClusterError, open_cluster, run_on_cluster
from pipeline.jobs import Job
from tests.pipeline.folders import HEALTH, ROADS, WATER, Folders, make_folders
from tests.pipeline.test_executors import DeadlyPath
from tests.pipeline.test_page_ranges import draw_long

dask = pytest.importorskip("dask", reason="Dask is not installed")
distributed = pytest.importorskip("distributed", reason="Dask's distributed is not installed")


@pytest.fixture(scope="module")
def cluster() -> Iterator["distributed.LocalCluster"]:
    one_try = dask.config.set({"distributed.scheduler.allowed-failures": 0})
    with (
        one_try,
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as started,
    ):
        started.wait_for_workers(2)
        yield started


def make_jobs(folder: Path, count: int) -> list[Job]:
    """Return jobs of reading texts, without annotating them."""
    jobs = []
    for index in range(count):
        path = folder / f"{index}.txt"
        path.write_text(f"{ROADS}\n{index}", encoding="utf-8")
        jobs.append(Job(path, path.name, Known(), folder / "out", "no_model", "e", "t", ("extract",)))
    return jobs


def test_a_cluster_writes_the_bytes_that_one_process_writes(
    cluster: "distributed.LocalCluster", tmp_path: Path
):
    texts = {"water.md": WATER, "health.txt": HEALTH, "empty.pdf": ""}
    folders = make_folders(tmp_path, texts)
    assert folders.run("--scheduler", cluster.scheduler_address).code == 1
    alone = Folders(folders.sources, tmp_path / "alone")
    assert alone.run().code == 1
    assert folders.read_output() == alone.read_output()


def test_a_long_document_in_parts_on_a_cluster_gives_the_same_bytes(
    cluster: "distributed.LocalCluster", tmp_path: Path
):
    folders = make_folders(tmp_path, {"rivers.pdf": draw_long()})
    assert folders.run("--ocr", "off", "--scheduler", cluster.scheduler_address).code == 0
    alone = Folders(folders.sources, tmp_path / "alone")
    assert alone.run("--ocr", "off").code == 0
    assert folders.read_output() == alone.read_output()


def test_a_cluster_without_workers_is_refused_with_a_remedy(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("pipeline.cluster.PATIENCE", 0.2)
    with (
        distributed.LocalCluster(n_workers=0, dashboard_address=":0") as empty,
        pytest.raises(ClusterError, match=r"has no workers\. Start some"),
        open_cluster(empty.scheduler_address),
    ):
        raise AssertionError("it was opened")


def test_workers_with_another_version_are_refused_by_name(
    cluster: "distributed.LocalCluster", monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("pipeline.cluster.hash_code", lambda stage: f"older {stage}")
    with pytest.raises(ClusterError, match="another version"), open_cluster(cluster.scheduler_address):
        raise AssertionError("it was opened")


def test_a_scheduler_that_is_not_there_ends_the_run_with_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr("pipeline.cluster.PATIENCE", 0.2)
    (tmp_path / "plan.txt").write_text(WATER, encoding="utf-8")
    places = ["--sources", str(tmp_path), "--output", str(tmp_path / "out")]
    assert main(["run", *places, "--scheduler", "tcp://127.0.0.1:9"]) == 2
    assert "no scheduler answers there" in capsys.readouterr().err


def test_a_worker_killed_in_the_middle_loses_no_document(cluster: "distributed.LocalCluster", tmp_path: Path):
    jobs = make_jobs(tmp_path, 60)
    outcomes = run_on_cluster(jobs, {}, cluster.scheduler_address)
    done = [next(outcomes)]
    with distributed.Client(cluster.scheduler_address, set_as_default=False) as client:
        victim = min(client.run(os.getpid).values())
    os.kill(victim, signal.SIGKILL)
    done += list(outcomes)
    assert sorted(outcome.source for outcome in done) == sorted(job.source for job in jobs)
    assert not [outcome for outcome in done if outcome.state.failed]


def test_a_document_that_kills_every_worker_is_named_and_the_rest_is_done(
    cluster: "distributed.LocalCluster", tmp_path: Path
):
    *sound, last = make_jobs(tmp_path, 4)
    deadly = Job(DeadlyPath(last.path), *(getattr(last, name) for name in last.__struct_fields__[1:]))
    outcomes = {item.source: item for item in run_on_cluster([*sound, deadly], {}, cluster.scheduler_address)}
    assert [problem.code for problem in outcomes[last.source].state.problems] == ["worker_died"]
    assert not any(outcomes[job.source].state.failed for job in sound)
