"""The reader `llm` against a stand-in server of our own: what stands in the text joins, everything else is refused."""

import json
import os
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from musnad.errors import MusnadError
from musnad.extract import plugins
from musnad.extract.language_model import chat
from musnad.extract.language_model.chat import Chat, ChatError, chat_from_environment
from musnad.extract.language_model.reader import PIECE, PIECES, Reader, pieces, prompt
from musnad.extract.page import Page
from musnad.model import Document

ROOT = Path(__file__).resolve().parent.parent
TEXT = "زار الوفد المدينة. وسرد المتابع زياد أن السوق فتح أبوابه وأن 40 خيمة نُصبت هناك. وسرد جاره أن الطريق سالك."
SECRET = "sk-not-to-be-seen"


def answer(**records):
    """A chat completion whose content is this JSON."""
    return 200, {"choices": [{"message": {"content": json.dumps(records, ensure_ascii=False)}}]}


@contextmanager
def stand_in(*answers):
    """A server on this machine that gives these answers in turn, the last again and again; yields its address and requests."""
    asked, left = [], list(answers)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            asked.append((self.path, dict(self.headers), json.loads(body)))
            status, data = left.pop(0) if len(left) > 1 else left[0]
            raw = data if isinstance(data, bytes) else json.dumps(data).encode()
            self.send_response(status)
            if status == 302:
                self.send_header("Location", raw.decode())
                raw = b""
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", asked
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(autouse=True)
def no_pause(monkeypatch):
    """Tries follow each other at once."""
    monkeypatch.setattr(chat, "PAUSE", 0)
    for name in (chat.ADDRESS, chat.MODEL, chat.KEY, chat.TIMEOUT, plugins.VARIABLE):
        monkeypatch.delenv(name, raising=False)


def proposals(*answers, text=TEXT):
    with stand_in(*answers) as (address, _):
        return Reader(Chat(address, "m")).propose(Document(id="x", file="x", text=text))


def test_words_of_the_text_become_records():
    """A statement's cue is the one inside its own sentence; names are marked wherever they stand."""
    found = proposals(answer(
        statements=[{"sentence": "وسرد جاره أن الطريق سالك.", "cue": "سرد", "speaker": "جاره", "content": "الطريق سالك", "act": "says"}],
        entities=[{"id": "Ziad", "type": "person", "names": ["زياد"]}],
        figures=[{"sentence": "40 خيمة نُصبت هناك", "words": "40 خيمة", "low": 40, "high": 40, "comparator": "exact", "measure": "other"}],
    ))  # fmt: skip
    (said,) = found.statements
    assert said.cue.start == TEXT.rindex("سرد")
    assert [TEXT[s.start : s.end] for s in (said.cue, said.speaker, said.content)] == ["سرد", "جاره", "الطريق سالك"]
    assert [link.name for link in said.chain] == ["جاره"]
    assert (found.figures[0].text, found.figures[0].low) == ("40 خيمة", 40)
    assert found.entities[0].names[0].start == TEXT.index("زياد")
    assert found.notes == []


@pytest.mark.parametrize("record", [
    {"cue": "صرّح", "content": "الطريق سالك", "act": "says"},
    {"sentence": "وسرد جاره أن الطريق سالك.", "cue": "سرد", "speaker": "زياد", "content": "الطريق سالك", "act": "says"},
    {"sentence": "وقال الجار كلاما آخر", "cue": "سرد", "content": "الطريق سالك", "act": "says"},
    {"cue": "سرد", "content": "الطريق مغلق", "act": "says"},
    {"cue": "سرد", "content": "الطريق سالك", "act": "sings"},
    {"content": "الطريق سالك", "act": "says"},
    {"cue": {"start": 0}, "content": ["x"], "act": "says"},
])  # fmt: skip
def test_what_the_text_does_not_bear_is_refused(record):
    """Invented words, a speaker of another sentence, an act that is none, missing or wrong fields: a note, no record."""
    found = proposals(answer(statements=[record]))
    assert found.statements == []
    assert len(found.notes) == 1


@pytest.mark.parametrize("data", [
    {"figures": [{"words": "40 خيمة", "low": "forty", "high": 40}]}, {"figures": [{"words": "41 خيمة", "low": 41, "high": 41}]},
    {"figures": [{"words": "40 خيمة", "low": 1e300, "high": None}]}, {"entities": [{"id": "x", "type": "ghost", "names": ["زياد"]}]},
    {"entities": [{"id": "x", "type": "person", "names": ["زيا"]}]},
])  # fmt: skip
def test_figures_and_names_are_held_to_the_same(data):
    """Values that are no numbers, words that are not there, half words and unknown types are refused."""
    found = proposals(answer(**data))
    assert (found.figures, found.entities, len(found.notes)) == ([], [], 1)


@pytest.mark.parametrize(
    "content", ["no JSON", "[1, 2]", '{"statements": 5}', '{"statements": [7, null]}', "{" * 5000, ""]
)
def test_any_answer_is_survived(monkeypatch, content):
    """Whatever the model writes, the document is read, at worst without it and with a finding."""
    with stand_in((200, {"choices": [{"message": {"content": content}}]})) as (address, _):
        page = Page(Document(id="x", file="x", text=TEXT))
        plugins.propose(page, [Reader(Chat(address, "m"))])
    assert all(f.kind in ("reader_failed", "reader_noted") for f in page.findings)


def test_a_failing_server_is_asked_again_and_not_for_ever():
    """Twice 503, then an answer: read. Always 503: three tries, one sentence. 401: one try."""
    fine = answer(entities=[{"id": "Ziad", "type": "person", "names": ["زياد"]}])
    assert proposals((503, {}), (429, {}), fine).entities
    for status, tries in ((503, 3), (401, 1)):
        with stand_in((status, {"error": SECRET})) as (address, asked):
            with pytest.raises(ChatError, match=f"answered {status}") as caught:
                Reader(Chat(address, "m", SECRET)).propose(Document(id="x", file="x", text=TEXT))
            assert len(asked) == tries
            assert SECRET not in str(caught.value)


