"""The features of a page's blocks, from which the model computes whether a block is main text."""

import re
from collections.abc import Iterable, Sequence

import numpy

from etl.articles import Role
from etl.parse.html.blocks import PageBlock
from etl.parse.html.lines import is_ended
from etl.parse.html.main_text.name_groups import GROUPS
from etl.parse.html.main_text.surroundings import TAGS, Containers, Numbers, Places, read_containers
from etl.words.characters import ANY_SENTENCE_END, letter_count

MIN_RUNNING_CHARS = 80  # of a block of running text
MAX_RUNNING_LINKS = 0.4  # share of links in a block of running text
SAMPLE_CHARS = 200  # of a block, in which characters are counted
MAX_COUNT = 60
LEVELS = (1, 2, 3, 4)  # of the ancestors of a block that have features
TAGS_ASKED = ("p", "div", "li", "tr", "figcaption")
CAPITAL = re.compile(r"[A-ZÀ-ÞΑ-ΩА-Я]")
DIGIT = re.compile(r"\d")
CLOCK_OR_YEAR = re.compile(r"\b\d{1,2}[:.]\d\d\b|\b(?:19|20)\d\d\b")
BOILERPLATE_SIGN = re.compile(r"[©®|@»›→►•]|https?:|www\.")

Features = dict[str, Numbers]


def block_features(blocks: Sequence[PageBlock], title: int | None, chars: Numbers) -> Features:
    """Name of a feature -> its value per block; `title` is the position of the block that shows the title.

    `chars` are the text_weights of the blocks. Running text is the text of long blocks with few links.
    Numbers of characters are logarithms, log(1 + n).
    """
    containers = read_containers(blocks)
    links = numpy.array([block.link_share for block in blocks])
    running = numpy.where((chars >= MIN_RUNNING_CHARS) & (links < MAX_RUNNING_LINKS), chars * (1 - links), 0.0)
    features = _of_text(blocks) | {"chars": numpy.log1p(chars), "links": links}
    features |= _of_names(blocks, containers, title)
    features |= _of_containers(containers, chars, links, running)
    features |= _of_markup(blocks, containers, chars, running)
    features |= _of_place(chars, running, title)
    features |= _around_title(containers, chars, title)
    return features | _of_neighbours(features, containers)


def text_weights(blocks: Sequence[PageBlock]) -> Numbers:
    """The length of each block in letters."""
    return _array(letter_count(block.text) for block in blocks)


def _of_text(blocks: Sequence[PageBlock]) -> Features:
    samples = [block.text[:SAMPLE_CHARS] for block in blocks]
    tags = [block.element.tag for block in blocks]
    digits = [len(DIGIT.findall(sample)) for sample in samples]
    features = {
        "is_ended": _array(is_ended(block.text) for block in blocks),
        "sentences": _array(len(ANY_SENTENCE_END.findall(sample)) for sample in samples),
        "capitals": _array(len(CAPITAL.findall(sample)) / len(sample) for sample in samples),
        "digits": _array(count / len(sample) for count, sample in zip(digits, samples, strict=True)),
        "clock": _array(
            count > 2 and CLOCK_OR_YEAR.search(sample) is not None
            for count, sample in zip(digits, samples, strict=True)
        ),
        "sign": _array(BOILERPLATE_SIGN.search(sample) is not None for sample in samples),
        "words": numpy.log1p(_array(block.text.count(" ") for block in blocks)),
        "bold": _array(block.is_bold for block in blocks),
        "inline": _array(min(len(block.inline), 10) for block in blocks),
        "heading": _array(block.role is Role.HEADING for block in blocks),
    }
    return features | {f"tag:{name}": _array(tag == name for tag in tags) for name in TAGS_ASKED}


def _of_names(blocks: Sequence[PageBlock], containers: Containers, title: int | None) -> Features:
    """The groups of the names of elements around each block, and their number between the title and the block."""
    own, parent = containers.of_block, containers.parent[containers.of_block]
    near = containers.groups[parent] | containers.groups[containers.parent[parent]]
    said = containers.groups[own] | containers.groups[parent]
    features: Features = {}
    after = numpy.arange(len(blocks)) > (len(blocks) if title is None else title)
    for bit, group in enumerate(GROUPS):
        features[f"own:{group}"] = _bit(containers.groups[own], bit)
        features[f"near:{group}"] = _bit(near, bit)
        features[f"around:{group}"] = _bit(containers.groups_around[own], bit)
        features[f"seen:{group}"] = numpy.minimum(_before(_bit(said, bit) * after), MAX_COUNT)
    return features | {f"in:{tag}": _bit(containers.tags_around[own], bit) for bit, tag in enumerate(TAGS)}


def _of_containers(containers: Containers, chars: Numbers, links: Numbers, running: Numbers) -> Features:
    """The amount of text, links and running text in the elements around each block."""
    all_chars, all_running = containers.totals(chars), containers.totals(running)
    blocks_in = containers.totals(numpy.ones(len(chars)))
    of_container = {
        "links": containers.totals(chars * links) / all_chars,
        "running": all_running / max(1.0, all_running[0]),
        "chars": numpy.log1p(all_chars),
        "blocks": numpy.log1p(blocks_in),
        "mean": numpy.log1p(all_chars / blocks_in),
    }
    features: Features = {}
    at = containers.of_block
    for level in LEVELS:
        at = containers.parent[at]
        features |= {f"{name}@{level}": values[at] for name, values in of_container.items()}
    return features | _around_best(containers, _best(containers, running)) | _of_article(containers, of_container)


