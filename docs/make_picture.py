"""Make ``docs/page.png``: the page of the shipped examples as a reader sees it, with one programme chosen.

Run ``python docs/make_picture.py`` after the page has changed; it needs the extra ``test`` and Debian's chromium.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import sync_playwright

import kg

PICTURE = Path(__file__).parent / "page.png"
CHOSEN = "#initiative/trygt-hjem"


def main() -> None:
    """Build the examples, open their page, take the picture."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        sys.exit("Chromium is not installed: apt-get install chromium.")
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        page_file = kg.build([], Path(temporary) / "output").page
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--headless"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(page_file.resolve().as_uri() + CHOSEN)
        page.wait_for_selector("html[data-ready=true]", timeout=20_000)
        page.wait_for_timeout(800)
        page.screenshot(path=PICTURE)
        browser.close()
    sys.stderr.write(f"{PICTURE}: {PICTURE.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main()
