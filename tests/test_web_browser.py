"""The reading room in a real Chromium: what a newsroom does with it, at two widths and in two languages."""

import shutil
import socket
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

pytest.importorskip("fastapi")
pytest.importorskip("playwright")
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="no Chromium: run tests/prepare.sh"),
]

from musnad.cli.serve import examples_ledger  # noqa: E402
from musnad.ledger import Ledger  # noqa: E402
from musnad.model import Document  # noqa: E402
from musnad.story.desk import Desk  # noqa: E402
from musnad.story.file import load_story  # noqa: E402
from musnad.web.app import create_app  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("", "changes", "timeline", "timeline?during=2024", "timeline?during=none&kind=attack", "figures", "disagreements", "statements", "people", "sources", "map", "documents", "search?q=x",
         "check", "findings", "review", "add")  # fmt: skip
PHONE, WIDE = {"width": 360, "height": 740}, {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A ledger of the examples of its own, since these tests decide on it."""
    ledger = examples_ledger(tmp_path_factory.mktemp("browser"), ROOT / "examples" / "coalition")
    return Desk(ledger, load_story(ROOT / "stories" / "coalition-in-iraq.toml"), "examples")


@contextmanager
def served(desk):
    """The room over a desk, on a free port of this machine."""
    import uvicorn

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(desk), port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    for _ in range(100):
        if server.started:
            break
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(5)


@pytest.fixture(scope="module")
def address(desk):
    """The examples, served."""
    with served(desk) as where:
        yield where


@pytest.fixture(scope="module")
def browser():
    """One browser for all tests."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser):
    """A new tab that writes down every address it asks for."""
    context = browser.new_context(viewport=WIDE)
    opened = context.new_page()
    opened.asked = []
    opened.on("request", lambda request: opened.asked.append(request.url))
    yield opened
    context.close()


@pytest.fixture(scope="module")
def inner(desk):
    """Pages that stand behind a record: its document, its chain, its card, its speaker."""
    point = next(p for row in desk.view("figures") for p in row["points"])
    said = next(r for r in desk.view("statements") if r["speaker"])
    words = f"documents/{desk.key_of(point['document'])}?at={point['start']}-{point['end']}&record={point['record']}"
    return (words, f"chain/{said['content']['record']}", f"card/{point['record']}", f"who?name={said['speaker']}")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_page_scrolls_sideways_on_a_phone(page, address, inner, language):
    """At 360 pixels everything is within the width of the screen."""
    page.set_viewport_size(PHONE)
    for name in (*PAGES, *inner):
        page.goto(f"{address}/{language}/{name}")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], name


@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_serious_finding_of_axe(page, address, inner, language):
    """The automated accessibility check has nothing serious to say of any page."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    wrong = []
    for name in (*PAGES, *inner):
        page.goto(f"{address}/{language}/{name}")
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        for found in axe.run(page).response["violations"]:
            if found["impact"] in ("serious", "critical"):
                wrong.append(f"{name}: {found['id']}: {found['nodes'][0]['html'][:160]}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_request_leaves_the_machine(page, address, inner, language):
    """Pages ask for nothing but the room's own files, the dossier for nothing at all."""
    for name in (*PAGES, *inner, "dossier"):
        page.goto(f"{address}/{language}/{name}")
    assert page.asked
    assert [url for url in page.asked if not url.startswith(address)] == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_click_on_a_figure_lands_on_its_words(page, address, language):
    """From the value of a figure to the very words, highlighted and in sight; and back."""
    page.goto(f"{address}/{language}/figures")
    row = page.locator(".points li").first
    words = row.locator(".words b").inner_text()
    row.locator(".value a").click()
    assert page.locator("#words").first.inner_text() == words
    box = page.locator("#words").first.bounding_box()
    assert 0 <= box["y"] < WIDE["height"]
    page.locator(".backlink a").click()
    assert page.url.endswith(f"/{language}/figures")


def test_a_mark_of_a_chart_opens_its_words(page, address):
    """Each mark of a drawing is a link to the words that it stands for."""
    page.goto(f"{address}/ar/figures")
    page.locator(".wide svg a.point").first.click()
    assert page.locator("#words").count() == 1


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_mark_of_the_lanes_leads_to_its_happening(page, address, language):
    """A mark leads to its row, in sight and told apart; the name of a year zooms into its months."""
    page.goto(f"{address}/{language}/timeline")
    page.locator(".wide .lanes-chart a.dot").first.click()
    row = page.locator(".happening:target")
    assert row.count() == 1 and 0 <= row.bounding_box()["y"] < WIDE["height"]
    page.goto(f"{address}/{language}/timeline")
    page.locator(".wide .lanes-chart a.zoom").last.click()
    assert "during=" in page.url and page.locator(".zoom-path li").count() == 2


def test_a_site_of_the_map_leads_to_what_happened_there(page, address):
    """A mark of the map leads to what is told of its site."""
    page.goto(f"{address}/ar/map")
    page.locator(".maps .wide a.told").first.click()
    assert "#site-" in page.url


