"""A mail that was saved as text is refused as one in any language, and its addresses are stored nowhere."""

import pytest

from etl.documents import Document, Origin, Refusal
from etl.settings import Settings
from etl.stages.convert import convert

STORY = "\n\nThe ferry to Sandholm sails again on Monday, after the pier was mended and its lamps were lit.\n"
HEADS = {
    "ar": "من: بريد الميناء <port@sand.example>\nتم الإرسال: 4 مايو 2026\nإلى: المكتبة\nالموضوع: عودة العبّارة",
    "cs": "Od: Přístav <port@sand.example>\nOdesláno: pondělí 4. května 2026\nKomu: Archiv\nPředmět: Trajekt",
    "de": "Von: Hafen\nGesendet: Montag, 4. Mai 2026\nAn: Archiv\nBetreff: Fähre",
    "el": "Από: Λιμάνι <port@sand.example>\nΣτάλθηκε: 4 Μαΐου 2026\nΠρος: Αρχείο\nΘέμα: Πλοίο",
    "en": "From: The Port\nSent: Monday, 4 May 2026 9:00\nTo: Archive\nSubject: The ferry",
    "fa": "از: بندر <port@sand.example>\nارسال شده: ۴ مه ۲۰۲۶\nبه: بایگانی\nموضوع: کشتی",
    "fr": "De : Le port <port@sand.example>\nEnvoyé : lundi 4 mai 2026\nÀ : Archives\nObjet : Le bac",
    "he": "מאת: הנמל <port@sand.example>\nנשלח: יום שני 4 מאי 2026\nאל: ארכיון\nנושא: המעבורת",
    "hu": "Feladó: Kikötő <port@sand.example>\nElküldve: 2026. május 4.\nCímzett: Levéltár\nTárgy: Komp",
    "it": "Da: Porto <port@sand.example>\nInviato: lunedì 4 maggio 2026\nA: Archivio\nOggetto: Traghetto",
    "ja": "差出人: 港 <port@sand.example>\n送信日時: 2026年5月4日\n宛先: 資料室\n件名: 渡し船",
    "ko": "보낸 사람: 항구 <port@sand.example>\n보낸 날짜: 2026년 5월 4일\n받는 사람: 자료실\n제목: 나룻배",
    "pt": "De: Porto <port@sand.example>\nEnviado: 4 de maio de 2026\nPara: Arquivo\nAssunto: A balsa",
    "ru": "*От:* Порт <port@sand.example>\n*Отправлено:* 4 мая 2026\n*Кому:* Архив\n*Тема:* Паром",
    "th": "จาก: ท่าเรือ <port@sand.example>\nส่งเมื่อ: 4 พฤษภาคม 2569\nถึง: หอสมุด\nเรื่อง: เรือข้ามฟาก",
    "zh": "发件人: 港口 <port@sand.example>\n发送时间: 2026年5月4日\n收件人: 资料室\n主题: 渡轮",
}


@pytest.mark.parametrize("language", HEADS)
def test_a_mail_saved_as_text_is_refused_and_its_addresses_are_not_stored(language: str) -> None:
    document = Document(origin=Origin(uri="a.txt"), name="a.txt", data=(HEADS[language] + STORY).encode())
    refused = convert(document, Settings())

    assert isinstance(refused, Refusal)
    assert (refused.reason, refused.head) == ("unknown_format", b"")
    assert "a mail saved as text (if you save it as .eml" in refused.detail


DIGEST = """Envoyez vos messages pour la liste Port à
\tport@listes.example

Pour vous (dés)abonner par le web, consultez
\thttp://listes.example/mailman/listinfo/port

ou, par courriel, envoyez un message avec « help » dans le corps ou dans le sujet à
\tport-request@listes.example

Thèmes du jour :

   1. Le bac (Iris Hartwell)
"""


def test_a_digest_of_a_mailing_list_is_refused_and_its_addresses_are_not_stored() -> None:
    document = Document(origin=Origin(uri="a.txt"), name="a.txt", data=(DIGEST + STORY).encode())
    refused = convert(document, Settings())

    assert isinstance(refused, Refusal)
    assert (refused.reason, refused.head) == ("unknown_format", b"")
    assert "a digest of a mailing list, which contains several mails" in refused.detail


def test_an_article_that_ends_with_addresses_is_no_digest() -> None:
    data = (STORY + "\nport@sand.example\nport-news@sand.example\n").encode()

    assert not isinstance(convert(Document(origin=Origin(uri="a.txt"), name="a.txt", data=data), Settings()), Refusal)


@pytest.mark.parametrize(
    "head",
    [
        "From: Iris Hartwell\nDate: 4 May 2026",
        "מאת: נועה לוי\nתאריך: 4 במאי 2026\nנושא: תחבורה",
        "เรื่อง: เรือข้ามฟากกลับมาแล้ว\nจาก: หนังสือพิมพ์ทราย\nวันที่: 4 พฤษภาคม 2569",
        "Von: Iris Hartwell\nThema: Verkehr",
        "A leaked letter\n\nFrom: The Port\nTo: The Council\nSubject: The ferry",
    ],
)
def test_the_head_of_an_article_is_no_mail(head: str) -> None:
    document = Document(origin=Origin(uri="a.txt"), name="a.txt", data=(head + STORY).encode())

    assert not isinstance(convert(document, Settings()), Refusal)
