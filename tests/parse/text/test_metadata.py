"""The dates of a text: which lines are dates of publication, and in which order day and month are read."""

import pytest

from etl.articles import Article
from etl.documents import Document, Origin
from etl.parse.text.format import FORMAT
from etl.settings import Settings


def parse(text: str) -> Article:
    return FORMAT.read(Document(origin=Origin(uri="a.txt"), name="a.txt", data=text.encode()), Settings()).article()


EVENTS = {
    "en": ("3 May 2026", "9 May 2026", "Divers found the bell in the harbour."),
    "de": ("**3. Mai 2026**", "**9. Mai 2026**", "Taucher fanden die Glocke im Hafen."),
    "ar": ("3 مايو 2026", "9 مايو 2026", "عثر غواصون على الجرس في قاع الميناء القديم."),
    "ja": ("2026年5月3日", "2026年5月9日", "潜水士が港の底で古い鐘を見つけた。"),
    "ru": ("3 мая 2026", "9 мая 2026", "Водолазы нашли колокол на дне гавани."),
}


@pytest.mark.parametrize("language", EVENTS)
def test_the_dates_of_a_timeline_are_headings_and_no_date_of_publication(language: str) -> None:
    first, second, text = EVENTS[language]
    read = parse(f"{text[:14]}\n\n{first}\n{text}\n\n{second}\n{text}")

    assert read.dates == ()
    assert [section.heading and section.heading.text for section in read.body.sections] == [
        first.strip("*"),
        second.strip("*"),
    ]


def test_a_dateline_above_a_timeline_is_the_date_of_publication() -> None:
    read = parse(f"The bell\n12 May 2026\n\n{'3 May 2026'}\nDivers found it.\n\n9 May 2026\nIt rang again.")

    assert [str(date.moment.on) for date in read.dates if date.moment] == ["2026-05-12"]


def test_a_labelled_date_is_one_of_publication_also_above_other_dates() -> None:
    read = parse("The bell\nPublished: 3 May 2026\n\nDivers found it.\n\n9 May 2026\nIt rang again.")

    assert [str(date.moment.on) for date in read.dates if date.moment] == ["2026-05-03"]


ORDERS = [
    ("05.03.2026", "Die Glocke ist in dem Hafen gefunden und von den Tauchern an Land gebracht worden.", "2026-03-05"),
    ("05/03/2026", "La cloche est dans le port et les plongeurs ont dit que la mer était froide.", "2026-03-05"),
    ("05/03/2026", "La campana está en el puerto y los buzos dicen que la mar es fría por la noche.", "2026-03-05"),
    ("05/03/2026", "Il sino è nel porto e la gente dice che non è di bronzo, ma di ferro con le corde.", "2026-03-05"),
    ("05/03/2026", "وقال الغواص إن الجرس كان في الميناء من قبل مع هذا الحبل على السفينة.", "2026-03-05"),
    ("05/03/2026", "घंटी बंदरगाह के पानी में मिली और लोगों ने कहा कि यह बहुत पुरानी है।", "2026-03-05"),
    ("05.03.2026", "Çan limanda bulundu ve bir dalgıç bu sabah daha çok ip için geldi.", "2026-03-05"),
    ("05.03.2026", "Колокол нашли в гавани, и он не был на дне, как это думали в городе.", "2026-03-05"),
    ("05/03/2026", "The bell was in the harbour and the divers said that it is of iron.", None),
    ("05.03.2026", "The bell was in the harbour and the divers said that it is of iron.", None),
    ("05/03/2026", "Bell. Harbour. Divers. Iron.", None),
]


@pytest.mark.parametrize(("date", "text", "day"), ORDERS)
def test_the_language_of_a_text_settles_the_order_of_day_and_month(date: str, text: str, day: str | None) -> None:
    read = parse(f"{text[:12]}\n{date}\n\n{text}\n\n{text}")

    assert [candidate.text for candidate in read.dates] == [date]
    assert [str(candidate.moment.on) if candidate.moment else None for candidate in read.dates] == [day]
