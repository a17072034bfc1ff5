"""What stands on a page and is no part of the article: comments, teasers, other articles, notices, what nobody sees."""

MESSAGE_SLOTS = ("before_text", "inline", "end", "after", "bottom")
HIDDEN: dict[str, str] = {
    "attribute": "<p hidden>{message}</p>",
    "attribute_on_box": "<div hidden @notice><div><p>{message}</p></div></div>",
    "style_display": '<div style="display:none"><p>{message}</p></div>',
    "style_display_important": '<p style="margin:0; display: none !important;">{message}</p>',
    "style_visibility": '<div style="visibility:hidden"><p>{message}</p></div>',
    "style_off_screen": '<div style="position:absolute;left:-9999px">{message}</div>',
    "style_no_height": '<div aria-hidden="true" style="height:0;overflow:hidden;opacity:0"><p>{message}</p></div>',
    "class_hidden": '<div class="hidden"><p>{message}</p></div>',
    "class_d_none": '<p class="d-none">{message}</p>',
    "class_sr_only": '<p class="sr-only">{message}</p>',
    "class_screen_reader": '<span class="screen-reader-text">{message}</span>',
    "class_visually_hidden": '<div class="u-visually-hidden"><p>{message}</p></div>',
    "class_of_a_style": "<style>.zq7{display:none}</style><div class='zq7'><p>{message}</p></div>",
    "class_for_print": "<style>@media screen{.on-paper{display:none}}</style><p class='on-paper'>{message}</p>",
    "dialog_closed": "<dialog><p>{message}</p></dialog>",
    "modal_closed": '<div role="dialog" aria-modal="true" style="display:none"><p>{message}</p></div>',
    "template": "<template><p>{message}</p></template>",
    "script_template": '<script type="text/template"><p>{message}</p></script>',
    "noscript": "<noscript><p>{message}</p></noscript>",
    "comment": "<!-- <p>{message}</p> -->",
}

# The beginning, each comment, the end.
COMMENTS: dict[str, tuple[str, str, str]] = {
    "divs": (
        "<div @comments><h3>{label}</h3>",
        "<div @comment><b>{name}</b> <span>{when}</span><p>{text}</p></div>", "</div>"),
    "wordpress": (
        '<div id="comments" class="comments-area"><h2>{label} (3)</h2><ol class="comment-list">',
        '<li class="comment"><article><footer><b class="fn">{name}</b><time datetime="{iso}">{when}</time></footer>'
        "<div><p>{text}</p></div></article></li>", "</ol></div>"),
    "articles": (
        "<section @comments><h2>{label}</h2>",
        '<article><h4>{name}</h4><p>{text}</p><time datetime="{iso}">{when}</time></article>', "</section>"),
    "rows_of_divs": (
        "<div><div>{label}</div>", "<div><div>{name}</div><div>{when}</div><div>{text}</div></div>", "</div>"),
    "open_details": ("<details open><summary>{label}</summary>", "<div><i>{name}, {when}</i><br>{text}</div>", "</details>"),
    "table": (
        '<table width="100%"><tr><th colspan="2">{label}</th></tr>',
        "<tr><td>{name}<br><small>{when}</small></td><td>{text}</td></tr>", "</table>"),
    "custom_elements": ("<x-comments>", "<x-comment><x-user>{name}</x-user><x-text>{text}</x-text></x-comment>", "</x-comments>"),
    "list": ("<h3>{label}</h3><ul @comments>", "<li><strong>{name}:</strong> {text}</li>", "</ul>"),
    "definition_list": ("<h4>{label}</h4><dl>", "<dt>{name} – {when}</dt><dd>{text}</dd>", "</dl>"),
    "quotes": ("<div @comments>{label}<br>", "<blockquote><p>{text}</p><cite>{name}</cite></blockquote>", "</div>"),
    "paragraphs": ("<hr><b>{label}</b>", "<p><b>{name}</b> ({when}):<br>{text}</p>", "<hr>"),
    "buttons": (
        "<section @comments><button>{label} 3</button>",
        "<div @comment><span>{name}</span><p>{text}</p><button>+1</button><button>−</button></div>", "</section>"),
}  # fmt: skip

