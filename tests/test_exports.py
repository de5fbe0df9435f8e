"""Every export is opened by a program that is not ours, and holds what the ledger holds."""

import io
import json
import re
import shutil
import sys
import types
from pathlib import Path

import pytest
from click.testing import CliRunner
from rdflib import Namespace

from musnad.cli.main import cli
from musnad.ledger import Ledger
from musnad.model import Judgement

ROOT = Path(__file__).resolve().parent.parent
STORY = str(ROOT / "stories/coalition-in-iraq.toml")
LAYERS = ("times", "numbers", "figures", "statements", "events", "entities", "positions")
AT = "2024-10-01T10:00:00Z"
OA = Namespace("http://www.w3.org/ns/oa#")
WEB_ANNOTATION = """Annotation Choice CssSelector CssStyle DataPositionSelector Direction FragmentSelector HttpRequestState
    Motivation PreferContainedDescriptions PreferContainedIRIs RangeSelector ResourceSelection Selector SpecificResource State
    Style SvgSelector TextPositionSelector TextQuoteSelector TextualBody TimeState XPathSelector annotationService assessing
    bodyValue bookmarking cachedSource canonical classifying commenting describing editing end exact hasBody hasEndSelector
    hasPurpose hasScope hasSelector hasSource hasStartSelector hasState hasTarget highlighting identifying linking
    ltrDirection moderating motivatedBy prefix processingLanguage questioning refinedBy renderedVia replying rtlDirection
    sourceDate sourceDateEnd sourceDateStart start styleClass styledBy suffix tagging textDirection via"""


