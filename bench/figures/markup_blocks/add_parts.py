"""Puts the parts of the article into the slots of a page: head, text and notes."""

from bench.figures.markup_blocks import boxes, bylines, dates, declarations, head_parts, layouts, text_parts
from bench.figures.markup_blocks.draft import Draft, Html

CUT_AFTER = 2  # paragraphs that a page shows if only its declaration has the whole text


def add_head(draft: Draft) -> None:
    """Title, kicker, standfirst, byline, date, picture and key points, in the order of the page."""
    chosen = draft.chosen
    parts = {"kicker": _kicker, "title": _title, "standfirst": _standfirst}
    made = {name: make(draft) for name, make in parts.items() if name in chosen}
    made |= {"byline": _byline(draft), "date": _date(draft), "picture": _picture(draft)}
    in_text = "picture" in chosen and draft.random.random() < 0.3
    box = _key_points(draft)
    place = chosen.get("key_points_place")
    for part in layouts.ORDERS[chosen["order"]]:
        slot = "picture_in_text" if part == "picture" and in_text else "head"
        if made.get(part):
            draft.put(slot, made[part])
        if (part, place) in (("standfirst", "below_standfirst"), ("picture", "after_picture")) and box:
            draft.put("head", box)
            box = Html("")
    slots = {"beside": "aside", "below_text": "end", "after_first_paragraph": "first_break"}
    if box:
        draft.put(slots.get(place or "", "before_text"), box)


def add_notes(draft: Draft) -> None:
    """The correction and the note on machines."""
    for dimension, blocks, gold in (
        ("correction", text_parts.CORRECTIONS, draft.gold.corrections),
        ("machine_note", text_parts.MACHINE_NOTES, draft.gold.machine_notes),
    ):
        if dimension in draft.chosen:
            slot, template = blocks[draft.chosen[dimension]]
            key = "correction" if dimension == "correction" else "machine"
            note = draft.article[key]
            gold.append(note)
            if slot != "under_key_points":  # it is in the box
                draft.put(slot, draft.fill(template, note=note, label=draft.word(key)))


def _kicker(draft: Draft) -> Html:
    values = {"section": draft.article["section"], "title": draft.article["title"], "home": draft.words["nav"][0]}
    return draft.fill(head_parts.KICKERS[draft.chosen["kicker"]], other=draft.words["nav"][2], **values)


def _title(draft: Draft) -> Html:
    values = {"title": draft.article["title"], "section": draft.article["section"], "url": draft.url}
    return draft.fill(head_parts.TITLES[draft.chosen["title"]], **values)


def _standfirst(draft: Draft) -> Html:
    draft.gold.standfirst = draft.article["standfirst"]
    return draft.fill(head_parts.STANDFIRSTS[draft.chosen["standfirst"]], standfirst=draft.gold.standfirst)


def _byline(draft: Draft) -> Html:
    name = draft.chosen.get("byline")
    if name is None:
        return Html("")
    line = bylines.BYLINES[name](draft)
    draft.gold.authors = list(draft.authors)
    if name in bylines.AT_THE_END:
        draft.put("after" if name == "end_box" else "end", line)
        return Html("")
    return line


def _date(draft: Draft) -> Html:
    name = draft.chosen.get("date")
    if name is None:
        return Html("")
    line = dates.DATES[name](draft)
    if name in dates.AT_THE_END:
        draft.put("end", line)
        return Html("")
    return line


def _picture(draft: Draft) -> Html:
    name = draft.chosen.get("picture")
    if name is None:
        return Html("")
    caption, photographer = draft.article["caption"], draft.article["photographer"]
    if name not in text_parts.WITHOUT_CAPTION:
        draft.gold.captions.append(caption)
    image = Html('<img src="/img/17.jpg" width="640" height="360" alt="">')
    values = {"caption": caption, "photographer": photographer, "label": draft.word("photo")}
    return draft.fill(text_parts.PICTURES[name], img=image, **values)


def _key_points(draft: Draft) -> Html:
    name = draft.chosen.get("key_points")
    if name is None:
        return Html("")
    draft.gold.facts = list(draft.article["facts"])
    label = draft.words["labels"][draft.chosen["key_points_label"]]
    beginning, each, end = boxes.KEY_POINTS[name]
    points = draft.many(each, draft.gold.facts)
    box = draft.fill(beginning, label=label) + points + draft.fill(end)
    if draft.chosen.get("machine_note") == "under_key_points":
        box += draft.fill(text_parts.MACHINE_NOTES["under_key_points"][1], note=draft.article["machine"])
    return Html(box)


def add_text(draft: Draft) -> None:
    """The text in pieces: paragraphs, headings, and the box, picture, table or list between them."""
    gold, chosen = draft.gold, draft.chosen
    is_cut = chosen.get("declaration") in declarations.CUTS_TEXT
    pieces: list[str] = []
    for number, (heading, *paragraphs) in enumerate(draft.article["text"]):
        if heading and "heading" in chosen and not is_cut:
            template = text_parts.HEADINGS[chosen["heading"]]
            gold.headings.append(heading)
            pieces.append(draft.fill(template, heading=heading, n=number))
            draft.put("headings", pieces[-1])
        for paragraph in paragraphs:
            gold.paragraphs.append(paragraph)
            if not is_cut or len(gold.paragraphs) <= CUT_AFTER:
                template = layouts.PARAGRAPHS[chosen["paragraphs"]]
                pieces.append(draft.fill(template, value=paragraph, n=len(gold.paragraphs)))
    if is_cut:
        draft.gold.junk.append(draft.word("paywall"))
        pieces.append(draft.fill("<div @offer><p>{paywall}</p></div>", paywall=draft.word("paywall")))
    if "insert" in chosen:
        place = 3 if "heading" in chosen else 4  # below the first paragraph of the second section
        pieces.insert(place + 1, text_parts.INSERTS[chosen["insert"]](draft))
    pieces[2:2] = draft.slots.pop("picture_in_text", [])
    pieces[1:1] = draft.slots.pop("first_break", [])
    draft.slots["pieces"] = pieces