def _best(containers: Containers, running: Numbers) -> int:
    """The container with the most running text in its children; text one level deeper counts half."""
    parent = containers.parent[containers.of_block]
    score = numpy.bincount(parent, weights=running, minlength=len(containers.parent))
    score += numpy.bincount(containers.parent[parent], weights=running / 2, minlength=len(containers.parent))
    return int(score.argmax())


def _around_best(containers: Containers, best: int) -> Features:
    nearest = containers.nearest_around(best)[containers.of_block]
    up = containers.depth[best] - containers.depth[nearest]
    down = containers.depth[containers.of_block] - containers.depth[nearest]
    return {"best:in": (up == 0).astype(float), "best:up": up.astype(float), "best:down": down.astype(float)}


def _of_article(containers: Containers, of_container: Features) -> Features:
    article = containers.article[containers.of_block]
    return {"article:running": numpy.where(article >= 0, of_container["running"][article], -1.0)}


def _of_markup(blocks: Sequence[PageBlock], containers: Containers, chars: Numbers, running: Numbers) -> Features:
    """The amount of text with the same markup, in the same element and on the whole page."""
    parent = containers.parent[containers.of_block].tolist()
    outer = [containers.elements[place] for place in parent]
    own = [(str(b.element.tag), b.element.get("class")) for b in blocks]
    beside = [(*names, place) for names, place in zip(own, parent, strict=True)]
    alike = [(*names, str(e.tag), e.get("class")) for names, e in zip(own, outer, strict=True)]
    features: Features = {}
    for name, keys in (("beside", beside), ("alike", alike)):
        number_of = {key: number for number, key in enumerate(dict.fromkeys(keys))}
        group = numpy.array([number_of[key] for key in keys])
        size, text = numpy.bincount(group), numpy.bincount(group, weights=chars)
        told = numpy.bincount(group, weights=running)
        features[f"{name}:running"] = told[group] / max(1.0, running.sum())
        features[f"{name}:share"] = told[group] / max(1.0, told.max())
        features[f"{name}:blocks"] = numpy.log1p(size[group])
        features[f"{name}:mean"] = numpy.log1p(text[group] / size[group])
    return features


def _of_place(chars: Numbers, running: Numbers, title: int | None) -> Features:
    """The place of each block on the page, and its distance from running text and from the title."""
    place = numpy.arange(len(chars))
    after = place > (len(chars) if title is None else title)
    from_title = place - (place if title is None else title)
    return {
        "page:blocks": numpy.full(len(chars), numpy.log1p(len(chars))),
        "page:running": numpy.full(len(chars), numpy.log1p(running.sum())),
        "before:chars": _before(chars) / chars.sum(),
        "before:running": _before(running) / max(1.0, running.sum()),
        "gap:before": _gap(running),
        "gap:after": _gap(running[::-1])[::-1],
        "title:blocks": numpy.sign(from_title) * numpy.log1p(numpy.abs(from_title)),
        "title:running": numpy.where(after, numpy.log1p(_before(running * after)), -1.0),
    }


def _around_title(containers: Containers, chars: Numbers, title: int | None) -> Features:
    """The path in the tree from the title to each block; -1 without a title."""
    if title is None:
        unknown = numpy.full(len(chars), -1.0)
        return {"title:up": unknown, "title:down": unknown, "title:chars": unknown, "title:article": unknown}
    own, at = containers.of_block, int(containers.of_block[title])
    nearest = containers.nearest_around(at)[own]
    return {
        "title:up": (containers.depth[at] - containers.depth[nearest]).astype(float),
        "title:down": (containers.depth[own] - containers.depth[nearest]).astype(float),
        "title:chars": containers.totals(chars)[nearest] / chars.sum(),
        "title:article": (containers.article[own] == containers.article[at]).astype(float),
    }


def _of_neighbours(features: Features, containers: Containers) -> Features:
    parent = containers.parent[containers.of_block].astype(float)
    found = {
        f"{name}{step:+}": _shifted(features[name], step)
        for name in ("links", "chars", "running@1", "beside:running")
        for step in (-2, -1, 1, 2)
    }
    return found | {f"same{step:+}": (_shifted(parent, step) == parent).astype(float) for step in (-1, 1)}


def _array(values: Iterable[float]) -> Numbers:
    return numpy.fromiter(values, dtype=float)


def _bit(bits: Places, bit: int) -> Numbers:
    return (bits >> bit & 1).astype(float)


def _before(values: Numbers) -> Numbers:
    """The sum, per block, of a number over the blocks before it."""
    return numpy.cumsum(values) - values


def _gap(running: Numbers) -> Numbers:
    """The number of blocks between each block and the last running text before it, at most MAX_COUNT."""
    place = numpy.arange(len(running))
    last = numpy.maximum.accumulate(numpy.where(running > 0, place, -1))
    before = numpy.concatenate(([-1], last[:-1]))
    return numpy.minimum(place - before - 1, MAX_COUNT).astype(float)


def _shifted(values: Numbers, step: int) -> Numbers:
    """The value, per block, of the block `step` places later; -1 beyond the ends."""
    shifted = numpy.full(len(values), -1.0)
    if 0 < step < len(values):
        shifted[:-step] = values[step:]
    elif 0 < -step < len(values):
        shifted[-step:] = values[:step]
    return shifted
