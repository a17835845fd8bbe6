"""What holds of every format: it is read back equal, has the same bytes each time, and damage is found."""

import importlib.util
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from load.certificate import certify_format, check_certificates
from load.errors import BrokenFile, MissingLibrary, UnknownFormat
from load.formats import registry
from load.formats.registry import DEFAULT_FORMATS, FORMATS, Format, choose_formats, list_files, open_format
from tests.builders import build_facts, build_policy
from tests.load.formats.drawn import build_hostile, draw_facts, write_format
from transform.records import Facts

INSTALLED = [
    pytest.param(
        name,
        marks=pytest.mark.skipif(
            bool(item.library) and importlib.util.find_spec(item.library) is None,
            reason=f"{item.library} is not installed",
        ),
    )
    for name, item in FORMATS.items()
]
each_format = pytest.mark.parametrize("name", INSTALLED)


@each_format
@pytest.mark.parametrize(
    "facts", [build_policy(), build_hostile(), build_facts([])], ids=["policy", "hostile", "empty"]
)
def test_what_is_written_is_read_back_equal(name: str, facts: Facts, tmp_path: Path):
    export = write_format(name, facts, tmp_path)
    found = certify_format(name, export.graph, tmp_path)
    assert found.faults == ()
    if found.read:
        assert (found.nodes, found.edges) == (len(facts.entities), len(facts.relations))


@pytest.mark.parametrize(
    "name", [item for item in INSTALLED if item.values[0] not in ("html", "iati", "projections")]
)
@given(facts=draw_facts())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_graph_is_read_back_equal(name: str, tmp_path: Path, facts: Facts):
    export = write_format(name, facts, tmp_path)
    assert certify_format(name, export.graph, tmp_path).faults == ()


@each_format
def test_two_runs_write_the_same_bytes(name: str, tmp_path: Path):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        write_format(name, build_hostile(), tmp_path / folder)
    for file in FORMATS[name].files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes(), file


@each_format
def test_a_file_that_is_cut_off_is_found(name: str, tmp_path: Path):
    export = write_format(name, build_policy(), tmp_path)
    for file in FORMATS[name].files:
        whole = (tmp_path / file).read_bytes()
        (tmp_path / file).write_bytes(whole[: len(whole) * 2 // 3])
        assert certify_format(name, export.graph, tmp_path).faults, file
        (tmp_path / file).unlink()
        assert certify_format(name, export.graph, tmp_path).faults, file
        (tmp_path / file).write_bytes(whole)
    assert not certify_format(name, export.graph, tmp_path).faults


@pytest.mark.parametrize(
    "name", [item for item in INSTALLED if item.values[0] not in ("html", "iati", "projections")]
)
def test_files_of_another_graph_are_found(name: str, tmp_path: Path):
    other = build_policy()
    write_format(name, build_facts(other.entities[:-1], ()), tmp_path)
    (tmp_path / "right").mkdir()
    export = write_format(name, other, tmp_path / "right")
    found = certify_format(name, export.graph, tmp_path)
    assert found.faults
    with pytest.raises(BrokenFile, match=name):
        check_certificates([found])
    shutil.rmtree(tmp_path / "right")


@each_format
def test_the_registry_knows_the_files(name: str):
    assert tuple(open_format(name).FILES) == FORMATS[name].files == list_files([name])


def test_no_two_formats_share_a_file():
    files = list_files(FORMATS)
    assert len(files) == len(set(files))


def test_the_default_formats_are_always_written():
    assert choose_formats([]) == DEFAULT_FORMATS
    assert choose_formats(["gexf", " CSV "]) == (*DEFAULT_FORMATS, "gexf", "csv")


def test_an_unknown_format_is_named_with_those_that_there_are():
    with pytest.raises(UnknownFormat, match="no format is called gefx; there are: all, html, graphml, gexf"):
        choose_formats(["gefx"])


def test_a_missing_library_is_named_with_the_remedy(monkeypatch: pytest.MonkeyPatch):
    odd = Format("odd", "odd", ("graph.odd",), "nothing", library="a_package_that_is_not_there")
    monkeypatch.setitem(registry.FORMATS, "odd", odd)
    with pytest.raises(
        MissingLibrary, match=r"needs the package a_package_that_is_not_there: run `make formats`"
    ):
        choose_formats(["odd"])
