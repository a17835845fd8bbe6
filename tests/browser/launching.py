"""The browser that tests, screenshots and timings use: the one of the system, without a network."""

import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
NO_BROWSER = f"no browser: none of {', '.join(BROWSERS)} is installed and CHROMIUM is not set"


def find_browser() -> str | None:
    """Return the program that CHROMIUM names, or the first that is installed."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


def launch(playwright: "Playwright", program: str) -> "Browser":
    """Return the running browser."""
    return playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
