"""Titles, kickers and standfirsts, and the frame of the site around all of it."""

TITLES: dict[str, str] = {
    "h1": "<h1>{title}</h1>",
    "h1_with_role": "<h1 @title>{title}</h1>",
    "h1_span": "<h1 @title><span>{title}</span></h1>",
    "h1_link": '<h1><a href="{url}">{title}</a></h1>',
    "h1_kicker_inside": "<h1 @title><span @kicker>{section}</span> <span @title_text>{title}</span></h1>",
    "h2_logo_is_h1": '<h2 @title>{title}</h2>',
    "h3_post_title": '<h3 class="post-title entry-title">{title}</h3>',
    "role_heading": '<div role="heading" aria-level="1" @title>{title}</div>',
    "div_with_role": "<div @title>{title}</div>",
    "font_bold": '<font size="5"><b>{title}</b></font><br>',
    "itemprop_headline": '<h1 itemprop="headline">{title}</h1>',
    "custom_element": "<x-headline><h1>{title}</h1></x-headline>",
}  # fmt: skip
TITLE_TAGS: dict[str, str] = {
    "title_alone": "{title}",
    "dash_outlet": "{title} - {outlet}",
    "bar_outlet": "{title} | {outlet}",
    "long_dash_outlet": "{title} — {outlet}",
    "outlet_first": "{outlet}: {title}",
    "outlet_guillemet": "{outlet} » {section} » {title}",
    "section_and_outlet": "{title} | {section} | {outlet}",
    "dot_outlet": "{title} · {outlet}",
}
KICKERS: dict[str, str] = {
    "p_above": "<p @kicker>{section}</p>",
    "link_above": '<a href="/s/1" @kicker>{section}</a>',
    "span_above": "<span>{section}</span>",
    "h2_above": "<h2 @kicker>{section}</h2>",
    "breadcrumb_list": '<ol @path><li><a href="/">{home}</a></li><li><a href="/s/1">{section}</a></li></ol>',
    "breadcrumb_signs": '<div @path><a href="/">{home}</a> &gt; <a href="/s/1">{section}</a> &gt; </div>',
    "breadcrumb_title": '<nav aria-label="path"><a href="/">{home}</a> / <a href="/s/1">{section}</a> / {title}</nav>',
    "badge_button": "<div><button @badge>{section}</button></div>",
    "bold_upper": "<b>{section}</b><br>",
    "list_of_badges": '<ul @badges><li><a href="/s/1">{section}</a></li><li><a href="/s/2">{other}</a></li></ul>',
}
STANDFIRSTS: dict[str, str] = {
    "p": "<p>{standfirst}</p>",
    "p_with_role": "<p @standfirst>{standfirst}</p>",
    "h2": "<h2>{standfirst}</h2>",
    "h2_with_role": "<h2 @standfirst>{standfirst}</h2>",
    "h3": "<h3 @standfirst>{standfirst}</h3>",
    "h4_em": "<h4><em>{standfirst}</em></h4>",
    "div_with_role": "<div @standfirst>{standfirst}</div>",
    "div_p": "<div @standfirst><p>{standfirst}</p></div>",
    "strong_p": "<p><strong>{standfirst}</strong></p>",
    "bold_line": "<b>{standfirst}</b><br><br>",
    "em_p": "<p><em>{standfirst}</em></p>",
    "role_subtitle": '<p role="doc-subtitle">{standfirst}</p>',
    "font_row": '<table width="100%"><tr><td><font size="3"><i>{standfirst}</i></font></td></tr></table>',
    "itemprop_description": '<div itemprop="description">{standfirst}</div>',
    "custom_element": "<x-deck><span>{standfirst}</span></x-deck>",
    "span_break": "<span @standfirst>{standfirst}</span><br>",
    "section_lead": "<section @lead><div><div>{standfirst}</div></div></section>",
}
# Without a class of its own, such a standfirst looks like a paragraph of the text unless something stands between.
PLAIN_STANDFIRSTS = ("p_with_role", "div_with_role", "div_p", "section_lead", "span_break", "itemprop_description")
FRAME_TOPS: dict[str, str] = {
    "header_list": '<header @masthead><a href="/">{outlet}</a><nav><ul>{items}</ul></nav></header>',
    "divs": '<div @masthead><div @logo><a href="/">{outlet}</a></div><div @nav>{links}</div></div>',
    "bars": '<div><a href="/">{outlet}</a><br>{bars}</div>',
    "table": '<table width="100%"><tr><td><b>{outlet}</b></td></tr><tr><td><small>{bars}</small></td></tr></table>',
    "two_lists": '<div @nav><ul>{items}</ul></div><header @masthead><p @logo>{outlet}</p><ul>{items}</ul></header>',
    "buttons": '<header @masthead><button>☰</button><a href="/">{outlet}</a><div role="navigation">{links}</div></header>',
    "picture_logo": '<div @masthead><img src="/logo.png" alt="{outlet}"></div><ul @nav>{items}</ul>',
    "custom_element": "<x-masthead><x-logo>{outlet}</x-logo><x-menu>{links}</x-menu></x-masthead>",
}  # fmt: skip
FRAME_BOTTOMS: dict[str, str] = {
    "footer_links": "<footer @foot><p>© {year} {outlet}</p><ul>{items}</ul></footer>",
    "years": "<div @foot>© 1998–{year} {outlet}</div>",
    "centred": '<center><font size="1">Copyright {year} {outlet}</font></center>',
    "columns": "<div @foot><div><h4>{outlet}</h4><ul>{items}</ul></div><div><ul>{items}</ul></div><small>© {year}</small></div>",
    "address": "<footer><address>{outlet}, 12 {place}</address><p>© {year}</p></footer>",
    "bars": "<hr>{bars}<p>{outlet}</p>",
}
