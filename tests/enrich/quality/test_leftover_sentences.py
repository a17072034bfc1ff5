"""Sentences of language models, and of those who use them, are known by what stands in them together."""

import pytest
from fixture_types import MakeArticle

from etl.enrich.quality.find_issues import find_issues
from etl.enrich.quality.placeholder import find_gaps

SAID = {
    "who speaks": "Being only an AI model, I could not attend the hearing.",
    "who speaks, in German": "Weil ich ein Sprachmodell bin, also als Sprachmodell, habe ich keine Meinung.",
    "refusal": "Unfortunately, I'm not able to summarise that report for you.",
    "refusal with the object first": "Этот текст я не могу перевести, к сожалению.",
    "refusal in one word": "Üzgünüm, bu haberi çeviremiyorum.",
    "refusal without spaces": "很遗憾，我没有办法改写这篇报道。",
    "refusal with a prefix": "للأسف لا يمكنني ترجمة هذا التقرير.",
    "end of knowledge": "Mes données s'arrêtent en juin 2023.",
    "announcement": "Certamente! Ecco la versione corretta:",
    "offer": "Soll ich die Überschrift noch ändern?",
    "order": "Rewrite the following article in a lighter tone.",
    "order with a number": "Redacte una noticia de 350 palabras sobre la huelga.",
    "order at the end of the sentence": "この記事を要約してください。",
    "role": "You are a translator. Your goal is to keep every name.",
    "request for the text": "Please share the report you want me to translate.",
    "number of words": "Anzahl der Wörter: 412",
}
NOT_SAID = {
    "third person": "As a language model, the program predicts the next word.",
    "another thing": "I cannot translate the feeling that came over us on the bridge.",
    "a profession": "I am an AI researcher and I work in Lisbon.",
    "a list": "Here is the list of the roads that are closed on Sunday:",
    "homework": "Pupils had to write a 500-word article about a museum.",
    "letters to the editor": "Please provide your name and address with every letter.",
    "third person that looks like a question": "El alcalde quiere que se cambie el texto de la ley.",
    "quoted": "The program answered: “I'm sorry, I cannot write this article.”",
    "offer of a newspaper": "If you would like to take part, call the library before Friday.",
}
GAPS = [
    ("Mayor [name of the mayor] opened the bridge.", "en"),
    ("Der Eintritt kostet [Preis].", "de"),
    ("Wali Kota [nama wali kota] datang.", "id"),
    ("Belediye başkanı [başkanın adı] konuştu.", "tr"),
    ("（在此插入照片）", "zh"),
    ("(Add a photo of the bridge here)", "en"),
    ("<PLACEHOLDER: photo>", "en"),
    ("An unknown language [insert date].", None),
]
NO_GAPS = [
    ("He said [the mayor] was late.", "en"),
    ("Anna [name changed] is nine years old.", "en"),
    ("Lena [Name geändert] ist neun.", "de"),
    ("The hall (shown here) was built in 1910.", "en"),
    ("Add the flour (add more if needed) and stir.", "en"),
    ("[Photo: a bridge]", "en"),
    ("Box<number> and List<name> are types.", "en"),
]


def flagged(make_article: MakeArticle, text: str) -> list[str]:
    """The evidence of prompt_leftover in an article of this paragraph and a clean one."""
    article = make_article(text, "The mill by the weir turned again on Monday, after thirty years of silence.")
    return [issue.evidence or "" for issue in find_issues(article).quality_issues if issue.rule == "prompt_leftover"]


@pytest.mark.parametrize("case", SAID)
def test_a_sentence_of_a_model_or_its_user_is_marked(make_article: MakeArticle, case: str) -> None:
    assert flagged(make_article, SAID[case])


@pytest.mark.parametrize("case", NOT_SAID)
def test_a_sentence_that_shares_only_some_of_its_words_is_not(make_article: MakeArticle, case: str) -> None:
    assert flagged(make_article, NOT_SAID[case]) == []


def test_only_the_sentence_is_marked_and_not_its_paragraph(make_article: MakeArticle) -> None:
    sentence = "Sorry, but I can't provide a translation of this text."

    assert flagged(make_article, f"The ferry stops on Friday. {sentence} It starts again in May.") == [sentence]


@pytest.mark.parametrize(("text", "language"), GAPS)
def test_brackets_that_say_what_belongs_there_are_gaps(text: str, language: str | None) -> None:
    assert list(find_gaps(text, language))


@pytest.mark.parametrize(("text", "language"), NO_GAPS)
def test_what_editors_and_programmers_put_into_brackets_is_no_gap(text: str, language: str) -> None:
    assert list(find_gaps(text, language)) == []
