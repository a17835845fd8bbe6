import pytest

pytestmark = pytest.mark.browser
MEASURE, MINISTRY, DONOR = "build forty water points", "Ministry of Rivers", "Government of Japan"
AREA = "Rural water supply"


def test_a_double_click_shows_the_neighbourhood(policy):
    policy.double_click(DONOR, until="!document.getElementById('unfocus').hidden")
    assert policy.shown() == {DONOR, AREA, MEASURE, "herder families"}
    policy.page.click("#panel >> role=button[name='2 steps']")
    assert "Wells and springs" in policy.shown()
    policy.page.click("#unfocus")
    assert len(policy.shown()) == 17


def test_a_shift_click_shows_the_path(policy):
    policy.click(MINISTRY)
    policy.page.keyboard.down("Shift")
    policy.click(AREA)
    policy.page.keyboard.up("Shift")
    policy.page.wait_for_selector("#panel .kind:text-is('Path')")
    assert "3 ties from one to the other" in policy.panel()


def test_a_path_by_keyboard_and_search(policy):
    policy.click(MINISTRY)
    policy.page.focus("#panel >> role=button[name='Path to …']")
    policy.page.keyboard.press("Enter")
    assert "Choose the other end of the path from “Ministry of Rivers”" in policy.page.inner_text("#choosing")
    policy.page.keyboard.press("/")
    policy.page.keyboard.type("drying wells")
    policy.page.keyboard.press("Enter")
    assert "4 ties from one to the other" in policy.panel()
    assert policy.page.is_hidden("#choosing")


def test_a_path_is_in_the_address_and_can_be_gone_back_from(policy):
    policy.click(MINISTRY)
    policy.page.click("#panel >> role=button[name='Path to …']")
    policy.click(AREA)
    policy.page.wait_for_selector("#panel .kind:text-is('Path')")
    address = policy.page.url
    policy.page.click("#back")
    policy.page.wait_for_selector("#panel .kind:has-text('Actor')")
    policy.page.click("#forward")
    policy.page.wait_for_selector("#panel .kind:text-is('Path')")
    policy.page.goto("about:blank")
    policy.requests.clear()
    policy.go(address)
    assert "3 ties from one to the other" in policy.panel()


def test_a_path_can_be_left_while_it_is_chosen(policy):
    policy.click(MINISTRY)
    policy.page.click("#panel >> role=button[name='Path to …']")
    policy.page.keyboard.press("Escape")
    assert policy.page.is_hidden("#choosing")
    policy.click(AREA)
    assert "Priority area" in policy.panel()


def test_a_path_through_what_the_view_hides_is_drawn_by_itself(policy):
    policy.page.uncheck('[data-facet=kind] [data-value="measure"]')
    policy.click(MINISTRY)
    policy.page.click("#panel >> role=button[name='Path to …']")
    policy.click("herder families")
    assert "Drawn by itself" in policy.panel()
    assert policy.shown() == {MINISTRY, MEASURE, "herder families"}
    policy.page.keyboard.press("Escape")
    assert MEASURE not in policy.shown()
    assert AREA in policy.shown()


def test_no_path_is_said_so(policy):
    policy.click(MINISTRY)
    policy.page.click("#panel >> role=button[name='Path to …']")
    policy.page.fill("#search", "water act")
    policy.page.press("#search", "Enter")
    policy.page.uncheck('[data-facet=relation] [data-value="implements"]')
    assert "No path with the ties that the filters let through" in policy.panel()


def test_the_neighbourhood_is_in_the_address(policy):
    policy.double_click(DONOR, until="!document.getElementById('unfocus').hidden")
    address = policy.page.url
    policy.page.goto("about:blank")
    policy.requests.clear()
    policy.go(address)
    assert policy.shown() == {DONOR, AREA, MEASURE, "herder families"}
