"""GeoJSON: the story's sites as points, each with the happenings that are told of it.

Source: RFC 7946 (longitude before latitude, WGS 84). Only a story file knows where a place lies; without one nothing has
coordinates and the collection is empty. A happening without a site is left out here and stands in every other export.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from musnad.errors import MusnadError
from musnad.export.job import Job
from musnad.export.wording import LANGUAGES, Wording
from musnad.link.material import Json
from musnad.story.file import Site
from musnad.story.views import timeline
from musnad.text.fold import fold

_encode = msgspec.json.Encoder().encode


def chunks(job: Job) -> Iterator[str]:
    """A feature collection, a feature a line: every site with coordinates, and every happening at one.

    Raises: MusnadError where no story tells where places lie.
    """
    if job.story is None:
        raise MusnadError("geojson needs to know where places lie: name a story file with sites by --story")
    yield '{"type": "FeatureCollection", "features": ['
    for number, feature in enumerate(features(job.story.sites, timeline(job.material))):
        yield (",\n" if number else "\n") + _encode(feature).decode()
    yield "\n]}\n"


def features(sites: list[Site], rows: list[Json]) -> Iterator[Json]:
    """The sites, then the happenings at them in the order of the timeline."""
    lying = [site for site in sites if site.latitude is not None and site.longitude is not None]
    named = {name: site for site in reversed(lying) for name in names_of(site)}
    places = [sites_of(row, named) for row in rows]
    counted = Counter(site.id for some in places for site in some)
    for site in lying:
        told = counted[site.id]
        yield _feature(f"site:{site.id}", site, {"kind": site.kind, "country": site.country, "happenings": told})
    wordings = [Wording(language) for language in LANGUAGES]
    for number, (row, some) in enumerate(zip(rows, places, strict=True)):
        for site in some:
            labels = {f"type_{w.language}": w(row["type"], "events") for w in wordings}
            own = {
                name: row[name] for name in ("date", "earliest", "latest", "type", "modality", "lane", "what", "actors")
            }
            mentions = [{name: m[name] for name in ("document", "start", "end", "text", "chain", "published")}
                        for m in row["mentions"]]  # fmt: skip
            yield _feature(f"happening:{number}:{site.id}", site, own | labels | {"mentions": mentions})


def sites_of(row: Json, named: dict[str, Site]) -> list[Site]:
    """The sites at which a row of the timeline is told to have happened. named: sites by each of their folded names."""
    places = [fold(place.strip()).lower() for place in (row["place"] or "").split(";")]
    return list({named[place].id: named[place] for place in places if place in named}.values())


def names_of(site: Site) -> set[str]:
    """Every name of a site, folded."""
    return {fold(name).lower() for name in (site.id, *site.names, site.title.get("en", ""))} - {""}


def _feature(id: str, site: Site, properties: Json) -> Json:
    named = {f"site_{language}": site.title.get(language, site.id) for language in LANGUAGES}
    return {
        "type": "Feature", "id": id, "geometry": {"type": "Point", "coordinates": [site.longitude, site.latitude]},
        "properties": {"site": site.id} | named | properties,
    }  # fmt: skip