# The slot, the beginning, each teaser, the end.
TEASERS: dict[str, tuple[str, str, str, str]] = {
    "cards": (
        "bottom", "<div @related><h2>{related}</h2>",
        '<div @card><a href="/n/{n}"><img src="/t/{n}.jpg" alt=""><h3>{title}</h3></a><p>{text}</p></div>', "</div>"),
    "card_articles": (
        "bottom", "<section><h2>{related}</h2>",
        '<article><h3><a href="/n/{n}">{title}</a></h3><p>{text}</p><span>{when}</span></article>', "</section>"),
    "links_below": ("after", "<div @more><b>{related}</b>", '<p><a href="/n/{n}">{title}</a></p>', "</div>"),
    "rows_beside": (
        "aside", "<div @rail_box><div>{most_read}</div>",
        '<div><a href="/n/{n}"><span>{n}</span> <span>{title}</span></a></div>', "</div>"),
    "with_authors": (
        "bottom", "<div @related><h3>{related}</h3>",
        '<div @teaser><a href="/n/{n}">{title}</a><div @byline>{by}</div><div>{when}</div></div>', "</div>"),
    "linked_boxes": (
        "bottom", "<div><h4>{next}</h4>", '<a href="/n/{n}" @card><div>{title}</div><div>{text}</div></a>', "</div>"),
    "table_cells": (
        "bottom", "<table><tr>", '<td><a href="/n/{n}"><b>{title}</b></a><br>{text}</td>', "</tr></table>"),
    "carousel": (
        "after", '<div role="region" aria-label="{related}" @carousel><ul>',
        '<li><a href="/n/{n}"><p>{title}</p></a></li>', "</ul></div>"),
    "custom_elements": (
        "bottom", "<x-recirc><x-title>{related}</x-title>",
        '<x-card href="/n/{n}"><a href="/n/{n}">{title}</a><p>{text}</p></x-card>', "</x-recirc>"),
    "images_with_captions": (
        "bottom", "<div>", '<figure><a href="/n/{n}"><img src="/t/{n}.jpg" alt=""></a><figcaption>{title}</figcaption></figure>',
        "</div>"),
}  # fmt: skip
NEXT_ARTICLES: dict[str, str] = {
    "article_h1": "<article @article><h1>{title}</h1><div @byline>{author}</div><div @text><p>{first}</p><p>{second}</p></div>"
    "</article>",
    "article_h2": '<article data-url="/n/8"><h2>{title}</h2><time datetime="{iso}">{when}</time><p>{first}</p><p>{second}</p>'
    "</article>",
    "divs": "<div @next><span>{next}</span><div @title>{title}</div><div @text><p>{first}</p><p>{second}</p></div></div>",
    "section": "<section><h2>{title}</h2><p>{by}</p><p>{first}</p><p>{second}</p></section>",
    "custom_element": "<x-next><h1>{title}</h1><x-body><p>{first}</p><p>{second}</p></x-body></x-next>",
    "table": '<hr><table width="100%"><tr><td><b>{title}</b><br>{when}</td></tr><tr><td>{first}<br><br>{second}</td></tr></table>',
    "next_label": "<hr><p><b>{next}:</b></p><h2><a href='/n/8'>{title}</a></h2><p>{first}</p><p>{second}</p>",
    "blog_post": '<div class="post hentry"><h3 class="post-title">{title}</h3><div class="post-body">{first}<br><br>{second}'
    "</div></div>",
}  # fmt: skip

