"""Bylines: by what elements a page names its authors, and what else stands in the line."""

from collections.abc import Callable

from bench.figures.markup_blocks.dates import shown
from bench.figures.markup_blocks.draft import Draft, Html, escaped

LINK = '<a href="/people/{slug}">{name}</a>'
HOLDS_DATE = ("line_with_date_and_section", "line_with_bullets", "line_with_time_to_read", "posted_by_at")
AT_THE_END = ("end_dash", "end_box", "end_right_aligned")
ONE_AUTHOR = ("with_place", "end_box", "posted_by_at", "portrait", "with_handle")
LATIN_ONLY = ("upper_case",)
NO_UPPER = ("tr", "ar", "fa", "ur", "he", "hi", "zh", "ja", "ko")


def joined(draft: Draft, each: str = "{name}") -> Html:
    """The names in one line, "A, B and C", each of them in this template."""
    names = [draft.fill(each, name=name, slug=f"p{n}") for n, name in enumerate(draft.authors, 1)]
    comma = {"zh": "、", "ja": "、", "ar": "، ", "fa": "، ", "ur": "، ", "ko": "·"}.get(draft.lang, ", ")
    last = escaped(draft.word("and"))
    if draft.lang == "en" and len(names) > 2 and draft.random.random() < 0.5:
        last = "," + last
    return Html(last.join([comma.join(names[:-1]), names[-1]] if len(names) > 1 else names))


def by(draft: Draft, each: str = "{name}") -> Html:
    """The names with the language's word for "by"."""
    before, after = draft.random.choice(draft.words["by"]).split("{}")
    return Html(escaped(before) + joined(draft, each) + escaped(after))


def _line(template: str, each: str = "{name}") -> Callable[[Draft], Html]:
    return lambda draft: draft.fill(template, by=by(draft, each))


def _names(template: str, each: str = "{name}") -> Callable[[Draft], Html]:
    return lambda draft: draft.fill(template, names=joined(draft, each), label=draft.word("author_label"))


def _rows(template: str, each: str) -> Callable[[Draft], Html]:
    def make(draft: Draft) -> Html:
        rows = draft.many(each, draft.authors)
        return draft.fill(template, rows=rows, label=draft.word("author_label"))

    return make


def _with_date(template: str) -> Callable[[Draft], Html]:
    def make(draft: Draft) -> Html:
        values = {"section": draft.article["section"], "read": draft.word("read"), "label": draft.word("published")}
        return draft.fill(template, by=by(draft), date=shown(draft), names=joined(draft), **values)

    return make


def _with_place(draft: Draft) -> Html:
    line = draft.word("in_place").format(name=draft.authors[0], place=draft.word("place"))
    return draft.fill("<p @byline>{line}</p>", line=line)


def _photo_credit(draft: Draft) -> Html:
    line = draft.word("text_photo").format(names=joined(draft), other=draft.article["photographer"])
    return draft.fill("<div @byline>{line}</div>", line=line)


def _roles(draft: Draft) -> Html:
    first = draft.fill("<div @author><b>{name}</b>", name=draft.authors[0])
    role = draft.fill("<span @role>{role}</span></div>", role=draft.word("role"))
    rest = draft.many("<div @author><b>{value}</b></div>", draft.authors[1:])
    return draft.fill("<div @byline>{all}</div>", all=Html(first + role + rest))


def _role_after_comma(draft: Draft) -> Html:
    line = f"{draft.authors[0]}, {draft.word('role')}"
    rest = draft.many("<p @byline>{value}</p>", draft.authors[1:])
    return Html(draft.fill("<p @byline>{line}</p>", line=line) + rest)


def _end_box(draft: Draft) -> Html:
    about = draft.word("bio").format(draft.authors[0])
    draft.gold.junk.append(about)
    return draft.fill("<div @author_box><h4>{name}</h4><p>{about}</p></div>", name=draft.authors[0], about=about)


BYLINES: dict[str, Callable[[Draft], Html]] = {
    "address_links": _line("<address @byline>{by}</address>", LINK),
    "rel_author": _line("<p @byline>{by}</p>", '<a rel="author" href="/people/{slug}">{name}</a>'),
    "span": _line("<span @byline>{by}</span>"),
    "span_in_spans": _line("<div @meta><span><span>{by}</span></span></div>", "<span>{name}</span>"),
    "paragraph_of_links": _line("<p>{by}</p>", LINK),
    "bold_line": _line("<p><b>{by}</b></p>"),
    "list_of_links": _rows("<ul @byline>{rows}</ul>", '<li><a href="/people/p{n}">{value}</a></li>'),
    "list_of_names": _rows("<ul @authors>{rows}</ul>", "<li>{value}</li>"),
    "names_alone": _names("<div @byline>{names}</div>"),
    "names_alone_links": _names("<div @meta>{names}</div>", LINK),
    "upper_case": lambda draft: Html(draft.fill("<p @byline>{by}</p>", by=by(draft).upper())),
    "label_and_names": _names("<p @byline><strong>{label}:</strong> {names}</p>"),
    "label_in_table": _names("<table @meta><tr><td>{label}</td><td>{names}</td></tr></table>"),
    "list_of_terms": _rows("<dl @meta><dt>{label}</dt>{rows}</dl>", "<dd>{value}</dd>"),
    "vcard": _line("<span @byline>{by}</span>", '<span class="vcard"><span class="fn">{name}</span></span>'),
    "portrait": _rows("<div @author>{rows}</div>", '<img src="/faces/{n}.jpg" alt="{value}"><span>{value}</span>'),
    "itemprop": _line(
        "<div>{by}</div>",
        '<span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">{name}</span></span>',
    ),
    "custom_elements": _rows("<x-authors>{rows}</x-authors>", "<x-author><span>{value}</span></x-author>"),
    "roles_in_rows": _roles,
    "role_after_comma": _role_after_comma,
    "with_handle": _line("<div @byline>{by}</div>", "<a>{name}</a> <a @handle>@{slug}_news</a>"),
    "with_place": _with_place,
    "photo_credit": _photo_credit,
    "line_with_date_and_section": _with_date("<p @byline>{by} | {date} | {section}</p>"),
    "line_with_bullets": _with_date("<div @meta>{names} · {date}</div>"),
    "line_with_time_to_read": _with_date("<div @meta><span>{by}</span> <span>{date}</span> <span>{read}</span></div>"),
    "posted_by_at": _with_date("<div @foot_line>{by} – {date}</div>"),
    "end_dash": _names("<p><em>— {names}</em></p>"),
    "end_box": _end_box,
    "end_right_aligned": _names('<p align="right">{names}</p>'),
}
