"""Headings, pictures, tables and lists inside the text, corrections, and notes on what machines wrote."""

from collections.abc import Callable

from bench.figures.markup_blocks.draft import Draft, Html

HEADINGS: dict[str, str] = {
    "h2": "<h2>{heading}</h2>",
    "h2_with_role": "<h2 @heading>{heading}</h2>",
    "h3": "<h3>{heading}</h3>",
    "h3_numbered": "<h3>{n}. {heading}</h3>",
    "h4_span": "<h4><span>{heading}</span></h4>",
    "strong_p": "<p><strong>{heading}</strong></p>",
    "b_p": "<p><b>{heading}</b></p>",
    "strong_br_p": "<p><strong>{heading}</strong><br></p>",
    "div_with_role": "<div @heading>{heading}</div>",
    "p_with_role": "<p @heading>{heading}</p>",
    "p_style": '<p style="font-weight:700;font-size:1.3em">{heading}</p>',
    "upper_style": '<h3 style="text-transform:uppercase" @heading>{heading}</h3>',
    "anchor_link": '<h2 id="s{n}">{heading} <a href="#s{n}">#</a></h2>',
    "anchor_inside": '<h2><a name="s{n}"></a>{heading}</h2>',
    "role_heading": '<div role="heading" aria-level="2">{heading}</div>',
    "h2_in_section": "<section @block><h2>{heading}</h2></section>",
    "custom_element": "<x-subhead>{heading}</x-subhead>",
    "font_bold": '<br><font size="3" color="#990000"><b>{heading}</b></font><br>',
    "bold_line_break": "<b>{heading}</b><br>",
    "h6_strong": "<h6><strong>{heading}</strong></h6>",
}
PLAIN_HEADINGS = ("div_with_role", "p_with_role")  # paragraphs, if elements have no classes

PICTURES: dict[str, str] = {
    "figcaption": "<figure>{img}<figcaption>{caption}</figcaption></figure>",
    "figcaption_role": "<figure @picture>{img}<figcaption @caption>{caption}</figcaption></figure>",
    "figcaption_credit": "<figure @picture>{img}<figcaption><span>{caption}</span> <span @credit>{label}: {photographer}"
    "</span></figcaption></figure>",
    "figcaption_small": "<figure>{img}<figcaption>{caption} <small>© {photographer}</small></figcaption></figure>",
    "div_next_to_img": "<div @picture>{img}<div @caption>{caption}</div></div>",
    "bare_divs": "<div><div>{img}</div><div>{caption}</div></div>",
    "small_below": "<p>{img}</p><p><small>{caption}</small></p>",
    "small_in_p": "<p>{img}<br><small>{caption}</small></p>",
    "em_below": "<div>{img}</div><p><em>{caption}</em></p>",
    "span_below": "<div @picture>{img}<span @caption>{caption} ({label}: {photographer})</span></div>",
    "table_cell": '<table align="right" width="200"><tr><td>{img}</td></tr><tr><td><font size="1">{caption}</font></td></tr>'
    "</table>",
    "described_by": '<div @picture><img src="/img/17.jpg" aria-describedby="d17"></div><div id="d17">{caption}</div>',
    "wp_caption": '<div id="attachment_9" class="wp-caption alignnone">{img}<p class="wp-caption-text">{caption}</p></div>',
    "list_of_terms": "<dl @picture><dt>{img}</dt><dd>{caption}</dd></dl>",
    "custom_element": "<x-image>{img}<x-caption>{caption}</x-caption></x-image>",
    "link_and_p": '<a href="/img/17-large.jpg">{img}</a><p @caption>{caption}</p>',
    "alt_only": '<div @picture><img src="/img/17.jpg" alt="{caption}"></div>',
    "no_caption": '<figure @picture><img src="/img/17.jpg" alt=""></figure>',
}
PLAIN_CAPTIONS = ("link_and_p",)  # a paragraph, if elements have no classes
WITHOUT_CAPTION = ("alt_only", "no_caption")

