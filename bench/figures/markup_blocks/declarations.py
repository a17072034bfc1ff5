"""What the head of a page declares about the article, in the ways of different schools."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from bench.figures.markup_blocks.draft import Draft, Html

NEEDS_BYLINE = ("jsonld_outlet_as_author", "next_data")  # else it is doubtful who wrote the article
NEEDS_DATE = ("next_data",)
CUTS_TEXT = ("jsonld_body",)
SAYS_NOTHING = ("opengraph_bare", "twitter", "jsonld_other_article", "jsonld_list", "jsonld_site", "next_data")
WITHOUT_AUTHORS = (*SAYS_NOTHING, "modified_only", "jsonld_outlet_as_author")
WITHOUT_DATE = (*SAYS_NOTHING, "modified_only")
DAY_ONLY = ("dublin_core", "citation", "meta_author_date")


def declare(draft: Draft) -> None:
    """Add the declaration to the head; what the page does not show becomes expected from it."""
    name = draft.chosen.get("declaration")
    if name is None:
        return
    draft.head.append(DECLARATIONS[name](draft))
    if name not in WITHOUT_AUTHORS and not draft.gold.authors:
        draft.gold.authors = list(draft.authors)
    if name in DAY_ONLY:
        draft.gold.published = draft.gold.published or f"{draft.published:%Y-%m-%d}"
    elif name not in WITHOUT_DATE:
        draft.gold.published = draft.published.isoformat(timespec="seconds")


def description(draft: Draft) -> str:
    """The standfirst, or the beginning of the text if the page has none."""
    return draft.gold.standfirst or draft.article["text"][0][1][:110].rstrip() + "…"


def _metas(kind: str, *pairs: tuple[str, str]) -> Callable[[Draft], str]:
    # Meta elements: their names, and templates of what they contain; {author} makes one for each author.

    def make(draft: Draft) -> str:
        lines = []
        for name, content in pairs:
            repeated = draft.authors if "{author}" in content else [""]
            for author in repeated:
                values = _values(draft) | {"author": author}
                text = content.format(**values)
                lines.append(draft.fill("<meta {kind}='{name}' content='{text}'>", kind=kind, name=name, text=text))
        return "\n".join(lines)

    return make


def _values(draft: Draft) -> dict[str, str]:
    return {
        "title": draft.article["title"],
        "outlet": draft.article["outlet"],
        "section": draft.article["section"],
        "description": description(draft),
        "authors": ", ".join(draft.authors),
        "iso": draft.published.isoformat(timespec="seconds"),
        "modified": (draft.published + timedelta(days=2)).isoformat(timespec="seconds"),
        "day": f"{draft.published:%Y-%m-%d}",
        "slashed": f"{draft.published:%Y/%m/%d}",
        "clock": f"{draft.published:%Y-%m-%d %H:%M:%S %z}",
        "url": draft.url,
    }


def script(value: object, kind: str = "application/ld+json") -> Html:
    """A script element with the value as JSON."""
    return Html(f'<script type="{kind}">{json.dumps(value, ensure_ascii=False)}</script>')


def news_article(draft: Draft, **changes: Any) -> dict[str, Any]:
    """The object NewsArticle of schema.org for this page, with these properties changed or added."""
    values = _values(draft)
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": values["title"],
        "description": values["description"],
        "datePublished": values["iso"],
        "dateModified": values["modified"],
        "author": [{"@type": "Person", "name": name} for name in draft.authors],
        "publisher": {"@type": "Organization", "name": values["outlet"]},
        "mainEntityOfPage": values["url"],
    } | changes


def other_article(draft: Draft) -> dict[str, Any]:
    """The object of another article, which the page only links to."""
    title, author, *_ = draft.words["other"]
    earlier = (draft.published - timedelta(days=40)).isoformat(timespec="seconds")
    url = "https://www.news.example/n/5"
    changed = {"headline": title, "description": draft.words["teaser_text"][0], "url": url, "mainEntityOfPage": url}
    return news_article(draft, **changed, datePublished=earlier, dateModified=earlier, author={"name": author})


def _graph(draft: Draft) -> str:
    persons = [{"@type": "Person", "@id": f"{draft.url}#p{n}", "name": name} for n, name in enumerate(draft.authors)]
    outlet = {"@type": "Organization", "@id": "#outlet", "name": draft.article["outlet"]}
    refs = [{"@id": person["@id"]} for person in persons]
    story = news_article(draft, author=refs, publisher={"@id": "#outlet"})
    page = {"@type": "WebPage", "@id": draft.url, "name": draft.article["title"]}
    first = {"@context": "https://schema.org", "@graph": [page, story]}
    return script(first) + script({"@context": "https://schema.org", "@graph": [*persons, outlet]})


def _array(draft: Draft) -> str:
    path = {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "name": draft.article["section"]}]}
    return script([{"@type": "Organization", "name": draft.article["outlet"]}, path, news_article(draft)])


def _list(draft: Draft) -> str:
    items = [{"@type": "ListItem", "position": 1, "item": other_article(draft)}]
    return script({"@context": "https://schema.org", "@type": "ItemList", "itemListElement": items})


def _broken(draft: Draft) -> str:
    text = json.dumps(news_article(draft), ensure_ascii=False, indent=1)
    return f'<script type="application/ld+json">{text[:-2]},\n}}</script>'


def _body(draft: Draft) -> str:
    paragraphs = [paragraph for _, *rest in draft.article["text"] for paragraph in rest]
    return script(news_article(draft, articleBody="\n\n".join(paragraphs), isAccessibleForFree=False))


def _next_data(draft: Draft) -> str:
    props = {"page": "/[slug]", "props": {"teasers": draft.words["teasers"], "build": "2026-11-02T04:00:00Z"}}
    return script(props, "application/json")


def _site(draft: Draft) -> str:
    return script({"@context": "https://schema.org", "@type": "WebSite", "name": draft.article["outlet"], "url": "/"})


GRAPH_TIMES = (("article:published_time", "{iso}"), ("article:modified_time", "{modified}"))
OPENGRAPH = (("og:title", "{title}"), ("og:description", "{description}"), ("og:site_name", "{outlet}"))
DECLARATIONS: dict[str, Callable[[Draft], str]] = {
    "opengraph": _metas("property", *OPENGRAPH, ("og:type", "article"), *GRAPH_TIMES, ("article:author", "{author}")),
    "opengraph_bare": _metas("property", *OPENGRAPH),
    "twitter": _metas("name", ("twitter:title", "{title}"), ("twitter:description", "{description}")),
    "jsonld": lambda draft: script(news_article(draft)),
    "jsonld_blog": lambda draft: script(news_article(draft, **{"@type": "BlogPosting"}, name=draft.article["title"])),
    "jsonld_graph_references": _graph,
    "jsonld_array": _array,
    "jsonld_other_article": lambda draft: script(other_article(draft)),
    "jsonld_list": _list,
    "jsonld_two_articles": lambda draft: script(other_article(draft)) + script(news_article(draft)),
    "jsonld_outlet_as_author": lambda draft: script(
        news_article(draft, author={"@type": "Organization", "name": draft.article["outlet"]})
    ),
    "jsonld_names_as_strings": lambda draft: script(news_article(draft, author=draft.authors)),
    "jsonld_broken": _broken,
    "jsonld_body": _body,
    "jsonld_site": _site,
    "itemprop_metas": _metas(
        "itemprop", ("headline", "{title}"), ("datePublished", "{iso}"), ("author", "{author}"), ("name", "{title}")
    ),
    "rdfa": _metas(
        "property", ("schema:headline", "{title}"), ("schema:datePublished", "{iso}"), ("schema:author", "{author}")
    ),
    "dublin_core": _metas("name", ("DC.title", "{title}"), ("DC.creator", "{author}"), ("DC.date.issued", "{day}")),
    "parsely": _metas(
        "name", ("parsely-title", "{title}"), ("parsely-author", "{author}"), ("parsely-pub-date", "{iso}")
    ),
    "sailthru": _metas(
        "name", ("sailthru.title", "{title}"), ("sailthru.author", "{authors}"), ("sailthru.date", "{clock}")
    ),
    "citation": _metas(
        "name",
        ("citation_title", "{title}"),
        ("citation_author", "{author}"),
        ("citation_publication_date", "{slashed}"),
    ),
    "meta_author_date": _metas("name", ("author", "{authors}"), ("date", "{day}"), ("description", "{description}")),
    "modified_only": _metas(
        "property", *OPENGRAPH, ("og:updated_time", "{modified}"), ("article:section", "{section}")
    ),
    "next_data": _next_data,
}