def run(*arguments):
    result = CliRunner().invoke(cli, list(map(str, arguments)), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A ledger with the example articles and three decisions: one record rejected, one corrected, one accepted."""
    path = str(tmp_path_factory.mktemp("exports") / "examples.ledger")
    run("add", "--ledger", path, ROOT / "examples/coalition")
    with Ledger(path) as ledger:
        figures, statements = ledger.records("figures"), ledger.records("statements")
        ledger.decide(Judgement(on=figures[0]["id"], verdict="reject", by="editor", at=AT))
        ledger.decide(
            Judgement(on=figures[1]["id"], verdict="correct", by="editor", at=AT, value='{"low": 77, "high": 77}')
        )
        ledger.decide(Judgement(on=statements[0]["id"], verdict="accept", by="editor", at=AT))
    return path


@pytest.fixture(scope="module")
def held(address):
    """What stands in the ledger: texts by document id, and the number of records of each layer less the rejected one."""
    with Ledger(address) as ledger:
        keys = {d["key"]: d["id"] for d in ledger.documents()}
        counts = {layer: len(ledger.records(layer)) for layer in LAYERS}
        return {keys[k]: t for k, t in ledger.texts().items()}, counts | {"figures": counts["figures"] - 1}


def exported(address, form, *more):
    return run("export", "--ledger", address, "--format", form, "--story", STORY, *more)


def test_csv_opens_in_pandas_and_duckdb(address, held, tmp_path):
    """Each table has a line a record; offsets cut the words out of the document; corrections are made and named."""
    import duckdb
    import pandas

    texts, counts = held
    run("export", "--ledger", address, "--format", "csv", "--out", tmp_path / "csv", "--bom")
    for layer in LAYERS:
        table = pandas.read_csv(tmp_path / f"csv/{layer}.csv")
        assert len(table) == counts[layer]
        asked = duckdb.sql(f"SELECT count(*), count(DISTINCT record) FROM read_csv('{tmp_path}/csv/{layer}.csv')")
        assert asked.fetchall() == [(counts[layer], counts[layer])]
        if layer in ("times", "figures", "events"):
            assert all(texts[r.document][r.start : r.end] == r.text for r in table.itertuples())
    figures = pandas.read_csv(tmp_path / "csv/figures.csv")
    assert figures[figures.decision == "correct"][["low", "decided_by"]].to_numpy().tolist() == [[77, "editor"]]
    assert (tmp_path / "csv/figures.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_one_csv_table_on_standard_output(address, held):
    """--table gives that table alone, without a mark unless it is asked for."""
    import pandas

    out = run("export", "--ledger", address, "--format", "csv", "--table", "documents")
    assert not out.startswith("\ufeff")
    assert set(pandas.read_csv(io.StringIO(out)).document) == set(held[0])


def test_parquet_opens_in_pandas_and_duckdb(address, held, tmp_path):
    """Each table has a row a record, joins to its document, and its spans are true in that document's text."""
    import duckdb
    import pandas

    _, counts = held
    run("export", "--ledger", address, "--format", "parquet", "--out", tmp_path)
    for layer in LAYERS:
        assert len(pandas.read_parquet(tmp_path / f"{layer}.parquet")) == counts[layer]
    false = duckdb.sql(f"""SELECT count(*) FROM '{tmp_path}/figures.parquet' f JOIN '{tmp_path}/documents.parquet' d
        ON f.document = d.document AND f.digest = d.digest WHERE substring(d.text, f.start + 1, f."end" - f.start) <> f.text""")
    assert false.fetchall() == [(0,)]
    through = duckdb.sql(f"SELECT max(len(through)) FROM '{tmp_path}/statements.parquet'").fetchall()
    assert through[0][0] > 1


@pytest.fixture(scope="module")
def graph(address):
    """The JSON-LD as RDF, its remote context replaced by a copy of the terms it gives."""
    import rdflib

    document = json.loads(exported(address, "jsonld"))
    assert document["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    document["@context"][0] = json.loads((ROOT / "tests/anno_context.json").read_text(encoding="utf-8"))
    return rdflib.Graph().parse(data=json.dumps(document), format="json-ld")


def test_json_ld_is_web_annotation(graph, held):
    """A JSON-LD processor finds an annotation for every record, and the shapes of the standard hold."""
    import pyshacl
    from rdflib import RDF

    conforms, _, report = pyshacl.validate(graph, shacl_graph=str(ROOT / "tests/web_annotation.ttl"))
    assert conforms, report
    records = [s for s in graph.subjects(RDF.type, OA.Annotation) if ":record:" in s]
    assert len(records) == sum(held[1].values())


def test_json_ld_uses_only_terms_of_its_vocabularies(graph):
    """Every class and property in the namespaces of Web Annotation and schema.org exists there."""
    from rdflib import RDF, SDO

    used = set(graph.predicates()) | set(graph.objects(None, RDF.type)) | set(graph.objects(None, OA.motivatedBy))
    terms = {str(term) for term in used}
    assert {t[len(str(OA)) :] for t in terms if t.startswith(str(OA))} <= set(WEB_ANNOTATION.split())
    unknown = {t for t in terms if t.startswith(str(SDO)) and t[len(str(SDO)) :] not in SDO.__annotations__}
    assert not unknown
    assert {str(SDO.Quotation), str(SDO.Claim), str(SDO.ClaimReview)} <= terms


def test_json_ld_selectors_agree_with_the_text(graph):
    """Position and quote of every target point to the same words of the document's own text."""
    from rdflib import RDF, SDO

    seen = 0
    for resource in graph.subjects(RDF.type, OA.SpecificResource):
        text = str(graph.value(graph.value(resource, OA.hasSource), SDO.text))
        selectors = {graph.value(s, RDF.type): s for s in graph.objects(resource, OA.hasSelector)}
        position, quote = selectors[OA.TextPositionSelector], selectors[OA.TextQuoteSelector]
        start, end = int(graph.value(position, OA.start)), int(graph.value(position, OA.end))
        assert text[start:end] == str(graph.value(quote, OA.exact))
        assert text[:start].endswith(str(graph.value(quote, OA.prefix)))
        seen += 1
    assert seen > 300


def test_json_ld_keeps_decisions_as_assessments(graph):
    """A person's word on a record is an annotation on the record's annotation, and no review of the claim."""
    from rdflib import DCTERMS, FOAF

    by = {
        str(graph.value(graph.value(s, DCTERMS.creator), FOAF.name))
        for s in graph.subjects(OA.motivatedBy, OA.assessing)
    }
    assert by == {"editor"}


@pytest.fixture(scope="module")
def ftm():
    """The FollowTheMoney package; its transliteration, which needs a compiled library, stands in where that is missing."""
    if "icu" not in sys.modules:
        try:
            import icu  # noqa: F401
        except ImportError:

            class Same:
                def transliterate(self, text):
                    return text

            made = types.ModuleType("icu")
            made.Transliterator = type("Transliterator", (), {"createInstance": staticmethod(lambda *_: Same())})
            sys.modules["icu"] = made
    return pytest.importorskip(
        "followthemoney", reason="no followthemoney here: pip install --no-deps -r tests/without-deps.txt"
    )


def test_follow_the_money_entities_are_valid(address, ftm, held):
    """The package loads every entity, each value passes its type, and every reference leads to an entity of the right kind."""
    loaded = {}
    for line in exported(address, "ftm").splitlines():
        data = json.loads(line)
        proxy = ftm.model.get_proxy(data)
        proxy.schema.validate(data)
        assert sum(map(len, data["properties"].values())) == len(list(proxy.itervalues())), data
        loaded[proxy.id] = loaded[proxy.id].merge(proxy) if proxy.id in loaded else proxy
    kinds = {proxy.schema.name for proxy in loaded.values()}
    assert {"Article", "Person", "Organization", "Event", "Note"} <= kinds
    for proxy in loaded.values():
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                assert loaded[value].schema.is_a(prop.range), (proxy.id, prop.name)
    assert sum(proxy.schema.name == "Article" for proxy in loaded.values()) == len(held[0])


def test_follow_the_money_statements_are_read(address, ftm, held, tmp_path):
    """The package's own reader takes every statement, agrees on its id and finds the record behind each value."""
    from followthemoney.statement.serialize import read_csv_statements

    path = tmp_path / "statements.csv"
    path.write_text(exported(address, "ftm-statements"), encoding="utf-8")
    with path.open("rb") as file:
        rows = list(read_csv_statements(file))
    assert rows
    for row in rows:
        assert row.id == row.generate_key()
        assert row.prop_type == ftm.model.get(row.schema).get(row.prop).type.name
    with Ledger(address) as ledger:
        known = {r["id"] for layer in LAYERS for r in ledger.records(layer)} | {"document"}
    assert {row.origin for row in rows} <= known


def test_timelinejs_is_as_documented(address):
    """Slides keep to the documented format: whole-number dates that exist, text, group, ids of their own."""
    import jsonschema

    day = {"type": "object", "required": ["year"], "additionalProperties": False, "properties": {
        "year": {"type": "integer"}, "month": {"type": "integer", "minimum": 1, "maximum": 12},
        "day": {"type": "integer", "minimum": 1, "maximum": 31}, "display_date": {"type": "string"}}}  # fmt: skip
    text = {"type": "object", "properties": {"headline": {"type": "string"}, "text": {"type": "string"}},
            "additionalProperties": False}  # fmt: skip
    slide = {"type": "object", "required": ["start_date", "text"], "additionalProperties": False, "properties": {
        "start_date": day, "end_date": day, "text": text, "group": {"type": "string"}, "unique_id": {"type": "string"}}}  # fmt: skip
    data = json.loads(exported(address, "timelinejs"))
    jsonschema.validate(data, {"type": "object", "required": ["events"], "properties": {
        "title": {"type": "object", "properties": {"text": text}}, "scale": {"enum": ["human", "cosmological"]},
        "events": {"type": "array", "minItems": 5, "items": slide}}})  # fmt: skip
    assert len({slide["unique_id"] for slide in data["events"]}) == len(data["events"])
    assert all(slide["text"]["headline"].startswith("\u2067") for slide in data["events"])


TIMELINEJS = ROOT / "tests/timelinejs/node_modules/@knight-lab/timelinejs/dist"
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"


@pytest.mark.browser
@pytest.mark.skipif(
    not TIMELINEJS.exists() or not Path(CHROMIUM).exists(), reason="no TimelineJS or Chromium: run tests/prepare.sh"
)
def test_timelinejs_itself_draws_every_slide(address):
    """TimelineJS in Chromium takes the export without a complaint: a slide and a mark for each happening, read right to left."""
    from playwright.sync_api import sync_playwright

    data = json.loads(exported(address, "timelinejs"))
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.route("**/*", lambda route: route.abort())
        page.route("**/locale/ar.json", lambda route: route.fulfill(path=TIMELINEJS / "js/locale/ar.json"))
        page.set_content('<div id="timeline" style="width: 900px; height: 600px"></div>')
        page.add_style_tag(path=TIMELINEJS / "css/timeline.css")
        page.add_script_tag(path=TIMELINEJS / "js/timeline.js")
        page.evaluate("data => { window.drawn = new TL.Timeline('timeline', data, {language: 'ar'}) }", data)
        page.wait_for_selector(".tl-timemarker", state="attached")
        told = page.evaluate("""() => ({errors: drawn.config.getErrors('; '), valid: drawn.config.isValid(),
            slides: document.querySelectorAll('.tl-slide').length, marks: document.querySelectorAll('.tl-timemarker').length,
            direction: getComputedStyle(document.querySelector('.tl-slide .tl-text-content [dir]')).direction})""")
        browser.close()
    number = len(data["events"])
    assert told == {"errors": "", "valid": True, "slides": number + 1, "marks": number, "direction": "rtl"}


def test_timeml_is_xml_with_true_times(address, held, tmp_path):
    """lxml reads each file; the text comes back whole, TIMEX3 keeps to the attributes of the standard."""
    from lxml import etree

    texts, counts = held
    run("export", "--ledger", address, "--format", "timeml", "--out", tmp_path)
    dtd = etree.DTD(str(ROOT / "tests/timeml.dtd"))
    found, whole = 0, []
    for path in sorted(tmp_path.glob("*.tml")):
        tree = etree.parse(path)
        assert dtd.validate(tree), dtd.error_log
        whole.append("".join(tree.find("TEXT").itertext()))
        found += len(tree.findall("TEXT/TIMEX3"))
    assert sorted(whole) == sorted(texts.values())
    assert found == counts["times"]


def test_brat_files_are_read_and_cut_the_same_words(address, held, tmp_path):
    """A reader of brat loads every file, events find their parts, and each annotation's text is cut from the document at its offsets."""
    from bioc import brat

    texts, _ = held
    run("export", "--ledger", address, "--format", "brat", "--out", tmp_path)
    assert sorted(p.read_text(encoding="utf-8") for p in tmp_path.glob("*.txt")) == sorted(texts.values())
    for path in tmp_path.glob("*.ann"):
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        document = brat.loads(text, path.read_text(encoding="utf-8"))
        labels = {entity.id: entity.type for entity in document.entities}
        assert labels and document.events
        for event in document.events:
            assert labels[event.trigger_id] == "Statement"
            assert all(labels[id] == role for role, id in event.arguments.items())
        for entity in document.entities:
            assert " ".join(text[place.begin : place.end] for place in sorted(entity.locations)) == entity.text


def test_geojson_is_valid(address):
    """The geojson package and shapely read every feature; sites lie where the story says, longitude first."""
    import geojson
    import shapely.geometry

    collection = geojson.loads(exported(address, "geojson"))
    assert collection.is_valid, collection.errors()
    ids = [feature["id"] for feature in collection["features"]]
    assert len(set(ids)) == len(ids)
    points = {f["properties"]["site_en"]: shapely.geometry.shape(f["geometry"]) for f in collection["features"]}
    base = next(point for name, point in points.items() if "Asad" in name)
    assert base.within(shapely.geometry.box(38, 29, 49, 38))  # Iraq
    assert any(id.startswith("happening:") for id in ids)


def test_atom_is_read_by_feedparser(address):
    """The feed is well-formed, keeps what RFC 4287 requires, and gives the newest records right-to-left."""
    import feedparser

    feed = feedparser.parse(exported(address, "atom", "--limit", "40").encode())
    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.feed.id and feed.feed.title and feed.feed.updated_parsed
    assert 0 < len(feed.entries) <= 40
    for entry in feed.entries:
        assert entry.id and entry.title and entry.updated_parsed and entry.author
        assert 'dir="rtl"' in entry.content[0].value
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)
    assert not feedparser.parse(exported(address, "atom", "--since", "2999-01-01").encode()).entries


def test_plover_events_open_in_pandas(address, held):
    """One event a line; types are those of PLOVER; the words are true."""
    import pandas

    texts, counts = held
    table = pandas.read_json(io.StringIO(exported(address, "plover")), lines=True)
    assert len(table) == counts["events"]
    kinds = {"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
             "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}  # fmt: skip
    assert set(table.event_type.dropna()) <= kinds
    for row in table.itertuples():
        assert texts[row.document["id"]][row.document["start"] : row.document["end"]] == row.event_text


def test_a_name_of_two_kinds_is_two_things():
    """FollowTheMoney merges by id, and a person cannot be merged with a place."""
    from musnad.export.follow_the_money import thing

    assert thing("Salah", "Person") != thing("Salah", "Territory")
    assert thing("Salah", "Person") == thing("salah", "Person")


def test_the_chain_of_an_export_is_that_of_the_views(address):
    """For every record the innermost statement around it is the one that the views find."""
    from musnad.export.sheets import sheets
    from musnad.link.material import Material, chain_of

    with Ledger(address) as ledger:
        material = Material(ledger)
        for sheet in sheets(material):
            for entry in sheet.entries:
                held = material.statement_holding(sheet.source, entry.start, entry.end)
                if entry.layer != "statements":
                    assert [link.name for link in sheet.chain(entry)] == chain_of(sheet.source, held)


FORMS = ("atom", "ftm", "ftm-statements", "geojson", "jsonld", "plover", "timelinejs")


@pytest.mark.parametrize("form", FORMS)
def test_an_export_is_the_same_twice_and_leaves_out_what_was_rejected(address, form):
    """Same ledger, same bytes; the rejected figure is in none of them."""
    once = exported(address, form)
    assert once == exported(address, form)
    with Ledger(address) as ledger:
        rejected = ledger.records("figures")[0]["id"]
    assert rejected not in once


def test_hostile_words_stay_words(tmp_path):
    """Markup, formulas, control characters and line breaks in an article break none of the formats."""
    import csv

    import feedparser
    from lxml import etree

    words = "\u0642\u0627\u0644 \u0627\u0644\u0648\u0632\u064a\u0631 \u0625\u0646 50 \u062c\u0646\u062f\u064a\u0627 \u0648\u0635\u0644\u0648\u0627 \u0623\u0645\u0633"
    record = {"id": '=cmd|"/c"!A1', "title": "<b>&\x01]]>", "published": "2024-09-10", "outlet": '"><script>', "url": "javascript:x",
              "text": f"=1+1 {words}\u2028\x0b{words}\r\n<script>alert(1)</script> {words}."}  # fmt: skip
    (tmp_path / "a.jsonl").write_text(json.dumps(record), encoding="utf-8")
    address = str(tmp_path / "hostile.ledger")
    run("add", "--ledger", address, tmp_path / "a.jsonl")
    rows = list(
        csv.DictReader(io.StringIO(run("export", "--ledger", address, "--format", "csv", "--table", "figures")))
    )
    assert rows and all(row["document"].startswith("'=") for row in rows)
    feed = feedparser.parse(exported(address, "atom").encode())
    assert not feed.bozo and feed.entries
    assert not any("<script" in entry.content[0].value for entry in feed.entries)
    assert not any(
        link.get("href", "").startswith("javascript") for entry in feed.entries for link in entry.get("links", [])
    )
    for form in ("timeml", "brat"):
        run("export", "--ledger", address, "--format", form, "--out", tmp_path / form)
    (path,) = (tmp_path / "timeml").glob("*.tml")
    etree.parse(path)
    (ann,) = (tmp_path / "brat").glob("*.ann")
    assert all(re.match(r"[TEA#]\d+\t", line) for line in ann.read_text(encoding="utf-8").splitlines())
    json.loads(exported(address, "jsonld"))


def test_faults_are_told_in_a_sentence(address, tmp_path):
    """A folder format without --out, a table of another format, a map without a story, a ledger that is not there."""
    asked = [
        (["--format", "brat"], "name one by --out"),
        (["--format", "atom", "--table", "figures"], "--table is for csv"),
        (["--format", "geojson"], "name a story file"),
    ]
    for arguments, words in asked:
        result = CliRunner().invoke(cli, ["export", "--ledger", address, *arguments])
        assert words in str(result.exception)
    result = CliRunner().invoke(cli, ["export", "--ledger", str(tmp_path / "none"), "--format", "atom"])
    assert "there is no ledger here" in str(result.exception)


@pytest.mark.parametrize("form", ["jsonld", "csv", "parquet"])
def test_a_place_that_cannot_be_written_is_told(address, tmp_path, form):
    """A folder under a file: one sentence that names the place and says what to do."""
    (tmp_path / "file").write_text("")
    result = CliRunner().invoke(
        cli, ["export", "--ledger", address, "--format", form, "--out", str(tmp_path / "file/x")]
    )
    assert "cannot be written" in str(result.exception)


def test_a_file_is_there_whole_or_not_at_all(address, tmp_path):
    """An export that fails leaves no half file behind."""
    out = tmp_path / "map.json"
    CliRunner().invoke(cli, ["export", "--ledger", address, "--format", "geojson", "--out", str(out)])
    assert list(tmp_path.iterdir()) == []
