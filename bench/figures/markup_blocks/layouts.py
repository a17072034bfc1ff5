"""The layout of a page: its skeleton, the order of what stands around the text, and how paragraphs are marked up."""

SKELETONS: dict[str, str] = {
    "article_element": "{top}<main><article @article><header @head>{head}</header><div @text>{text}</div>"
    "<footer>{after}</footer></article></main><aside @side>{aside}</aside>{bottom}",
    "main_only": "{top}<main>{head}{text}{after}</main>{aside}{bottom}",
    "divs_in_divs": '<div id="page"><div @wrap><div @wrap_in>{top}<div @row><div @col><div @article><div @head>{head}'
    "</div><div @text>{text}</div>{after}</div></div><div @side>{aside}</div></div></div></div>{bottom}</div>",
    "bare_divs": "<div>{top}</div><div><div><div>{head}</div><div>{text}</div><div>{after}</div></div><div>{aside}</div>"
    "</div><div>{bottom}</div>",
    "flat_body": "{top}{head}{text}{after}{aside}{bottom}",
    "custom_elements": "<news-app><news-top>{top}</news-top><news-story @article><story-head>{head}</story-head>"
    "<story-body @text>{text}</story-body>{after}</news-story><news-rail>{aside}</news-rail></news-app>{bottom}",
    "layout_table": '<table width="760" align="center" cellpadding="0"><tr><td colspan="3">{top}</td></tr><tr>'
    '<td width="140" valign="top">{aside}</td><td valign="top">{head}{text}{after}</td><td width="60">&nbsp;</td></tr>'
    '<tr><td colspan="3">{bottom}</td></tr></table>',
    "nested_tables": '<center>{top}<table border="0" width="95%"><tr><td><table width="100%"><tr><td>{head}</td></tr>'
    '<tr><td align="justify">{text}</td></tr><tr><td>{after}</td></tr></table></td><td width="180">{aside}</td></tr>'
    "</table>{bottom}</center>",
    "font_page": '<font face="Verdana, Arial" size="2">{top}<hr>{head}<br>{text}<hr>{after}{aside}</font>{bottom}',
    "aspx_form": '<form id="aspnetForm" method="post"><input type="hidden" name="__VIEWSTATE" value="dDw0">{top}<div '
    '@article><div @head>{head}</div><div @text>{text}</div>{after}</div><div @side>{aside}</div>{bottom}</form>',
    "microdata": '{top}<div itemscope itemtype="https://schema.org/NewsArticle" @article>{head}<div '
    'itemprop="articleBody" @text>{text}</div>{after}</div>{aside}{bottom}',
    "amp": "{top}<main><article @article>{head}<section @text>{text}</section>{after}</article></main>{aside}{bottom}",
    "wordpress": '<div id="page" class="site">{top}<div id="primary" class="content-area"><main id="main"><article '
    'id="post-4711" class="post type-post status-publish hentry"><header class="entry-header">{head}</header><div '
    'class="entry-content">{text}</div><footer class="entry-footer">{after}</footer></article></main></div><div '
    'id="secondary" class="widget-area">{aside}</div>{bottom}</div>',
    "page_builder": '{top}<div data-elementor-type="single-post"><section class="elementor-section"><div '
    'class="elementor-container"><div class="elementor-column"><div class="elementor-widget-wrap">{head}</div></div></div>'
    '</section><section class="elementor-section"><div class="elementor-widget-theme-post-content">{text}</div>{after}'
    "</section></div>{aside}{bottom}",
    "ghost": '<div class="gh-viewport">{top}<main class="gh-main"><article class="gh-article post"><header '
    'class="gh-article-header gh-canvas">{head}</header><section class="gh-content gh-canvas">{text}</section>{after}'
    "</article></main>{aside}{bottom}</div>",
    "blogger": '{top}<div class="blog-posts hfeed"><div class="date-outer"><div class="post-outer"><div class="post hentry">'
    '{head}<div class="post-body entry-content">{text}</div><div class="post-footer">{after}</div></div></div></div></div>'
    '<div class="sidebar">{aside}</div>{bottom}',
    "drupal": '<div class="dialog-off-canvas-main-canvas">{top}<div class="region region-content"><div class="node '
    'node--type-article"><div class="node__content">{head}<div class="field field--name-body field--type-text-long">{text}'
    '</div>{after}</div></div></div><div class="region region-sidebar-second">{aside}</div>{bottom}</div>',
    "next_app": '<div id="__next"><div @app>{top}<div @grid><div @story><div @lead>{head}</div><div @rich_text>{text}</div>'
    "<div @below>{after}</div></div><div @rail>{aside}</div></div>{bottom}</div></div>",
    "angular": '<app-root ng-version="17.1.0"><app-shell>{top}<router-outlet></router-outlet><app-article @article>{head}'
    "<app-body @text><div>{text}</div></app-body>{after}</app-article><app-rail>{aside}</app-rail>{bottom}</app-shell>"
    "</app-root>",
    "deep_sections": "{top}<section><section><section @head>{head}</section><section><section><section @text>{text}"
    "</section></section></section><section>{after}</section></section><section>{aside}</section></section>{bottom}",
    "text_beside_rail": '{top}<div @grid><aside @rail style="float:left;width:30%">{aside}</aside><div @text>{head}{text}'
    "{after}</div></div>{bottom}",
    "aria_hidden_page": '<div id="root" aria-hidden="true">{top}<div @article>{head}<div @text>{text}</div>{after}</div>'
    "{aside}{bottom}</div>",
}  # fmt: skip

