"""Lines around an article: kickers, metadata, datelines, endings. Each is a function of the words of one text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

LOCALES = {"zh-hant": "zh_Hant", "zh": "zh_Hans"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What is said around one article: its names, places, days, and the words of its language."""

    lang: str
    day: date
    topic: str
    other_topic: str
    genre: str
    name: str
    other_name: str
    city: str
    outlet: str
    agency: str
    fixed: Mapping[str, str]  # kind -> word: by, source, date ...

    def __getitem__(self, kind: str) -> str:
        return self.fixed[kind]

    @property
    def locale(self) -> str:
        return LOCALES.get(self.lang, self.lang)

    @property
    def long(self) -> str:
        """12 March 1998."""
        return format_date(self.day, "long", self.locale)

    @property
    def full(self) -> str:
        """Thursday, 12 March 1998."""
        return format_date(self.day, "full", self.locale)

    @property
    def month_day(self) -> str:
        """March 12."""
        return format_date(self.day, "MMMM d" if self.lang in ("en", "pcm") else "d MMMM", self.locale)

    @property
    def dotted(self) -> str:
        """12.03.1998."""
        return f"{self.day:%d.%m.%Y}"

    @property
    def by_name(self) -> str:
        """By Ann Lee."""
        return f"{self['by']} {self.name}"


Lines = Callable[[Words], list[str]]
Inline = Callable[[Words], str]

