"""What a page can be taken away as: the rows it shows as files, a document in the formats of `musnad export`."""

from __future__ import annotations

import csv
import io
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

import msgspec
from fastapi import HTTPException
from fastapi.responses import Response, StreamingResponse

from musnad.export.csv_tables import BYTE_ORDER_MARK, cell
from musnad.export.job import FOLDERS, TEXTS, Job, module_of
from musnad.link.material import Json

TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json", "jsonl": "application/jsonl",
         "timelinejs": "application/json", "geojson": "application/geo+json", "svg": "image/svg+xml", "png": "image/png",
         "atom": "application/atom+xml", "zip": "application/zip"}  # fmt: skip
ENDINGS = {"timelinejs": "timeline.json", "jsonld": "jsonld", "ftm": "ftm.json", "plover": "plover.jsonl"}
NAMES = {"csv": "CSV", "json": "JSON", "jsonl": "JSON Lines", "timelinejs": "TimelineJS", "geojson": "GeoJSON", "svg": "SVG",
         "png": "PNG", "ftm": "FollowTheMoney", "plover": "PLOVER", "atom": "Atom", "brat": "brat", "timeml": "TimeML",
         "jsonld": "JSON-LD", "text": "TXT"}  # fmt: skip
ROWS = ("csv", "json", "jsonl")  # forms that the rows of every view are given as
PICTURES = ("svg", "png") if find_spec("resvg_py") else ("svg",)
_encode = msgspec.json.Encoder().encode


def file(content: str | bytes | Iterable[str], name: str, form: str) -> Response:
    """A file to keep, named after its view and its form; one that comes in pieces is sent as it is made."""
    kind = TYPES.get(form, "application/json" if form in TEXTS else "application/octet-stream")
    headers = {"Content-Disposition": f'attachment; filename="musnad-{name}.{ENDINGS.get(form, form)}"'}
    if isinstance(content, str | bytes):
        return Response(content, media_type=kind, headers=headers)
    return StreamingResponse(content, media_type=kind, headers=headers)


def of_rows(rows: Iterable[Json], name: str, form: str) -> Response:
    """The rows of a view as a file. form: of ROWS. Raises: HTTP 404 for another."""
    if form == "csv":
        return file(table(rows), name, form)
    if form == "json":
        return file(_listed(rows), name, form)
    if form == "jsonl":
        return file((_encode(row).decode() + "\n" for row in rows), name, form)
    raise HTTPException(404)


def _listed(rows: Iterable[Json]) -> Iterator[str]:
    yield "["
    for number, row in enumerate(rows):
        yield (",\n" if number else "") + _encode(row).decode()
    yield "]\n"


def table(rows: Iterable[Json]) -> str:
    """Rows as CSV (UTF-8 with a mark, as spreadsheets expect): one line a reference, the row's own fields beside it."""
    lines = [line for row in rows for line in _flat(row)]
    columns = list(dict.fromkeys(name for line in lines for name in line))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="")
    writer.writeheader()
    writer.writerows(lines)
    return BYTE_ORDER_MARK + out.getvalue()


def _flat(row: Json) -> list[Json]:
    nested = next((k for k, v in row.items() if isinstance(v, list) and v and isinstance(v[0], dict)), None)
    own = {k: cell(v) for k, v in row.items() if k != nested}
    if nested is None:
        return [own]
    return [own | {f"{nested}.{k}": cell(v) for k, v in inner.items()} for inner in row[nested]]


def exported(job: Job, name: str, form: str) -> Response:
    """What `musnad export` writes, as a file: a text as it is, a folder packed. Raises: HTTP 404 for an unknown form."""
    if form in TEXTS:
        return file(module_of(form).chunks(job), name, form)
    if form not in FOLDERS:
        raise HTTPException(404)
    with tempfile.TemporaryDirectory(prefix="musnad-export-") as folder:
        module_of(form).write(job, Path(folder))
        return file(packed(Path(folder)), f"{name}-{form}", "zip")


def packed(folder: Path) -> bytes:
    """A folder as a ZIP archive; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())
    return out.getvalue()
