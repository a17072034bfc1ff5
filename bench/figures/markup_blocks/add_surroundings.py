"""Puts around the article what is no part of it: frame, lists, comments, teasers, notices, dates of other things."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bench.figures.markup_blocks import boxes, head_parts, layouts, surroundings
from bench.figures.markup_blocks.dates import day_text
from bench.figures.markup_blocks.draft import Draft, Html

UNTIL_FETCH = timedelta(days=97, hours=3)  # from publication to the download of the page


def add_all(draft: Draft) -> None:
    """Every dimension of the surroundings that the page has; then the slots of the skeleton are complete."""
    _frame_top(draft)
    for dimension, add in (
        ("notice", _notice), ("date_trap", _date_trap), ("lookalike", _lookalike), ("break", _break), ("hidden", _hidden),
        ("teasers", _teasers), ("next_article", _next_article), ("comments", _comments),
    ):  # fmt: skip
        if dimension in draft.chosen:
            add(draft)
    _frame_bottom(draft)
    _join(draft)


def _furniture(draft: Draft) -> dict[str, object]:
    nav = draft.words["nav"]
    links = [draft.fill('<a href="/s/{n}">{value}</a>', n=n, value=value) for n, value in enumerate(nav)]
    return {
        "outlet": draft.article["outlet"],
        "items": draft.many('<li><a href="/s/{n}">{value}</a></li>', nav),
        "links": Html("".join(links)),
        "bars": Html(" | ".join(links)),
        "year": (draft.published + UNTIL_FETCH).year,
        "place": draft.word("place"),
    }


def _frame_top(draft: Draft) -> None:
    if draft.chosen["title"] == "h2_logo_is_h1":
        draft.slots.setdefault("top", []).insert(
            0, draft.fill("<h1 @logo>{outlet}</h1>", outlet=draft.article["outlet"])
        )
    draft.put("top", draft.fill(head_parts.FRAME_TOPS[draft.chosen["frame_top"]], **_furniture(draft)))


def _frame_bottom(draft: Draft) -> None:
    draft.put("bottom", draft.fill(head_parts.FRAME_BOTTOMS[draft.chosen["frame_bottom"]], **_furniture(draft)))


def _sentences(draft: Draft) -> dict[str, str]:
    """The words of the language that are single texts, and a teaser."""
    texts = {key: text for key, text in draft.words.items() if isinstance(text, str)}
    return texts | {
        "outlet": draft.article["outlet"],
        "quote": draft.article["text"][1][2],  # a paragraph of the text once more
        "teaser": draft.words["teasers"][2],
        "teaser_text": draft.words["teaser_text"][1],
    }


def _fill_junk(draft: Draft, template: str, **values: object) -> Html:
    """The filled template; its sentences are no part of the article."""
    sentences = _sentences(draft)
    unwanted = ("newsletter", "cookie", "paywall", "report", "app", "teaser", "teaser_text", "skip", "audio")
    draft.gold.junk += [sentences[key] for key in unwanted if "{" + key + "}" in template]
    return draft.fill(template, **(sentences | values))


def _notice(draft: Draft) -> None:
    slot, template = surroundings.NOTICES[draft.chosen["notice"]]
    draft.put(slot, _fill_junk(draft, template))


def _break(draft: Draft) -> None:
    draft.put("inline", _fill_junk(draft, surroundings.BREAKS[draft.chosen["break"]]))


def _hidden(draft: Draft) -> None:
    message = draft.word("message")
    draft.gold.hidden.append(message)
    slot = draft.random.choice(surroundings.MESSAGE_SLOTS)
    draft.put(slot, draft.fill(surroundings.HIDDEN[draft.chosen["hidden"]], message=message))


def _date_trap(draft: Draft) -> None:
    slot, template = surroundings.DATE_TRAPS[draft.chosen["date_trap"]]
    if slot == "url":
        draft.url = draft.url.replace("/news/", f"{template}/")
        return
    fetched = draft.published + UNTIL_FETCH
    later = draft.published + timedelta(days=200)
    earlier = draft.published - timedelta(days=11)
    values = {
        "fetched": day_text(draft, fetched),
        "later": day_text(draft, later),
        "earlier": day_text(draft, earlier),
        "iso": _iso(earlier if "earlier" in template else fetched),
        "modified": _iso(draft.published + timedelta(days=2)),
    }
    markup = _fill_junk(draft, template, **values)
    if slot == "head":
        draft.head.append(markup)
    else:
        draft.put(slot, markup)


def _lookalike(draft: Draft) -> None:
    slot, template, kind = boxes.LOOKALIKES[draft.chosen["lookalike"]]
    texts = draft.gold.headings if kind == "contents" else draft.words[kind]
    link = '<li><a href="#s{n}">{value}</a></li>' if kind == "contents" else '<li><a href="/l/{n}">{value}</a></li>'
    if kind == "teasers":
        draft.gold.junk += [text for text in texts if text not in draft.gold.junk]
    draft.put(slot, draft.fill(template, rows=draft.many(link, texts), **_sentences(draft)))


def _teasers(draft: Draft) -> None:
    slot, beginning, each, end = surroundings.TEASERS[draft.chosen["teasers"]]
    texts = draft.words["teaser_text"]
    sentences = _sentences(draft)
    markup = draft.fill(beginning, **sentences)
    for n, title in enumerate(draft.words["teasers"][:2], 1):
        when = day_text(draft, draft.published + timedelta(days=n))
        by_line = draft.words["by"][0].replace("{}", draft.words["other"][1])
        values = {"title": title, "text": texts[n - 1], "when": when, "by": by_line, "n": n}
        draft.gold.junk += [title, texts[n - 1]] if "{text}" in each else [title]
        markup = Html(markup + draft.fill(each, **values))
    draft.put(slot, Html(markup + draft.fill(end)))


def _next_article(draft: Draft) -> None:
    title, author, first, second = draft.words["other"]
    published = draft.published + timedelta(days=5)
    values = {"title": title, "author": author, "first": first, "second": second, "next": draft.word("next")}
    values |= {"when": day_text(draft, published), "iso": _iso(published)}
    values["by"] = draft.words["by"][0].replace("{}", author)
    draft.gold.junk += [title, first, second]
    draft.put("bottom", draft.fill(surroundings.NEXT_ARTICLES[draft.chosen["next_article"]], **values))


def _comments(draft: Draft) -> None:
    beginning, each, end = surroundings.COMMENTS[draft.chosen["comments"]]
    rows = []
    for n, (name, text) in enumerate(draft.words["comment"], 1):
        moment = draft.published + timedelta(days=n, minutes=37 * n)
        draft.gold.junk.append(text)
        rows.append(draft.fill(each, name=name, text=text, when=day_text(draft, moment), iso=_iso(moment)))
    label = draft.word("comments")
    markup = Html(draft.fill(beginning, label=label) + "".join(rows) + draft.fill(end, label=label))
    draft.slots.setdefault(draft.random.choice(("after", "bottom")), []).append(markup)


def _join(draft: Draft) -> None:
    """Put what stands before, inside and below the text into the slots of the skeleton."""
    slots = draft.slots
    before = slots.pop("before_text", [])
    if draft.random.random() < 0.5:
        slots.setdefault("head", []).extend(before)
        before = []
    if layouts.PARAGRAPHS[draft.chosen["paragraphs"]].startswith("{"):
        before.append("<br>")  # text without an element of its own would stand in one line with a byline
    slots["text"] = [*before, *_containers(draft), *slots.pop("end", [])]


def _containers(draft: Draft) -> Iterator[str]:
    """Yield the text in its containers, with what interrupts it below paragraphs, never below a heading."""
    pieces, headings = draft.slots.pop("pieces"), draft.slots.pop("headings", [])
    for markup in draft.slots.pop("inline", []):
        places = [place for place in range(1, len(pieces)) if pieces[place - 1] not in headings]
        pieces.insert(draft.random.choice(places), markup)
    size, template = layouts.CONTAINERS[draft.chosen["containers"]]
    held: list[str] = []
    for piece in pieces:
        held.append(piece)
        if len(held) >= size and piece not in headings:
            yield draft.fill(template, value=Html("\n".join(held)))
            held = []
    if held:
        yield draft.fill(template, value=Html("\n".join(held)))


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
