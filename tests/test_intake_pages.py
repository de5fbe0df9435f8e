"""HTML pages and feeds become documents with title, byline, captions, body and the day that the page gives."""

import pytest

from musnad.intake import Refusal, documents
from musnad.intake.markup import paragraphs_of, tree_of
from musnad.intake.metadata import metadata_of
from musnad.model import Document
from musnad.reader import read

TITLE = "البلدية تفتتح الجسر الجديد فوق النهر"
FIRST = "افتتحت البلدية صباح الأحد الجسر الجديد فوق النهر بعد عامين من العمل المتواصل في موقعه القديم."
SECOND = "وقال رئيس البلدية إن الجسر يختصر الطريق بين الضفتين، وإن العمل فيه انتهى قبل موعده بشهرين كاملين."
CAPTION = "عمال يضعون اللمسات الأخيرة على الجسر (بلدية المدينة)"
PAGE = f"""<!DOCTYPE html><html lang="ar"><head><title>{TITLE} | صحيفة الميزان</title>
<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="صحيفة الميزان">
<link rel="canonical" href="https://mizan.example/7">
<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "2021-03-07T23:30:00+03:00",
"author": {{"name": "هناء الراوي"}}}}</script></head>
<body><nav><a href="/">الرئيسية</a><a href="/s">رياضة</a></nav>
<article><h1>{TITLE}</h1><figure><img src="x.jpg" alt="صورة"><figcaption>{CAPTION}</figcaption></figure>
<p>{FIRST}</p><p>{SECOND}</p></article>
<aside><h3>الأكثر قراءة</h3><ul><li><a href="/8">خبر آخر لا علاقة له</a></li></ul></aside>
<footer>جميع الحقوق محفوظة</footer></body></html>"""


def page(tmp_path, markup, name="a.html"):
    """The document or refusals of one file with that markup."""
    path = tmp_path / name
    path.write_bytes(markup if isinstance(markup, bytes) else markup.encode("utf-8", "surrogatepass"))
    return list(documents([str(path)]))


def parts(document):
    """Kind and words of each segment."""
    return [(s.kind, document.text[s.start : s.end]) for s in document.segments]


def test_a_page_is_told_apart(tmp_path):
    """Title, writer, caption and body each in their segment; menus, other stories and footer left out."""
    (document,) = page(tmp_path, PAGE)
    assert parts(document) == [
        ("title", TITLE), ("byline", "هناء الراوي"), ("caption", CAPTION), ("body", FIRST), ("body", SECOND),
    ]  # fmt: skip
    assert document.text.startswith(f"{TITLE}\n\n")
    assert (document.published, document.outlet) == ("2021-03-07", "صحيفة الميزان")
    assert (document.url, document.byline) == ("https://mizan.example/7", "هناء الراوي")


def test_the_segments_go_into_the_reading(tmp_path):
    """What the page told stays what it is when the document is read."""
    (document,) = page(tmp_path, PAGE)
    reading = read(document)
    assert [s.kind for s in reading.segments] == ["title", "byline", "caption", "body", "body"]
    assert reading.title.text == TITLE


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta property="article:published_time" content="2021-03-07T08:00:00Z">', "2021-03-07"),
        ('<meta name="pubdate" content="Sun, 07 Mar 2021 08:00:00 +0300">', "2021-03-07"),
        ('<meta itemprop="datePublished" content="2021-03-07">', "2021-03-07"),
        ('<script type="application/ld+json">{"@graph": [{"datePublished": "2021-03-07"}]}</script>', "2021-03-07"),
        ('<script type="application/ld+json">{broken</script>', None),
        ('<meta name="date" content="soon">', None),
    ],
)
def test_days_of_pages(tmp_path, head, day):
    """The day of publication in each place where pages give it."""
    (document,) = page(
        tmp_path, f"<html><head>{head}</head><body><article><p>{FIRST}</p><p>{SECOND}</p></article></body></html>"
    )
    assert document.published == day


def test_a_time_element_gives_the_day():
    """Its machine-readable attribute, not its words."""
    tree = tree_of('<article><time datetime="2021-03-07T10:00">الأحد</time></article>')
    assert metadata_of(tree).published == "2021-03-07T10:00"


def test_a_day_only_shown_is_kept_as_words(tmp_path):
    """Where the metadata has no day, the day as the page shows it stands in the text for the reader to find."""
    shown = "الأحد 7 آذار 2021"
    (document,) = page(
        tmp_path,
        f'<article><h1>{TITLE}</h1><span class="post-date">{shown}</span><p>{FIRST}</p><p>{SECOND}</p></article>',
    )
    assert document.published is None
    assert shown in document.text


def test_windows_1256_page(tmp_path):
    """A page in the old code page, declared in its head."""
    (document,) = page(tmp_path, PAGE.replace("<head>", '<head><meta charset="windows-1256">').encode("cp1256"))
    assert document.title.text == TITLE and not document.findings


def test_an_english_page_is_refused(tmp_path):
    """By the share of Arabic in its article, whatever the menus say."""
    (refusal,) = page(
        tmp_path, f"<article><h1>News</h1><p>{'The minister said the talks would go on. ' * 9}</p></article>"
    )
    assert isinstance(refusal, Refusal) and "not Arabic" in refusal.message