@pytest.mark.parametrize("language", ["ar", "en"])
def test_pages_in_the_dark_pass_axe_too(browser, address, inner, language):
    """Colours keep their contrast where the system asks for a dark page."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    context = browser.new_context(viewport=WIDE, color_scheme="dark")
    page, wrong = context.new_page(), []
    for name in ("", "timeline", "figures", "map", "review", *inner):
        page.goto(f"{address}/{language}/{name}")
        for found in axe.run(page).response["violations"]:
            if found["impact"] in ("serious", "critical"):
                wrong.append(f"{name}: {found['id']}: {found['nodes'][0]['html'][:160]}")
    context.close()
    assert not wrong, "\n".join(wrong)


def test_a_card_stands_in_a_page_of_others_and_nothing_else_does(page, address, inner):
    """Another site may show a card in a frame; any other page of the room refuses to be framed there."""
    card = next(name for name in inner if name.startswith("card/"))
    frames = "".join(f'<iframe src="{address}/ar/{name}"></iframe>' for name in (card, "figures"))

    class Elsewhere(BaseHTTPRequestHandler):
        """Another site."""

        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(f"<!doctype html>{frames}".encode())

        def log_message(self, *_):
            pass

    other = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=other.serve_forever, daemon=True).start()
    page.goto(f"http://localhost:{other.server_port}/")
    page.wait_for_load_state("networkidle")
    shown = [frame for frame in page.frames[1:] if frame.query_selector("main.card")]
    assert len(shown) == 1 and shown[0].url.endswith(card)
    assert not any(frame.query_selector(".series") for frame in page.frames)
    other.shutdown()


def test_a_dense_article_of_a_megabyte_opens_harmlessly(page, tmp_path):
    """A hostile megabyte, its first tenth a record in every word, opens, is one screen wide, and runs nothing."""
    words = "\u0642\u0627\u0644 \u0627\u0644\u0648\u0632\u064a\u0631 \u0625\u0646 2500 \u062c\u0646\u062f\u064a \u063a\u0627\u062f\u0631\u0648\u0627 <script>alert(1)</script> \u202e"
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.set_viewport_size(PHONE)
    with Ledger(tmp_path / "dense.ledger", create=True) as ledger, served(Desk(ledger)) as where:
        ledger.add(
            Document(id="dense", file="dense.txt", text=words * 1500 + " " * 10 + "\u0643\u0644\u0645\u0629 " * 170_000)
        )
        page.goto(f"{where}/ar/documents/{ledger.documents()[0]['key']}", timeout=60_000)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert not asked and page.locator(".text script").count() == 0
        assert page.evaluate("document.querySelectorAll('*').length") < 200_000


def test_a_decision_changes_a_view_and_undo_restores_it(page, address):
    """A rejected figure leaves the figures; undone, it stands there again."""
    page.goto(f"{address}/en/figures")
    row = page.locator(".points li").first
    target = row.locator(".value a").get_attribute("href")
    row.locator(".value a").click()
    page.locator('.record button[value="reject"]').click()
    page.goto(f"{address}/en/figures")
    assert page.locator(f'a[href="{target}"]').count() == 0
    page.goto(f"{address}/en/review")
    assert "local" in page.locator("#log + ul li").first.inner_text()
    page.locator('button[value="withdraw"]').first.click()
    page.goto(f"{address}/en/figures")
    assert page.locator(f'a[href="{target}"]').count() > 0


def test_words_selected_in_the_article_correct_a_record(page, address, desk):
    """Selecting other words while correcting writes them into the form; saved, they are the record's words."""
    point = next(p for row in desk.view("figures") for p in row["points"])
    place = f"at={point['start']}-{point['end']}&record={point['record']}"
    page.goto(f"{address}/en/documents/{desk.key_of(point['document'])}?{place}")
    page.locator(".correct summary").click()
    page.evaluate(
        "() => { const n = document.querySelector('#words').firstChild; const r = document.createRange();"
        "r.setStart(n, 0); r.setEnd(n, 2); const s = getSelection(); s.removeAllRanges(); s.addRange(r); }"
    )
    chosen = point["text"][:2].strip()
    page.wait_for_function("document.querySelector('[name=words]').value.length <= 2")
    page.locator('.record button[value="correct"]').click()
    assert any(
        p["record"] == point["record"] and p["text"] == chosen for r in desk.view("figures") for p in r["points"]
    )


def test_everything_works_without_scripts(browser, address):
    """With scripts switched off the day is moved, a layer is hidden and the words are reached."""
    context = browser.new_context(java_script_enabled=False, viewport=WIDE)
    page = context.new_page()
    page.goto(f"{address}/en/")
    page.fill("input[name=on]", "2021-08-01")
    page.locator(".pick form.controls button").click()
    assert "1 August 2021" in page.locator("#pick").inner_text()
    page.goto(f"{address}/en/figures")
    page.locator(".value a").first.click()
    colour = "getComputedStyle(document.querySelector('mark.fig')).backgroundColor"
    assert page.locator("#words").count() == 1 and colour
    page.locator("#show-fig").uncheck()
    assert not page.locator("#show-fig").is_checked()
    context.close()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_printed_page_is_the_evidence_alone(page, address, inner, language):
    """On paper there is no menu, form or button; drawings are in their wide form and nothing is wider than the sheet."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 960})
    for name in ("", "timeline", "figures", "disagreements", inner[0], "dossier"):
        page.goto(f"{address}/{language}/{name}")
        assert page.locator(".side nav:visible, button:visible, input:visible, select:visible").count() == 0, name
        assert page.locator(".narrow:visible").count() == 0, name
        assert page.evaluate("document.documentElement.scrollWidth") <= 680, name


def test_the_menu_of_a_phone_opens_without_scripts(browser, address):
    """On a phone the pages are behind a button that works with scripts switched off."""
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(f"{address}/ar/")
    assert not page.locator("#menu").is_visible()
    page.locator("button.menu").click()
    page.locator('#menu a[href="/ar/people"]').click()
    assert page.url.endswith("/ar/people")
    context.close()