# What interrupts the text, between two of its paragraphs.
BREAKS: dict[str, str] = {
    "ad_div": "<div @ad><span>{ad}</span></div>",
    "ad_small": "<center><small>{ad}</small></center>",
    "ad_iframe": "<div @slot><p>{ad}</p><iframe src='/ad.html' title='ad'></iframe></div>",
    "newsletter_form": "<form @newsletter><p>{newsletter}</p><input type='email'><button>OK</button></form>",
    "newsletter_link": "<p><a href='/letters'>{newsletter}</a></p>",
    "newsletter_box": "<aside @notice><h3>{outlet}</h3><p>{newsletter}</p></aside>",
    "read_also_p": "<p><strong>{read_also}:</strong> <a href='/n/5'>{teaser}</a></p>",
    "read_also_box": "<div @related><span>{read_also}</span> <a href='/n/5'>{teaser}</a></div>",
    "read_also_heading": "<h3>{read_also}</h3><ul><li><a href='/n/5'>{teaser}</a></li></ul>",
    "teaser_card": "<div @card><a href='/n/5'><img src='/t/5.jpg' alt=''><h3>{teaser}</h3><p>{teaser_text}</p></a></div>",
    "app": "<div @notice><p>{app}</p><a href='/app'>App</a></div>",
    "video": "<div @video><iframe src='/v/5'></iframe><span>▶ {teaser}</span></div>",
    "pull_quote_aside": "<aside @quote><p>{quote}</p></aside>",
    "pull_quote_div": "<div @quote><blockquote>{quote}</blockquote></div>",
    "link_arrow": "<p>» <a href='/n/5'>{teaser}</a></p>",
    "embedded_teaser": "<blockquote @embed><a href='/n/5'>{teaser}</a><p>{teaser_text}</p></blockquote>",
}
# Notices around the text.
NOTICES: dict[str, tuple[str, str]] = {
    "consent_dialog": (
        "bottom", "<div role='dialog' aria-label='consent'><p>{cookie}</p><button>{accept}</button></div>"),
    "consent_bar": ("bottom", "<div @cookies><span>{cookie}</span> <a href='#'>{accept}</a></div>"),
    "consent_above": ("top", "<div @bar><div>{cookie}</div><button>{accept}</button></div>"),
    "consent_element": ("top", "<x-consent><p>{cookie}</p><button>{accept}</button></x-consent>"),
    "consent_section": ("top", "<section><h2>Cookies</h2><p>{cookie}</p><p><a href='#'>{accept}</a></p></section>"),
    "paywall_below": ("after", "<div @offer><p>{paywall}</p><button>OK</button></div>"),
    "paywall_paragraph": ("after", "<p><strong>{paywall}</strong></p>"),
    "report_below": ("after", "<p @report>{report}</p>"),
    "report_em": ("after", "<div><em>{report}</em></div>"),
    "app_above": ("top", "<div @notice>{app}</div>"),
    "app_below": ("after", "<div><p>{app}</p></div>"),
    "newsletter_below": ("after", "<div @newsletter><h3>Newsletter</h3><p>{newsletter}</p></div>"),
    "newsletter_beside": ("aside", "<div><b>Newsletter</b><br>{newsletter}<form><input></form></div>"),
    "audio": ("before_text", "<div @player><button>▶</button> <span>{audio}</span> <span>4:12</span></div>"),
    "skip_link": ("top", "<a href='#main' class='skip-link'>{skip}</a>"),
}  # fmt: skip

# Dates of other things: the slot and the markup.
DATE_TRAPS: dict[str, tuple[str, str]] = {
    "today_above": ("top", "<div @today>{fetched}</div>"),
    "today_beside_logo": ("top", "<table width='100%'><tr><td align='right'><small>{fetched}</small></td></tr></table>"),
    "event_beside": ("aside", "<div @box><b>{event}</b><p>{later}</p></div>"),
    "event_below": ("after", "<div @box>{event}: {later}</div>"),
    "printed_below": ("after", "<p><small>{downloaded} {fetched}</small></p>"),
    "printed_foot": ("bottom", "<div>{downloaded} {fetched}</div>"),
    "expiry_script": ("head", "<script>window.offer={'validThrough':'{iso}','id':20201107}</script>"),
    "teaser_times": (
        "aside", "<ul @latest><li><a href='/n/3'>{teaser}</a> <time datetime='{iso}'>{earlier}</time></li></ul>"),
    "teaser_days": ("aside", "<div @latest><div>{earlier}</div><a href='/n/3'>{teaser}</a></div>"),
    "upload_path": ("bottom", "<img src='/uploads/2014/07/19/badge.png' alt=''>"),
    "modified_meta": ("head", "<meta property='article:modified_time' content='{modified}'>"),
    "build_comment": ("bottom", "<!-- built {iso} -->"),
    "rendered_at": ("bottom", "<div data-rendered-at='{iso}' data-release='4.11.02'></div>"),
    "weather": ("aside", "<div @weather><span>21°</span> <time datetime='{iso}'>{fetched}</time></div>"),
    "story_number": ("url", "/story/2020117/"),
}  # fmt: skip