KICKERS: dict[str, Lines] = {
    "topic": lambda w: [w.topic],
    "TOPIC": lambda w: [w.topic.upper()],
    "topic | topic": lambda w: [f"{w.topic} | {w.other_topic}"],
    "topic / topic": lambda w: [f"{w.topic} / {w.other_topic}"],
    "topic - topic": lambda w: [f"{w.topic} - {w.other_topic}"],
    "topic > topic": lambda w: [f"{w.topic} > {w.other_topic}"],
    "topic » city": lambda w: [f"{w.topic} » {w.city}"],
    "topic:": lambda w: [f"{w.topic}:"],
    "[topic]": lambda w: [f"[{w.topic}]"],
    "(topic)": lambda w: [f"({w.topic})"],
    "【genre】": lambda w: [f"【{w.genre}】"],
    "*** genre ***": lambda w: [f"*** {w.genre.upper()} ***"],
    "— topic —": lambda w: [f"— {w.topic} —"],
    "** topic **": lambda w: [f"**{w.topic}**"],
    "_genre_": lambda w: [f"_{w.genre}_"],
    "#topic": lambda w: [f"#{w.topic.replace(' ', '')}"],
    "topic, date": lambda w: [f"{w.topic}, {w.dotted}"],
    "genre": lambda w: [w.genre],
    "GENRE": lambda w: [w.genre.upper()],
    "genre · topic": lambda w: [f"{w.genre} · {w.topic}"],
    "topic (2)": lambda w: [f"{w.topic} (2)"],
    "city": lambda w: [w.city],
    "CITY / TOPIC": lambda w: [f"{w.city.upper()} / {w.topic.upper()}"],
    "outlet": lambda w: [w.outlet],
}
ABOVE: dict[str, Lines] = {
    "outlet, date, page": lambda w: [f"{w.outlet}, {w.long}, {w['page']} {w.day.day}"],
    "outlet and date": lambda w: [w.outlet, w.full],
    "archive": lambda w: [w.outlet, w.full, f"SECTION: {w.topic}; Pg. {w.day.day}", "LENGTH: 512 words"],
    "date, outlet": lambda w: [f"{w.dotted} | {w.outlet}"],
    "date above": lambda w: [w.full],
    "keys above": lambda w: [f"{w['source']}: {w.outlet}", f"{w['date']}: {w.day}", f"{w['author']}: {w.name}"],
    "keys in brackets": lambda w: [f"[{w['source']}] {w.outlet}", f"[{w['date']}] {w.day}"],
    "outlet (date) page": lambda w: [f"{w.outlet} ({w.dotted}), {w['page']} {w.day.day}"],
}
BELOW: dict[str, Lines] = {
    "byline": lambda w: [w.by_name],
    "BYLINE": lambda w: [w.by_name.upper()],
    "byline | date": lambda w: [f"{w.by_name} | {w.long}"],
    "byline, date": lambda w: [f"{w.by_name}, {w.long}"],
    "byline and date": lambda w: [w.by_name, w.long],
    "*byline*": lambda w: [f"*{w.by_name}*"],
    "two names": lambda w: [f"{w.by_name}, {w.other_name}"],
    "long date": lambda w: [w.long],
    "dotted date": lambda w: [w.dotted],
    "date and time": lambda w: [f"{w.day} 18:40"],
    "city, date": lambda w: [f"{w.city}, {w.long}"],
    "(city, date)": lambda w: [f"({w.city}, {w.dotted})"],
    "name, city, date": lambda w: [f"{w.name}, {w.city}, {w.long}"],
    "name (agency)": lambda w: [f"{w.name} ({w.agency})"],
    "name and staff": lambda w: [w.name, w["staff"]],
    "name / outlet": lambda w: [f"{w.name} / {w.outlet}"],
    "name, e-mail": lambda w: [f"{w.name} <redaction@example.org>"],
    "published, updated": lambda w: [
        f"{w['published']}: {w.long}, 08:15 | {w['updated']}: {w.long}, 18:40",
    ],
    "published": lambda w: [f"{w['published']}: {w.dotted}"],
    "keys below": lambda w: [f"{w['author']}: {w.name}", f"{w['date']}: {w.long}", f"{w['source']}: {w.outlet}"],
    "source below": lambda w: [f"{w['source']}: {w.agency} | {w.long}"],
    "date · minutes": lambda w: [f"{w.long} · 4 {w['minutes']}"],
    "byline · date · minutes": lambda w: [f"{w.by_name} · {w.dotted} · 4 {w['minutes']}"],
    "bare date, agency": lambda w: [f"{w.long} ({w.agency})"],
}
DATELINES: dict[str, Inline] = {
    "CITY —": lambda w: f"{w.city.upper()} — ",
    "CITY -": lambda w: f"{w.city.upper()} - ",
    "CITY, date (agency) -": lambda w: f"{w.city.upper()}, {w.month_day} ({w.agency}) - ",
    "City (agency) –": lambda w: f"{w.city} ({w.agency}) – ",
    "(agency)": lambda w: f"({w.agency}) ",
    "City, date -": lambda w: f"{w.city}, {w.month_day} - ",
    "City/Agency.": lambda w: f"{w.city}/{w.agency}. ",
    "City.": lambda w: f"{w.city}. ",
    "【agency city date】": lambda w: f"【{w.agency}{w.city}{w.month_day}】",
    "city: ": lambda w: f"{w.city}: ",
    "agency -": lambda w: f"{w.agency} - ",
    "[city]": lambda w: f"[{w.city}] ",
}
ENDINGS: dict[str, Lines] = {
    "source": lambda w: [f"{w['source']}: {w.agency}"],
    "(source)": lambda w: [f"({w['source']}: {w.outlet})"],
    "© year outlet": lambda w: [f"© {w.day.year} {w.outlet}. {w['rights']}"],
    "(c) year outlet": lambda w: [f"(c) {w.day.year} {w.outlet}"],
    "Copyright": lambda w: [f"Copyright {w.day.year} {w.outlet}. {w['rights']}"],
    "-30-": lambda w: ["-30-"],
    "###": lambda w: ["###"],
    "ENDS": lambda w: ["ENDS"],
    "(END)": lambda w: ["(END)"],
    "(agency)": lambda w: [f"({w.agency})"],
    "agency/ab": lambda w: [f"{w.agency}/ab/cd"],
    "read more": lambda w: [f"{w['more']}: {w.topic} - {w.city}"],
    "address": lambda w: [f"https://www.example.org/{w.day:%Y/%m/%d}/story.html"],
    "source address": lambda w: [f"{w['source']}: https://www.example.org/news/{w.day:%Y%m%d}"],
    "hashtags": lambda w: [f"#{w.topic.replace(' ', '')} #{w.other_topic.replace(' ', '')}"],
    "outlet, date": lambda w: [f"{w.outlet}, {w.long}"],
    "updated": lambda w: [f"{w['updated']}: {w.long}"],
    "author": lambda w: [f"{w['author']}: {w.name}"],
}
