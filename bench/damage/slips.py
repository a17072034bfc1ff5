"""Clean sentences into which a word of another language is put, in many forms.

The words and most of the sentences are those of ../shared/corpus/pool: 1,000 sentences each in eight languages. A kind
is a language of the word, a language of the sentence and a form. The words are split into halves too, so that no word
with which a rule is measured was seen by who wrote it.
"""

import gzip
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.damage.halves import half_of

PER_KIND = 24
SCRIPT_OF = {"ar": "Arab", "fa": "Arab", "ur": "Arab", "he": "Hebr", "hi": "Deva", "bn": "Beng", "el": "Grek"}
SCRIPT_OF |= {"ru": "Cyrl", "uk": "Cyrl", "bg": "Cyrl", "zh": "Hani", "ja": "Hani", "ko": "Hang", "th": "Thai"}
POOL = ("ar", "de", "en", "fr", "hi", "ru", "tr", "zh")
UNSPACED = ("zh", "ja", "th")
WORD = {"zh": re.compile(r"(?<=[，、。])[\u4e00-\u9fff]{2}"), "hi": re.compile(r"(?<= )[\u0900-\u0963]{4,}(?= )")}
ANY_WORD = re.compile(r"(?<= )[^\W\d_]{4,}(?=[ ,.])")
COMPOUND = re.compile(r"(?<= )[a-z]{3,}-[a-z]{3,}(?=[ ,.])")
PREFIXES = {"ar": "وبلف", "he": "הבלו"}
OPENERS = (
    "Moreover", "However", "Furthermore", "Additionally", "Meanwhile", "Overall", "Ultimately", "Consequently",
    "Notably", "Similarly", "Nevertheless", "Specifically",
)  # fmt: skip

Sentences = Mapping[str, Sequence[str]]


def slips(half: str, corpus: Path, carriers: Sentences) -> Iterator[dict[str, Any]]:
    """Yield PER_KIND paragraphs of each kind of this half, each with its flags; fewer if sentences are too short."""
    sentences = dict(carriers) | {language: pool(corpus, language) for language in POOL}
    words = {language: half_of(language, _words(language, sentences[language]), half) for language in POOL}
    words["compound"] = half_of("compound", COMPOUND.findall(" ".join(sentences["en"])), half)
    for kind in half_of("slips", _kinds(sentences), half):
        of_word, host, form = re.split("[>:]", kind)
        chance = random.Random(kind)
        for number in range(PER_KIND):
            picked = chance.sample(words["compound" if form == "compound" else of_word], 2)
            texts = chance.sample(sorted(sentences[host]), 2)
            if row := FORMS[form](chance, texts, picked, host):
                yield {"id": f"{kind}-{number}", "lang": host, "kind": kind} | row


def pool(corpus: Path, language: str) -> list[str]:
    """The sentences of a language in the corpus, with eight words or more (20 characters in Chinese)."""
    with gzip.open(corpus / "pool" / f"{language}.tsv.gz", "rt", encoding="utf-8") as file:
        texts = [line.rstrip("\n").partition("\t")[2] for line in file]
    return [text for text in texts if (len(text) >= 20 if language == "zh" else text.count(" ") >= 7)]


def _words(language: str, sentences: Sequence[str]) -> set[str]:
    """Words in lower case; in Chinese, the first two characters of clauses."""
    found = WORD.get(language, ANY_WORD).findall(" ".join(sentences))
    return {word for word in found if word == word.lower()}


def _kinds(sentences: Sentences) -> Iterator[str]:
    """Yield the names of all kinds: "en>ru:bare"."""
    hosts = [language for language, texts in sorted(sentences.items()) if len(texts) >= 2 * PER_KIND]
    for host in hosts:
        for of_word in POOL:
            if SCRIPT_OF.get(of_word) != SCRIPT_OF.get(host) and (host in POOL or of_word == "en"):
                yield f"{of_word}>{host}:bare"
        if host in SCRIPT_OF:
            for form in FORMS.keys() - {"bare", *([] if host in PREFIXES else ["prefixed", "lone"])}:
                yield f"en>{host}:{form}"