def test_a_server_that_is_silent_is_left():
    """No longer than the time that was set, three times."""
    import socket

    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with pytest.raises(ChatError, match="cannot be reached"):
            Chat(f"http://127.0.0.1:{silent.getsockname()[1]}/v1", "m", timeout=0.05).ask("a", "b")


def test_a_redirect_is_not_followed():
    """The text and the key go nowhere but to the address that was named."""
    with stand_in(answer()) as (elsewhere, reached), stand_in((302, elsewhere.encode())) as (address, _):
        with pytest.raises(ChatError, match="answered 302"):
            Chat(address, "m", SECRET).ask("a", "b")
        assert reached == []


def test_an_answer_without_end_is_cut(monkeypatch):
    """More bytes than an answer may have are refused."""
    monkeypatch.setattr(chat, "LARGEST", 1000)
    with stand_in((200, b" " * 5000)) as (address, _), pytest.raises(ChatError, match="more than 1000 bytes"):
        Chat(address, "m").ask("a", "b")


def test_the_question_names_model_and_text_and_carries_the_key():
    """Temperature 0, the text between marks, every vocabulary in the prompt, the key as a bearer token."""
    with stand_in(answer()) as (address, asked):
        Reader(Chat(address, "some-model", SECRET)).propose(Document(id="x", file="x", text=TEXT))
    ((path, headers, body),) = asked
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == f"Bearer {SECRET}"
    assert (body["model"], body["temperature"]) == ("some-model", 0)
    assert TEXT in body["messages"][1]["content"]
    assert not any(mark in prompt() for mark in ("{types}", "{acts}", "{measures}", "{flows}", "{comparators}"))


def test_a_long_text_goes_in_pieces():
    """Pieces hold the whole text, cut at lines; what is past the last piece is told."""
    text = (TEXT + "\n") * 200
    assert "".join(pieces(text)) == text
    assert all(len(piece) <= PIECE for piece in pieces(text))
    found = proposals(answer(), text="ا" * (PIECE * PIECES + 1))
    assert "only the first" in found.notes[0]


@pytest.mark.parametrize(("given", "words"), [
    ({}, "needs an address and a model"), ({"ADDRESS": "ftp://x/v1", "MODEL": "m"}, "must be http"),
    ({"ADDRESS": "https://u:p@x/v1", "MODEL": "m"}, "no password in it"),
    ({"ADDRESS": "http://models.example/v1", "MODEL": "m", "KEY": SECRET}, "unprotected"),
    ({"ADDRESS": "http://[x/v1", "MODEL": "m"}, "write --llm-address"),
    ({"ADDRESS": "https://x/v1", "MODEL": "m", "TIMEOUT": "soon"}, "in seconds"),
])  # fmt: skip
def test_an_unsafe_or_missing_address_is_refused(monkeypatch, given, words):
    """One sentence, in which the key never stands."""
    for name, value in given.items():
        monkeypatch.setenv(f"MUSNAD_LLM_{name}", value)
    with pytest.raises(MusnadError, match=words) as caught:
        chat_from_environment()
    assert SECRET not in str(caught.value)


def test_the_key_is_in_no_description():
    """Printing a chat shows where it asks and not with what."""
    assert SECRET not in repr(Chat("https://x/v1", "m", SECRET)) + str(Chat("https://x/v1", "m", SECRET))


def run(*arguments, **environment):
    return subprocess.run([sys.executable, "-m", "musnad", *map(str, arguments)], cwd=ROOT, capture_output=True, text=True,
                          env=os.environ | {"PYTHONPATH": str(ROOT)} | environment, check=False)  # fmt: skip


def test_the_command_line_asks_only_when_told(tmp_path):
    """Without --reader nobody is asked; with it the record says who read it; the key is in no output; a wrong name is told."""
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    made = answer(
        entities=[
            {"id": "Ziad", "type": "person", "names": ["المتابع زياد", "nowhere"]},
            {"id": "N", "type": "place", "names": ["no"]},
        ]
    )
    with stand_in(made) as (address, asked):
        plain = run("read", path)
        assert asked == []
        done = run("read", path, "--reader", "llm", "--llm-address", address, "--llm-model", "m", MUSNAD_LLM_KEY=SECRET)
        assert len(asked) == 1
    assert (plain.returncode, done.returncode) == (0, 0), done.stderr
    reading = json.loads(done.stdout)
    assert "reader_noted" in {f["kind"] for f in reading["findings"]}
    assert all(TEXT[n["start"] : n["end"]] == n["text"] for e in reading["entities"] for n in e["names"])
    assert SECRET not in done.stdout + done.stderr
    assert "no reader 'lmm'" in run("read", path, "--reader", "lmm").stderr
    assert "needs an address and a model" in run("read", path, "--reader", "llm").stderr


def test_a_ledger_reads_again_when_a_reader_is_asked_too(tmp_path):
    """The readers asked are part of the version that a reading was made by."""
    path, ledger = tmp_path / "a.txt", tmp_path / "a.ledger"
    path.write_text(TEXT, encoding="utf-8")
    with stand_in(answer()) as (address, _):
        more = ["--reader", "llm", "--llm-address", address, "--llm-model", "m"]
        outs = [run("add", path, "--ledger", ledger, *given).stdout for given in ([], more, more)]
    assert "1 added" in outs[0] and "1 read again" in outs[1] and "1 unchanged" in outs[2]
