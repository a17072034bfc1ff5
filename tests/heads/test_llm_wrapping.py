"""What stands around a text: which lines are taken off, and which stay."""

import pytest

from etl.heads.llm_wrapping import find_wrapping
from etl.heads.read_head import blanked

TEXT = "# The Mill Turns\n\nThe mill by the weir turned again on Monday.\n\nTwo hundred people came to watch."

PLAIN_TITLE = TEXT.removeprefix("# ")

GREETINGS = [
    "Of course! Here is the article you wanted:",
    "Here's your news article:",
    "Gerne! Hier ist der gewünschte Artikel:",
    "Volontiers. Voici l'article demandé :",
    "¡Por supuesto! A continuación, el artículo:",
    "Con piacere! Ecco l'articolo richiesto:",
    "Com prazer! Aqui está o artigo pedido:",
    "Разумеется! Вот готовая статья:",
    "بكل سرور! إليك المقال:",
    "بفرمایید، این هم مقاله:",
    "ज़रूर! यह रहा आपका लेख:",
    "बिल्कुल! यह रहा लेख:",
    "جی ہاں! یہ رہا آپ کا مضمون:",
    "かしこまりました。以下が記事です。",
    "물론이죠! 다음은 요청하신 기사입니다:",
    "没问题，以下是您要的文章：",
    "Tabii ki! İşte istediğiniz makale:",
    "Oczywiście. Oto artykuł:",
    "בשמחה! הנה הכתבה שביקשת:",
    "Tentu saja! Berikut artikelnya:",
    "ได้เลย นี่คือบทความ:",
    "Gärna! Här är artikeln:",
]

FAREWELLS = [
    "If you need any other changes, just ask!",
    "Falls Sie Änderungen wünschen, sagen Sie mir Bescheid.",
    "Si vous souhaitez une version plus courte, dites-le-moi.",
    "¿Quieres algún cambio en el artículo?",
    "Se quiser alguma mudança, é só pedir.",
    "Se vuoi, posso accorciarlo.",
    "Если понадобятся правки, напишите мне.",
    "هل تريد تغيير شيء في المقال؟",
    "اگر نیاز به ویرایش است، بفرمایید.",
    "यदि कोई संशोधन चाहिए तो बताइए।",
    "اگر آپ کو ترمیم چاہیے تو بتائیں۔",
    "修正や変更がございましたらお知らせください。",
    "혹시 변경이 필요하시면 알려 주세요.",
    "如需修改，请随时告诉我。",
    "Değişiklik isterseniz bana söyleyin.",
    "Jeśli chcesz, mogę przygotować krótszą wersję.",
    "אשמח לעזור בעוד שינויים.",
    "Jika perlu perubahan, beri tahu saya.",
    "ถ้าต้องการแก้ไข โปรดแจ้ง",
    "Om du vill ha ändringar, säg till.",
]

WRAPPED = {
    "thoughts": f"<think>\nA text about a mill.\n</think>\n\n{TEXT}",
    "thoughts without a beginning": f"A text about a mill.\n</think>\n{TEXT}",
    "a fence": f"```markdown\n{TEXT}\n```",
    "a fence without an end": f"~~~\n{TEXT}",
    "a fence and remarks in Swahili": f"Hii hapa makala.\n\n```\n{TEXT}\n```\n\nKaribu tena.",
    "an opening": f"Sure! Here is the article:\n\n{TEXT}",
    "an opening in Chinese": f"好的，以下是文章：\n\n{TEXT}",
    "an opening in Arabic and a rule": f"بالتأكيد! إليك المقال:\n\n---\n\n{TEXT}",
    "a closing": f"{TEXT}\n\nLet me know if you would like a shorter version!",
    "a closing in French and a rule": f"{TEXT}\n\n---\n\nN'hésitez pas à me dire si vous voulez des changements.",
}

BARE = {
    "a first line with a colon": "Here is what we know about the mill:\n\nIt turned again on Monday.",
    "code inside an article": f"{TEXT}\n\n```python\nprint('mill')\n```\n\nThat was the program.",
    "a listing in another language": f"```python\n{TEXT}\n```",
    "a letter": "Dear Ann,\n\nLet me know if you can come.\n\nYours\nBen",
    "a certain fact": "Certainly the mill is old.\n\nNobody knows how old.",
    "the first sentence of an article": f"Here is the news that the town had waited for.\n\n{PLAIN_TITLE}",
    "a colon above a paragraph": "Here is the article of the law:\n\nMills may turn. None may stop them.\n\nIt is.",
    "a last sentence in Japanese": f"{PLAIN_TITLE}\n\n他に三人がけがをした。",
    "a last sentence in Chinese": f"{PLAIN_TITLE}\n\n希望这座桥能在明年通车。",
    "what must be changed, in Chinese": f"{PLAIN_TITLE}\n\n需要修改的条款还有三条。",
    "what was changed, in Japanese": f"{PLAIN_TITLE}\n\n修正された記事は月曜日に公開された。",
    "advice in Urdu": f"{PLAIN_TITLE}\n\nاگر آپ آنا چاہیں تو چکی اتوار کو صبح میں کھلی ہے۔",
    "advice at the end": f"{PLAIN_TITLE}\n\nIf you want to see it, the mill is open on Sundays.",
    "advice in German": f"{PLAIN_TITLE}\n\nWenn Sie möchten, bringen Sie Brot mit.",
    "advice in Arabic": f"{PLAIN_TITLE}\n\nإذا أردت زيارة الطاحونة فهي مفتوحة يوم الأحد.",
    "an answer alone": "Let me know if you would like a shorter version!",
}


@pytest.mark.parametrize("text", WRAPPED.values(), ids=WRAPPED)
def test_what_machines_put_around_a_text_is_taken_off(text: str) -> None:
    assert blanked(text, find_wrapping(text)).strip() == TEXT


@pytest.mark.parametrize("said", GREETINGS)
def test_a_greeting_above_a_plain_title_is_taken_off(said: str) -> None:
    text = f"{said}\n\n{PLAIN_TITLE}"

    assert blanked(text, find_wrapping(text)).strip() == PLAIN_TITLE


@pytest.mark.parametrize("said", FAREWELLS)
def test_an_offer_of_changes_below_a_text_is_taken_off(said: str) -> None:
    text = f"{PLAIN_TITLE}\n\n{said}"

    assert blanked(text, find_wrapping(text)).strip() == PLAIN_TITLE


@pytest.mark.parametrize("text", BARE.values(), ids=BARE)
def test_what_people_write_stays(text: str) -> None:
    assert find_wrapping(text) == ()