def _bare(chance: random.Random, texts: Sequence[str], words: Sequence[str], host: str) -> dict[str, Any] | None:
    """The word between two words of the sentence; in scripts without spaces, with or without spaces around it."""
    return _put(chance, texts[0], words[0], host)


def _put(chance: random.Random, text: str, word: str, host: str, before: str = "") -> dict[str, Any] | None:
    if host in UNSPACED:
        places = [m.end() for m in re.finditer(r"[^\W\d_](?=[^\W\d_])", text) if not m.group().isascii()]
        space = chance.choice(("", " "))
    else:
        places = [m.end() for m in re.finditer(r"(?<= )[^\W\d_]{2,} (?=[^\W\d_]{2,} )", text)]
        space = ""
    if not places:
        return None
    place = chance.choice(places)
    after = space if host in UNSPACED else " "
    return _marked(text[:place] + space + before, word, after + text[place:])


def _marked(left: str, word: str, right: str, where: int = 0) -> dict[str, Any]:
    mark = {"flag": "mixed_script_glitch", "start": len(left), "end": len(left) + len(word), "span": word}
    return {"text": left + word + right, "flags": [mark | {"where": f"sections[0].paragraphs[{where}]"}]}


def _clause_end(chance: random.Random, texts: Sequence[str], words: Sequence[str], host: str) -> dict[str, Any] | None:
    """The word before a comma or a full stop."""
    places = [m.start() for m in re.finditer(r"(?<=[^\W\d_]{2})[,،，、。.।]", texts[0])]
    if not places:
        return None
    place = chance.choice(places)
    space = "" if host in UNSPACED else " "
    return _marked(texts[0][:place] + space, words[0], texts[0][place:])


def _prefixed(chance: random.Random, texts: Sequence[str], words: Sequence[str], host: str) -> dict[str, Any] | None:
    """The word after a prefix of the sentence's language that is written together with it."""
    return _put(chance, texts[0], words[0], host, before=chance.choice(PREFIXES[host]))


def _lone(chance: random.Random, texts: Sequence[str], words: Sequence[str], host: str) -> dict[str, Any] | None:
    """The word after a single letter that was the beginning of another word."""
    return _put(chance, texts[0], words[0], host, before=chance.choice(PREFIXES[host][1:]) + " ")


def _compound(chance: random.Random, texts: Sequence[str], words: Sequence[str], host: str) -> dict[str, Any] | None:
    """A word with a hyphen."""
    return _put(chance, texts[0], words[0], host)


def _opener(chance: random.Random, texts: Sequence[str], words: Sequence[str], host: str) -> dict[str, Any] | None:
    """An English adverb and a comma before the sentence."""
    return _marked("", chance.choice(OPENERS), f", {texts[0]}")


def _twice(chance: random.Random, texts: Sequence[str], words: Sequence[str], host: str) -> dict[str, Any] | None:
    """The same word in two paragraphs."""
    return _both(_put(chance, texts[0], words[0], host), _put(chance, texts[1], words[0], host))


def _two(chance: random.Random, texts: Sequence[str], words: Sequence[str], host: str) -> dict[str, Any] | None:
    """Different words in two paragraphs."""
    return _both(_put(chance, texts[0], words[0], host), _put(chance, texts[1], words[1], host))


def _both(first: dict[str, Any] | None, second: dict[str, Any] | None) -> dict[str, Any] | None:
    if first is None or second is None:
        return None
    later = [flag | {"where": "sections[0].paragraphs[1]"} for flag in second["flags"]]
    return {"text": f"{first['text']}\n\n{second['text']}", "flags": [*first["flags"], *later]}


Form = Callable[[random.Random, Sequence[str], Sequence[str], str], dict[str, Any] | None]
FORMS: Mapping[str, Form] = {
    "bare": _bare,
    "clause end": _clause_end,
    "prefixed": _prefixed,
    "lone": _lone,
    "compound": _compound,
    "opener": _opener,
    "twice": _twice,
    "two": _two,
}
