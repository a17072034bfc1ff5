"""Dates as pages show them, and the dates of other things that stand on the same page."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from babel.dates import format_datetime

from bench.figures.markup_blocks.draft import Draft, Html

WORDED = {
    "en": ("d MMMM y", "MMMM d, y", "EEEE, d MMMM y", "d MMM y"),
    "de": ("d. MMMM y", "EEEE, d. MMMM y", "d. MMM y"),
    "fr": ("d MMMM y", "EEEE d MMMM y"),
    "es": ("d 'de' MMMM 'de' y", "EEEE, d 'de' MMMM 'de' y", "d MMM y"),
    "pt": ("d 'de' MMMM 'de' y", "EEEE, d 'de' MMMM 'de' y"),
    "ru": ("d MMMM y", "d MMMM y 'г.'", "EEEE, d MMMM y"),
    "tr": ("d MMMM y", "d MMMM y EEEE"),
    "id": ("d MMMM y", "EEEE, d MMMM y"),
    "ar": ("d MMMM y", "EEEE، d MMMM y"),
    "ur": ("d MMMM y", "EEEE، d MMMM، y"),
    "he": ("d 'ב'MMMM y", "EEEE, d 'ב'MMMM y"),
    "hi": ("d MMMM y", "EEEE, d MMMM y"),
    "zh": ("y年M月d日", "y年M月d日 EEEE"),
    "ja": ("y年M月d日", "y年M月d日（E）"),
    "ko": ("y년 M월 d일", "y년 M월 d일 EEEE"),
}
NUMERIC = {"en": "dd/MM/y", "de": "dd.MM.y", "ru": "dd.MM.y", "tr": "dd.MM.y", "he": "dd.MM.y", "ko": "y.MM.dd"}
NUMERIC |= {"zh": "y-MM-dd", "ja": "y/MM/dd"}
CLOCKS = {"fr": "HH'h'mm", "id": "HH.mm", "de": "HH:mm 'Uhr'", "pt": "HH'h'mm", "en": "h:mm a"}
PERSIAN_MONTHS = ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"]
PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
ZONES = {"en": 0, "de": 1, "fr": 1, "es": 1, "pt": -3, "ru": 3, "tr": 3, "id": 7, "ar": 3, "fa": 3.5, "ur": 5}
ZONES |= {"he": 2, "hi": 5.5, "zh": 8, "ja": 9, "ko": 9}
LABEL_ENDS_WITH_PREPOSITION = ("fr", "pt", "ar")  # "Publié le 12 mars", without a colon
SHOWS_NOTHING = ("url_day", "empty_span_iso", "data_epoch", "meta_itemprop")
AT_THE_END = ("end_of_text", "end_posted_line")


def day_text(draft: Draft, when: datetime, numeric: bool = False) -> str:
    """The day as the language writes it, in one of its forms."""
    if draft.lang == "fa":
        year, month, day = to_persian(when.date())
        written = f"{year}/{month:02}/{day:02}" if numeric else f"{day} {PERSIAN_MONTHS[month - 1]} {year}"
        return written.translate(PERSIAN_DIGITS)
    forms = WORDED[draft.lang]  # a site uses one of them
    pattern = NUMERIC.get(draft.lang, "dd/MM/y") if numeric else forms[draft.style % len(forms)]
    return str(format_datetime(when, pattern, locale=draft.lang))


def clock_text(draft: Draft, when: datetime) -> str:
    """The time of day as the language writes it."""
    if draft.lang == "fa":
        return f"{when:%H:%M}".translate(PERSIAN_DIGITS)
    pattern = CLOCKS.get(draft.lang, "HH:mm") if draft.style % 2 else "HH:mm"
    return str(format_datetime(when, pattern, locale=draft.lang)).replace("\u202f", " ")


def shown(draft: Draft, numeric: bool = False) -> str:
    """The date of publication as text, often with its clock time; it becomes the expected date."""
    draft.gold.published = f"{draft.published:%Y-%m-%d}"
    text = day_text(draft, draft.published, numeric)
    if draft.random.random() < 0.5:
        return text
    draft.gold.published = f"{draft.published:%Y-%m-%dT%H:%M}"
    between = draft.random.choice((" ", ", ")) if draft.lang not in ("zh", "ja", "ko") else " "
    return text + between + clock_text(draft, draft.published)


def iso(draft: Draft) -> str:
    """The moment of publication with its zone; it becomes the expected date."""
    draft.gold.published = draft.published.isoformat(timespec="seconds")
    return draft.gold.published


def later_day(draft: Draft, days: int) -> str:
    """A day after the publication, as text."""
    return day_text(draft, draft.published + timedelta(days=days))


def _iso_beside(draft: Draft, template: str) -> Html:
    text = shown(draft)
    return draft.fill(template, text=text, iso=iso(draft))


def _text(template: str, numeric: bool = False) -> Callable[[Draft], Html]:
    def make(draft: Draft) -> Html:
        later = day_text(draft, draft.published + timedelta(days=2), numeric)
        label, updated = draft.word("published"), draft.word("updated")
        line = template.replace("}:", "}") if draft.lang in LABEL_ENDS_WITH_PREPOSITION else template
        return draft.fill(line, text=shown(draft, numeric), later=later, label=label, updated=updated)

    return make


def _with_iso(template: str) -> Callable[[Draft], Html]:
    return lambda draft: _iso_beside(draft, template)


def _day_only(template: str) -> Callable[[Draft], Html]:
    def make(draft: Draft) -> Html:
        draft.gold.published = f"{draft.published:%Y-%m-%d}"
        day = day_text(draft, draft.published)
        clock = f"{draft.published:%H:%M}"
        return draft.fill(template, day=day, iso=draft.gold.published, clock=clock)

    return make


def _day_and_clock(template: str) -> Callable[[Draft], Html]:
    def make(draft: Draft) -> Html:
        filled = _day_only(template)(draft)
        draft.gold.published = f"{draft.published:%Y-%m-%dT%H:%M}"
        return filled

    return make


def _url_day(draft: Draft) -> Html:
    draft.gold.published = f"{draft.published:%Y-%m-%d}"
    draft.url = draft.url.replace("/news/", f"/{draft.published:%Y/%m/%d}/")
    return Html("")


def _epoch(draft: Draft) -> Html:
    moment = int(datetime.fromisoformat(iso(draft)).timestamp())
    return draft.fill('<span @date data-published="{moment}"></span>', moment=moment * 1000)


DATES: dict[str, Callable[[Draft], Html]] = {
    "time_iso": _with_iso('<time @date datetime="{iso}">{text}</time>'),
    "time_day": _day_only('<time @date datetime="{iso}">{day}</time>'),
    "time_bare": _text("<time>{text}</time>"),
    "paragraph": _text("<p @date>{text}</p>"),
    "span_in_div": _text("<div @meta><span @date>{text}</span></div>"),
    "labelled": _text("<span @date>{label}: {text}</span>"),
    "label_element": _text("<div @date><strong>{label}</strong> <span>{text}</span></div>"),
    "updated_beside": _text("<div @dates><span>{label}: {text}</span> <span>{updated}: {later}</span></div>"),
    "updated_same_line": _text("<p @date>{label}: {text} | {updated}: {later}</p>"),
    "updated_below": _text("<ul @dates><li>{label} {text}</li><li>{updated} {later}</li></ul>"),
    "url_day": _url_day,
    "empty_span_iso": _with_iso('<span @date data-datetime="{iso}"></span>'),
    "data_epoch": _epoch,
    "abbr_title": _with_iso('<abbr class="published" title="{iso}">{text}</abbr>'),
    "clock_next_element": _day_and_clock("<span @date>{day}</span><span @time>{clock}</span>"),
    "clock_next_row": _day_and_clock("<div @date><div>{day}</div><div>{clock}</div></div>"),
    "numeric": _text("<div @date>{text}</div>", numeric=True),
    "numeric_labelled": _text("<p @date><em>{label}:</em> {text}</p>", numeric=True),
    "relative": _with_iso('<time @date datetime="{iso}" title="{text}">2h</time>'),
    "list_of_terms": _text("<dl @meta><dt>{label}</dt><dd>{text}</dd></dl>"),
    "meta_itemprop": _with_iso('<meta itemprop="datePublished" content="{iso}">'),
    "table_cell": _text('<table width="100%"><tr><td align="right"><font size="1">{text}</font></td></tr></table>'),
    "custom_element": _with_iso('<x-timestamp value="{iso}"><span>{text}</span></x-timestamp>'),
    "end_of_text": _text("<p><i>{label}: {text}</i></p>"),
    "end_posted_line": _text("<div @foot_line><small>{label} {text}</small></div>"),
}


def to_persian(day: date) -> tuple[int, int, int]:
    """Year, month and day of the Persian calendar, for days from 2000 to 2033."""
    new_year = _persian_new_year(day.year)
    year = day.year - 621 if day >= new_year else day.year - 622
    first = new_year if day >= new_year else _persian_new_year(day.year - 1)
    passed = (day - first).days
    month, rest = divmod(passed, 31) if passed < 186 else (6 + (passed - 186) // 30, (passed - 186) % 30)
    return year, month + 1, rest + 1


def _persian_new_year(year: int) -> date:
    """The first day of the Persian year: 20 March every fourth year until 2028, else 21 March."""
    return date(year, 3, 20 if year % 4 == 0 or (year % 4 == 1 and year >= 2029) else 21)