# Where the note stands, and its markup.
CORRECTIONS: dict[str, tuple[str, str]] = {
    "box_below": ("after", "<div @correction><strong>{label}</strong><p>{note}</p></div>"),
    "box_above": ("before_text", "<div @correction><h4>{label}</h4><p>{note}</p></div>"),
    "em_below": ("end", "<p><em>{note}</em></p>"),
    "em_label_below": ("end", "<p><em>{label}: {note}</em></p>"),
    "label_line_below": ("end", "<p><strong>{label}:</strong> {note}</p>"),
    "small_below": ("after", "<p><small>{note}</small></p>"),
    "details": ("after", "<details open><summary>{label}</summary><p>{note}</p></details>"),
    "aside": ("after", "<aside @correction>{note}</aside>"),
    "footnote": ("after", '<div @foot_note role="note">{label}: {note}</div>'),
    "rule_and_italics": ("end", "<hr><i>{note}</i>"),
    "italics_above": ("before_text", "<p><i>{label}: {note}</i></p>"),
    "list_of_terms": ("after", "<dl @correction><dt>{label}</dt><dd>{note}</dd></dl>"),
}
MACHINE_NOTES: dict[str, tuple[str, str]] = {
    "p_below": ("end", "<p><em>{note}</em></p>"),
    "small_below": ("after", "<p @machine><small>{note}</small></p>"),
    "box_below": ("after", "<div @machine><strong>{label}</strong><p>{note}</p></div>"),
    "aside_below": ("after", "<aside @machine><p>{note}</p></aside>"),
    "span_below_byline": ("before_text", "<span @machine>{note}</span>"),
    "details_below": ("after", "<details open><summary>{label}</summary>{note}</details>"),
    "div_above_text": ("before_text", "<div @machine>{note}</div>"),
    "under_key_points": ("under_key_points", "<p><small>{note}</small></p>"),
    "badge_and_text": ("before_text", "<div @notice><span @badge>AI</span> <span>{note}</span></div>"),
    "footnote": ("after", "<p>* {note}</p>"),
}


def _items(template: str, each: str) -> Callable[[Draft], Html]:
    def make(draft: Draft) -> Html:
        items = [item[:1].upper() + item[1:] for item in draft.article["items"]]
        draft.gold.lines += items
        return draft.fill(template, rows=draft.many(each, items))

    return make


def _table(template: str, row: str, header: str) -> Callable[[Draft], Html]:
    def make(draft: Draft) -> Html:
        first, *rest = draft.article["table"]
        draft.gold.lines += [cell for cells in (first, *rest) for cell in cells]
        rows = [draft.fill(header, a=first[0], b=first[1]), *(draft.fill(row, a=a, b=b) for a, b in rest)]
        return draft.fill(template, rows=Html("".join(rows)))

    return make


def _slides(draft: Draft) -> Html:
    items = draft.article["items"]
    draft.gold.lines += items
    each = '<div @slide aria-roledescription="slide"><img src="/img/s{n}.jpg" alt=""><p>{value}</p></div>'
    return draft.fill("<div @slides>{rows}</div>", rows=draft.many(each, items))


CELLS = "<tr><td>{a}</td><td>{b}</td></tr>"
INSERTS: dict[str, Callable[[Draft], Html]] = {
    "list": _items("<ul>{rows}</ul>", "<li>{value}</li>"),
    "ordered_list": _items("<ol @list>{rows}</ol>", "<li>{value}</li>"),
    "list_of_paragraphs": _items("<ul @list>{rows}</ul>", "<li><p>{value}</p></li>"),
    "list_of_spans": _items("<ul>{rows}</ul>", "<li><span><span>{value}</span></span></li>"),
    "lines_with_dashes": _items("<div>{rows}</div>", "<p>– {value}</p>"),
    "lines_with_breaks": _items("<p>{rows}</p>", "• {value}<br>"),
    "definition_rows": _items("<dl>{rows}</dl>", "<dt>{n}</dt><dd>{value}</dd>"),
    "divs_with_role": _items("<div @list>{rows}</div>", "<div @item>{value}</div>"),
    "slides": _slides,
    "table": _table("<table>{rows}</table>", CELLS, "<tr><th>{a}</th><th>{b}</th></tr>"),
    "table_in_figure": _table(
        "<figure class='wp-block-table'><table><tbody>{rows}</tbody></table></figure>", CELLS, CELLS
    ),
    "table_of_paragraphs": _table(
        "<table border='1'>{rows}</table>", "<tr><td><p>{a}</p></td><td><p>{b}</p></td></tr>", CELLS
    ),
    "table_scroll": _table(
        "<div @scroll><table @table><thead>{rows}</table></div>", CELLS, "<tr><th>{a}<th>{b}</tr></thead><tbody>"
    ),
    "grid_of_divs": _table(
        "<div role='table' @table>{rows}</div>",
        "<div role='row'><div role='cell'>{a}</div><div role='cell'>{b}</div></div>",
        "<div role='row'><div role='columnheader'>{a}</div><div role='columnheader'>{b}</div></div>",
    ),
    "list_in_box": _items("<div @box>{rows}</div>", "<p><b>{n}</b> {value}</p>"),
}
