"""The language of each block of an article, if the block is long enough."""

from dataclasses import replace

import regex

from etl.article_blocks import AnyBlock, is_content, map_blocks
from etl.articles import Article
from etl.enrich.language.close_languages import family_of, tell, with_script
from etl.enrich.language.model import NO_LANGUAGE, clean, guess, rank
from etl.words.characters import letter_count
from etl.words.function_words import reads_as

MIN_LETTERS = 20  # a shorter block gets no language
SAMPLE_CHARS = 240
MAX_BLOCKS = 1000  # per article: a block costs a tenth of a millisecond
OWN = 0.3  # minimum probability of the article's language
OTHER = 0.9  # minimum probability of another language; higher, because most blocks are in the article's language
MIN_OTHER_LETTERS = 40

_LETTER = regex.compile(r"\p{L}")


def detect_block_languages(article: Article) -> Article:
    """The article with a language and its probability (0 to 1) on each block, where one can be determined.

    Blocks with fewer than MIN_LETTERS letters have None, and so have blocks that are neither likely to be in the
    article's language nor almost certainly in another. The model is not called for a block with function words of the
    article's language, which gets the article's probability.
    """
    asked = 0

    def tell_language(place: str, block: AnyBlock) -> AnyBlock:
        nonlocal asked
        if not is_content(place):
            return block
        sample = clean(block.text, SAMPLE_CHARS)
        letters = letter_count("".join(_LETTER.findall(sample)))
        if letters < MIN_LETTERS or asked >= MAX_BLOCKS:
            return block
        asked += 1
        language, probability = _language(sample, letters, article)
        if language is None:
            return block
        return replace(block, language=language, language_confidence=round(min(1.0, probability), 2))

    return replace(article, body=map_blocks(article.body, tell_language))


def _language(sample: str, letters: int, article: Article) -> tuple[str | None, float]:
    """The language of a sample and its probability, with a preference for the article's language."""
    own = (article.language or "").partition("-")[0]
    if article.language and article.language_confidence and reads_as(sample, own):
        return article.language, article.language_confidence
    language, probability = guess(sample)
    if language != own and own:
        scores = rank(sample)
        likeness = sum(scores.get(code, 0.0) for code in sorted(family_of(own)))
        if scores.get(own, 0.0) >= OWN or (likeness >= OTHER and tell(sample, own) in (None, own)):
            language, probability = own, max(scores.get(own, 0.0), likeness)
    if language == own:
        return (article.language, probability) if probability >= OWN else (None, 0.0)
    if language == NO_LANGUAGE or probability < OTHER or letters < MIN_OTHER_LETTERS:
        return None, 0.0
    return with_script(language, sample, None), probability