DEEP = 100_000
HOSTILE = {
    "deep divisions": "<div>" * DEEP + FIRST + "</div>" * DEEP,
    "deep spans": "<p>" + "<span>" * DEEP + FIRST,
    "deep tables": "<table><tr><td>" * 3_000 + FIRST,
    "deep lists": "<ul><li>" * 20_000 + FIRST,
    "unclosed tags": "<p>" + f"<b><i>{FIRST}" * 2_000,
    "script": "<script>" + 'x = "<div>";' * 100_000 + f"</script><p>{FIRST}</p>",
    "unclosed comment": f"<p>{FIRST}</p><!--" + "--!" * 100_000,
    "entities": f"<p>{FIRST}&#0;&#xD800;&#99999999999;&bogus;&amp;amp;</p>",
    "attributes": "<p " + "a=b " * 100_000 + f">{FIRST}</p>",
    "angle brackets": f"<p>{FIRST}" + "<" * 200_000,
    "nested JSON": '<script type="application/ld+json">' + "[" * 100_000 + f"</script><p>{FIRST}</p>",
    "many paragraphs": f"<p>{FIRST}</p>" * 5_000,
    "no body": "",
    "lone surrogates": f"<p>{FIRST}\udcff</p>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages(tmp_path, name):
    """Every page is read, with its words, or refused; none hangs or fails."""
    (found,) = page(tmp_path, f"<html><body>{HOSTILE[name]}</body></html>")
    if name == "no body":
        assert isinstance(found, Refusal)
        return
    assert isinstance(found, Document) and FIRST[:40] in found.text
    found.text.encode()


def feed(*items):
    """An RSS feed of items."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>صحيفة الميزان</title>{''.join(f'<item>{i}</item>' for i in items)}</channel></rss>"
    )


def test_a_feed(tmp_path):
    """Each entry is a document: its title, its fullest text, its address, the day as written in its own zone."""
    found = page(
        tmp_path,
        feed(
            f"<title>{TITLE}</title><guid>g1</guid><link>https://mizan.example/1</link><description>قصير</description>"
            f"<content:encoded><![CDATA[<p>{FIRST}</p><p>{SECOND}</p>]]></content:encoded>"
            "<pubDate>Sun, 07 Mar 2021 00:30:00 +0300</pubDate>",
            f"<link>https://mizan.example/2</link><description>&lt;p&gt;{SECOND}&lt;/p&gt;</description>",
            f"<description>{FIRST}</description>",
        ),
        "a.xml",
    )
    assert [d.id for d in found] == ["g1", "https://mizan.example/2", f"{tmp_path / 'a.xml'}#3"]
    assert parts(found[0]) == [("title", TITLE), ("body", FIRST), ("body", SECOND)]
    assert [d.published for d in found] == ["2021-03-07", None, None]
    assert {d.outlet for d in found} == {"صحيفة الميزان"}


def test_a_feed_with_arabic_dates(tmp_path):
    """A date that only people can read stays in the text, and that is said."""
    (document,) = page(
        tmp_path,
        feed(f"<title>{TITLE}</title><description>{FIRST}</description><pubDate>الأحد 7 آذار 2021</pubDate>"),
        "a.rss",
    )
    assert ("byline", "الأحد 7 آذار 2021") in parts(document)
    assert [f.kind for f in document.findings] == ["intake.date"]


def test_an_atom_feed(tmp_path):
    """Entries of the other standard, without a telling file name."""
    (document,) = page(
        tmp_path,
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>الميزان</title><entry><title>{TITLE}</title><id>u:1</id>'
        f'<published>2021-03-07T10:00:00+03:00</published><content type="html">{FIRST}</content></entry></feed>',
        "feed",
    )
    assert (document.id, document.published, document.title.text) == ("u:1", "2021-03-07", TITLE)


@pytest.mark.parametrize(
    "markup",
    ["<rss><channel></channel></rss>", "<rss><channel><item>", "<foo>نص</foo>", "", "<rss>\x00</rss>",
     "<rss>" + "<channel>" * 5_000],
)  # fmt: skip
def test_bad_feeds_are_refused(tmp_path, markup):
    """One sentence, no traceback."""
    (refusal,) = page(tmp_path, markup, "a.rss")
    assert isinstance(refusal, Refusal)


def test_entities_that_grow_are_not_grown(tmp_path):
    """The billion laughs stay a few bytes."""
    entities = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    markup = feed(f"<title>&l9;</title><description>{FIRST}</description>").replace(
        "?>", f'?><!DOCTYPE x [<!ENTITY l0 "لول">{entities}]>', 1
    )
    for found in page(tmp_path, markup, "a.rss"):
        assert isinstance(found, Refusal) or len(found.text) < 10_000


def test_markup_escaped_twice():
    """Tags that the feed escaped once too often do not end up in the text."""
    assert paragraphs_of(f"&lt;p&gt;{FIRST}&lt;/p&gt;&lt;a href='x'&gt;{SECOND}&lt;/a&gt;") == [FIRST, SECOND]


def test_lines_of_the_source_are_no_lines_of_the_text():
    """Only `br` parts a block; where the source breaks a line stands a space."""
    assert paragraphs_of("<p>أول\n  ثان<br>ثالث</p>رابع") == ["أول ثان", "ثالث", "رابع"]


def test_plain_text_in_a_feed_keeps_its_lines():
    """A summary without a tag is text as it stands."""
    assert paragraphs_of("أول\nثان &amp; ثالث") == ["أول", "ثان & ثالث"]
