"""What pages put between and below the paragraphs of an article is no text; what looks a little like it is."""

import pytest

from etl.articles import Article
from etl.documents import Document, Origin
from etl.parse.html.article import parse_html
from etl.settings import Settings

STORY = (
    "The mill by the river opens as a library in spring, after two years of work on its roof and its floor.",
    "The council pays a third of the cost, and the rest comes from the county and from gifts of its readers.",
    "Opponents say that the money would be better spent on flood walls in the lower town, where houses were damaged.",
    "The first books will be moved in May by a chain of people, from hand to hand and across the old stone bridge.",
)
URL = "https://island.example/a/the-mill"


def _parse(between: str = "", below: str = "") -> Article:
    paragraphs = [f"<p>{text}</p>" for text in STORY]
    body = f"<h1>The mill</h1><div class='t1'>{''.join(paragraphs[:2])}{between}{''.join(paragraphs[2:])}</div>{below}"
    data = f"<html><title>The mill</title><body><div class='x'>{body}</div></body></html>".encode()
    return parse_html(Document(origin=Origin(uri="a", target_url=URL), name="a.html", data=data), Settings())


def _texts(article: Article) -> list[str]:
    return [block.text for block in article.body.paragraphs]


@pytest.mark.parametrize(
    "markup",
    [
        "<div class='q7'><b>Der Morgenbrief</b><p>Was die Stadt bewegt: jeden Morgen um sechs schreibt die Redaktion,"
        " worüber man spricht.</p><form><input type='email'><button>Los</button></form></div>",
        "<div class='q7'><h4>The Tide Table</h4><p>Our weekly letter about the sea, every Friday in your inbox.</p>"
        "<a href='/letters'>Sign up here</a></div>",
        "<p><em>Pour ne rien manquer du fleuve, <a href='/l'>inscrivez-vous à notre lettre</a>.</em></p>",
        "<p>Подписывайтесь на наш <a href='https://t.example/x'>телеграм-канал</a>, чтобы узнавать о новостях.</p>",
        "<section class='s8'><p>欢迎订阅我们的电子报，每天早上送到您的邮箱。</p><button>订阅</button></section>",
    ],
)
def test_an_appeal_to_subscribe_is_no_text(markup: str) -> None:
    assert _texts(_parse(markup)) == list(STORY)


@pytest.mark.parametrize(
    "markup",
    [
        "<aside class='z'><p>Szanowni Państwo,</p><p>Administratorem danych osobowych jest spółka Wyspa. Zgodę można"
        " wycofać w każdej chwili, a szczegóły opisuje nasza strona.</p><button>Przejdź do serwisu</button></aside>",
        "<div class='n4'><p>Sitemizde sizlere daha iyi hizmet sunabilmek için çerezler kullanılmaktadır."
        " Ayrıntılı bilgi için <a href='/kvkk'>aydınlatma metnimizi</a> okuyun.</p><a href='#'>Tamam</a></div>",
    ],
)
def test_a_consent_box_without_a_hiding_name_is_no_text(markup: str) -> None:
    assert _texts(_parse(markup)) == list(STORY)


@pytest.mark.parametrize(
    "markup",
    [
        "<p><a href='/a/9'>How a bell founder saved the chapel of Saint Bride</a></p>",
        "<p>&gt;&gt; <a href='/a/9'>Bahnhöfe im Norden: diese Gebäude stehen zum Verkauf</a></p>",
        "<p>Compartilhe: <a href='https://api.whatsapp.com/send?text=x'>WhatsApp</a></p>",
        "<div class='v'>▶ Night buses to run again from June</div>",
        "<div class='p'><p>Soll die Mühle bleiben?</p><label><input type='radio'> Ja</label><button>Los</button></div>",
        "<p>Werbung</p>",
    ],
)
def test_links_players_polls_and_labels_between_paragraphs_are_no_text(markup: str) -> None:
    assert _texts(_parse(markup)) == list(STORY)


@pytest.mark.parametrize(
    "text",
    [
        "The museum uses cookies on its site without asking, and eleven partners follow every visitor.",
        "Anyone who wants to help can support the library with a donation at the harbour office, or sign up.",
        "Details are in the <a href='/plan'>plan of the council</a>, and seats can be booked at the town hall.",
        "<a href='https://elsewhere.example/paper'>The university published the measurements of the flood</a>",
    ],
)
def test_paragraphs_about_such_things_are_text(text: str) -> None:
    assert len(_texts(_parse(f"<p>{text}</p>"))) == len(STORY) + 1


@pytest.mark.parametrize(
    "markup",
    [
        "<div class='n'><h1>Port bans late horns</h1><p class='u'>{text}</p></div>",
        "<article><h2>Port bans late horns</h2><p>{text}</p></article>",
        "<section><i>Next</i><a href='/a/8'><h3>Port bans late horns</h3></a><p class='u'>{text}</p></section>",
    ],
)
def test_another_article_below_the_text_is_left_out(markup: str) -> None:
    text = "The harbour master has banned loud horns after nine, because residents had complained about a cruise ship."

    assert _texts(_parse(below=markup.format(text=text))) == list(STORY)


def test_the_next_article_of_an_endless_page_is_left_out() -> None:
    other = (
        "<div class='a7'><h1 class='h'>Port bans horns</h1><div class='t1'><p>The harbour master has banned loud horns"
    )
    other += " after nine.</p><p>Captains who ignore the rule must pay a fine of two hundred pounds.</p></div>"
    story = "".join(f"<p>{text}</p>" for text in STORY)
    page = f"<div class='a7'><h1 class='h'>The mill</h1><div class='t1'>{story}</div></div>{other}</div>"
    data = f"<html><title>The mill</title><body>{page}</body></html>".encode()
    article = parse_html(Document(origin=Origin(uri="a", target_url=URL), name="a.html", data=data), Settings())

    assert _texts(article) == list(STORY)


def test_a_last_section_in_a_box_of_its_own_is_text() -> None:
    below = "<div class='t1'><h2>What comes next</h2><p>The second floor will be finished in the next year.</p></div>"

    assert len(_texts(_parse(below=below))) == len(STORY) + 1


def test_headings_that_lead_to_other_sites_above_text_are_headings() -> None:
    shops = ("The old bakery", "The new quay", "The long barn")
    markup = "".join(
        f"<h2><a href='https://{n}.example/'>{shop}</a></h2><p>{STORY[n]} Open daily.</p>"
        for n, shop in enumerate(shops)
    )

    assert [section.heading.text for section in _parse(markup).body.sections if section.heading] == list(shops)
