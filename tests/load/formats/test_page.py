"""The page is looked through piece by piece; no fault is missed where one ends."""

import pytest

from load.formats import page

GOOD = '<!DOCTYPE html>\n<html><script type="application/json">{"a":"1"}</script>\n<p>1 > 0</p></html>\n'
LOADS = '<img alt="x" src="https://example.org/a.png">'


@pytest.mark.parametrize("piece", [1, 3, 7, 20, 1000])
@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (GOOD, []),
        (GOOD.replace("<p>", f"<p>{LOADS}"), ["loads something from outside: <img alt"]),
        (GOOD.replace("<!DOCTYPE html>", ""), ["does not begin as a page"]),
        (GOOD.rstrip()[:-1], ["does not end as a page"]),
        ("", ["does not begin as a page", "does not end as a page"]),
    ],
    ids=["good", "outside", "no beginning", "cut off", "empty"],
)
def test_faults_are_found_wherever_a_piece_ends(tmp_path, monkeypatch, piece, text, faults):
    monkeypatch.setattr(page, "PIECE", piece)
    (tmp_path / "graph.html").write_text(text, encoding="utf-8")
    found = list(page.find_faults(tmp_path))
    assert len(found) == len(faults)
    assert all(one.startswith(other) for one, other in zip(found, faults, strict=True))


def test_a_page_in_another_encoding_is_a_fault(tmp_path):
    (tmp_path / "graph.html").write_bytes(GOOD.replace("1 > 0", "é").encode("latin-1"))
    [fault] = page.find_faults(tmp_path)
    assert fault.startswith("not UTF-8")
