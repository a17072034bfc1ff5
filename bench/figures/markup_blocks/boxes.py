"""Boxes of key points, and lists that only look like one."""

# The beginning of the box, each point, and the end of the box.
KEY_POINTS: dict[str, tuple[str, str, str]] = {
    "aside_list": ("<aside @keypoints><h3 @label>{label}</h3><ul>", "<li>{value}</li>", "</ul></aside>"),
    "div_list": ("<div @keypoints><div @label>{label}</div><ul @list>", "<li @item>{value}</li>", "</ul></div>"),
    "section_ordered": ("<section @keypoints><h2>{label}</h2><ol>", "<li>{value}</li>", "</ol></section>"),
    "heading_and_list": ("<h2>{label}</h2><ul>", "<li>{value}</li>", "</ul>"),
    "bold_and_list": ("<p><strong>{label}</strong></p><ul>", "<li>{value}</li>", "</ul>"),
    "list_of_paragraphs": ("<div @keypoints><p>{label}:</p><ul>", "<li><p>{value}</p></li>", "</ul></div>"),
    "rows_with_dashes": ("<div @keypoints><div>{label}</div>", "<div>– {value}</div>", "</div>"),
    "rows_without_marks": (
        "<div @keypoints><div @label>{label}</div><div>", "<div @item>{value}</div>", "</div></div>"),
    "paragraphs_with_bullets": ("<p><b>{label}</b></p>", "<p>• {value}</p>", ""),
    "paragraphs_with_squares": ("<div @box><h4>{label}</h4>", "<p>▪ {value}</p>", "</div>"),
    "lines_with_breaks": ("<p><strong>{label}</strong><br>", "• {value}<br>", "</p>"),
    "quote_list": ("<blockquote><p>{label}</p><ul>", "<li>{value}</li>", "</ul></blockquote>"),
    "definition_list": ("<dl @keypoints><dt>{label}</dt>", "<dd>{value}</dd>", "</dl>"),
    "table_rows": ("<table @keypoints><tr><th>{label}</th></tr>", "<tr><td>{value}</td></tr>", "</table>"),
    "table_with_numbers": (
        "<table border='0'><tr><td colspan='2'><b>{label}</b></td></tr>",
        "<tr><td>{n}.</td><td>{value}</td></tr>", "</table>"),
    "button_label": (
        "<div @keypoints><button aria-expanded='true'>{label}</button><div><ul>", "<li>{value}</li>",
        "</ul></div></div>"),
    "details": ("<details open @keypoints><summary>{label}</summary><ul>", "<li>{value}</li>", "</ul></details>"),
    "custom_elements": (
        "<x-brief><x-brief-title>{label}</x-brief-title>", "<x-brief-item>{value}</x-brief-item>", "</x-brief>"),
    "cards_with_numbers": (
        "<div @keypoints><p @label>{label}</p><div @cards>", "<div @card><span>{n}</span><p>{value}</p></div>",
        "</div></div>"),
    "icons": (
        "<div @keypoints><span @label>{label}</span>",
        "<div @item><svg width='9' height='9'><path d='M1 1'/></svg><span>{value}</span></div>", "</div>"),
    "fieldset": ("<fieldset><legend>{label}</legend><ul>", "<li>{value}</li>", "</ul></fieldset>"),
    "labelled_list": ("<ul aria-label='{label}' @keypoints>", "<li>{value}</li>", "</ul>"),
    "unlabelled_list": ("<ul @keypoints>", "<li>{value}</li>", "</ul>"),
    "figure_list": ("<figure @keypoints><figcaption>{label}</figcaption><ul>", "<li>{value}</li>", "</ul></figure>"),
}  # fmt: skip
UNLABELLED = ("labelled_list", "unlabelled_list")  # a reader sees no label
PLACES = ("below_head", "after_first_paragraph", "beside", "below_text", "below_standfirst", "after_picture")
PLACES_ABOVE_TEXT = ("below_head", "below_standfirst", "after_picture")
LABELS = ("key_points", "at_a_glance", "in_brief", "need_to_know", "the_facts", "what_we_know")

# Slot, and the template around the texts; each of the texts is a teaser, a topic or a heading.
LOOKALIKES: dict[str, tuple[str, str, str]] = {
    "related_links": ("after", "<div @related><h3>{related}</h3><ul>{rows}</ul></div>", "teasers"),
    "related_above_text": ("before_text", "<ul @related>{rows}</ul>", "teasers"),
    "read_also_list": ("before_text", "<div><strong>{read_also}</strong><ul>{rows}</ul></div>", "teasers"),
    "most_read_numbers": ("aside", "<div @most><h3>{most_read}</h3><ol>{rows}</ol></div>", "teasers"),
    "most_read_beside": ("aside", "<section><h2>{most_read}</h2><ul>{rows}</ul></section>", "teasers"),
    "topics": ("after", "<div @tags><span>{tags_label}</span><ul>{rows}</ul></div>", "tags"),
    "topics_above_text": ("before_text", "<ul @tags>{rows}</ul>", "tags"),
    "contents": ("before_text", "<nav @contents><p>{contents}</p><ol>{rows}</ol></nav>", "contents"),
    "contents_div": ("before_text", "<div @contents><b>{contents}</b><ul>{rows}</ul></div>", "contents"),
    "share_list": ("before_text", "<ul @share>{rows}</ul>", "share"),
    "share_below": ("after", "<div @share><ul>{rows}</ul></div>", "share"),
    "ticker": ("top", "<div @ticker><b>{next}</b><ul>{rows}</ul></div>", "teasers"),
}
