"""Pictures of every page of the reading room, in both languages at two widths, over the examples: docs/screenshots/.

Run `python docs/screenshots.py` after a change of the pages, and look at them.
"""

import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

import uvicorn
from playwright.sync_api import sync_playwright

from musnad.cli.serve import EXAMPLE_STORY, examples_ledger
from musnad.story.desk import Desk
from musnad.story.file import load_story
from musnad.web.app import create_app

OUT = Path(__file__).parent / "screenshots"
PORT = 8799
PAGES = ("timeline", "figures", "disagreements", "statements", "people", "sources", "map", "documents", "check", "findings",
         "review", "add")  # fmt: skip


def addresses(desk: Desk) -> dict[str, str]:
    """The pages by the names of their pictures."""
    point = next(p for row in desk.view("figures") for p in row["points"] if len(row["points"]) > 2)
    said = next(r for r in desk.view("statements") if len(r["chain"]) > 2 and r["direct"])
    known = {name for actor in desk.story.actors for name in actor.names}
    who = Counter(r["speaker"] for r in desk.view("statements") if r["speaker"] in known).most_common(1)[0][0]
    words = f"at={point['start']}-{point['end']}&record={point['record']}#words"
    return {page: page for page in PAGES} | {
        "story": "", "document": f"documents/{desk.key_of(point['document'])}?{words}",
        "chain": f"chain/{said['content']['record']}", "card": f"card/{point['record']}",
        "who": f"who?name={who}", "search": f"search?q={who.split()[0]}",
        "timeline-year": "timeline?during=2024", "check": f"check?claim={said['content']['text'][:200]}",
    }  # fmt: skip


def main() -> None:
    """Serve the examples and take the pictures."""
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        desk = Desk(examples_ledger(Path(folder)), load_story(EXAMPLE_STORY), "examples")
        server = uvicorn.Server(uvicorn.Config(create_app(desk), port=PORT, log_level="error"))
        threading.Thread(target=server.run, daemon=True).start()
        while not server.started:
            time.sleep(0.1)
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for width in (1280, 360):
            page = browser.new_page(viewport={"width": width, "height": 900 if width > 500 else 740})
            for language in ("ar", "en"):
                for name, address in addresses(desk).items():
                    page.goto(f"http://127.0.0.1:{PORT}/{language}/{address}")
                    page.screenshot(path=OUT / f"{name}-{language}-{width}.jpg", type="jpeg", quality=60)
        browser.close()
        server.should_exit = True


if __name__ == "__main__":
    sys.exit(main())