# What stands above the text, in this order; `byline` brings the date with it unless `date` has a place of its own.
ORDERS: dict[str, tuple[str, ...]] = {
    "standfirst_byline_picture": ("kicker", "title", "standfirst", "byline", "date", "picture"),
    "byline_standfirst_picture": ("kicker", "title", "byline", "date", "standfirst", "picture"),
    "picture_first": ("picture", "kicker", "title", "standfirst", "byline", "date"),
    "picture_before_standfirst": ("kicker", "title", "picture", "standfirst", "byline", "date"),
    "byline_below_picture": ("kicker", "title", "standfirst", "picture", "byline", "date"),
    "date_first": ("date", "kicker", "title", "standfirst", "byline", "picture"),
    "byline_above_title": ("kicker", "byline", "date", "title", "standfirst", "picture"),
    "date_before_byline": ("kicker", "title", "standfirst", "date", "byline", "picture"),
    "date_below_title": ("kicker", "title", "date", "standfirst", "byline", "picture"),
    "picture_last_byline": ("kicker", "title", "standfirst", "date", "picture", "byline"),
}

PARAGRAPHS: dict[str, str] = {
    "p": "<p>{value}</p>",
    "p_with_role": "<p @para>{value}</p>",
    "p_unclosed": "<p>{value}",
    "p_font": '<p><font face="Arial" size="2">{value}</font></p>',
    "p_span": '<p @para><span style="font-weight:400">{value}</span></p>',
    "p_numbered_ids": '<p id="par-{n}">{value}</p>',
    "p_lexical": '<p dir="auto" @para><span style="white-space: pre-wrap;">{value}</span></p>',
    "p_justified": '<p align="justify">{value}</p>',
    "div": "<div>{value}</div>",
    "div_with_role": "<div @para>{value}</div>",
    "div_draft": '<div data-block="true"><div data-offset-key="k{n}-0-0"><span data-text="true">{value}</span></div></div>',
    "line_breaks": "{value}<br><br>",
    "line_breaks_xhtml": "{value}<br />\n<br />",
    "section_p": "<section @block><p>{value}</p></section>",
    "component_p": '<div data-component="text-block" @block><div @block_in><p>{value}</p></div></div>',
    "custom_p": "<x-block><p>{value}</p></x-block>",
    "wordpress_p": "<!-- wp:paragraph -->\n<p>{value}</p>\n<!-- /wp:paragraph -->",
    "amp_p": '<div @block><p @para data-n="{n}">{value}</p></div>',
    "span_block": '<span @para style="display:block">{value}</span>',
    "table_row": "<table><tr><td>{value}</td></tr></table>",
}

# How many paragraphs stand in one container of their own, with its template; the rest of the text has none.
CONTAINERS: dict[str, tuple[int, str]] = {
    "one": (1000, "{value}"),
    "one_div": (1000, "<div @rich_text>{value}</div>"),
    "halves": (4, "<div @text_part>{value}</div>"),
    "pairs": (2, "<div @part>{value}</div>"),
    "each_section": (3, "<section @part><div>{value}</div></section>"),
    "show_more": (3, '<div @part data-expanded="true">{value}</div>'),
}
