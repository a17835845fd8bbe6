import pytest

pytestmark = pytest.mark.browser
MEASURE, MINISTRY, DONOR = "build forty water points", "Ministry of Rivers", "Government of Japan"
AREA = "Rural water supply"


def test_the_outline_is_the_tree_as_text(policy):
    policy.page.click("#tab-outline")
    lines = policy.page.inner_text("#outline").splitlines()
    wanted = [
        "Safe water for every household",
        "Healthier rivers by 2035",
        "Rural water supply",
        "Wells and springs",
    ]
    at = [next(number for number, line in enumerate(lines) if label in line) for label in wanted]
    assert at == sorted(at)
    assert any("committed · Basic drinking water supply" in line for line in lines)


def test_the_matrix_counts_ties(policy):
    policy.page.click("#tab-matrix")
    text = policy.page.inner_text("#matrix")
    assert "Basic drinking water supply\t1" in text.replace("\n", "")
    assert "Government of Japan\t2" in text.replace("\n", "")


def read_clipboard(policy) -> str:
    policy.page.wait_for_selector("#message:text-is('Copied.')")
    return policy.page.evaluate("navigator.clipboard.readText()")


def test_the_outline_can_be_copied(policy):
    policy.page.click("#tab-outline")
    policy.page.click("#outline >> text=Copy as text")
    lines = read_clipboard(policy).splitlines()
    assert lines[:3] == [
        "- Water for All Plan",
        "  - Safe water for every household",
        "    - Healthier rivers by 2035",
    ]
    assert "          - Build forty water points (committed)" in lines


def test_a_table_can_be_copied_into_a_spreadsheet(policy):
    policy.page.click("#tab-matrix")
    policy.page.click("#matrix .tools >> nth=1 >> text=Copy")
    rows = [line.split("\t") for line in read_clipboard(policy).splitlines()]
    assert rows[0] == ["Actors", "Rural water supply"]
    assert ["Government of Japan", "2"] in rows
    assert ["Ministry of Rivers", "1"] in rows


def test_a_number_in_a_table_shows_its_ties(policy):
    policy.page.click("#tab-matrix")
    policy.page.click("role=button[name='2 ties: Rural water supply, Government of Japan']")
    text = policy.panel()
    assert "Government of Japan supports Rural water supply" in text
    assert "Government of Japan funds Build forty water points" in text


def test_filters_reach_the_tables(policy):
    policy.page.click("#tab-matrix")
    policy.page.uncheck('[data-facet=relation] [data-value="funds"]')
    assert "Government of Japan\t1" in policy.page.inner_text("#matrix").replace("\n", "")
