"""Exports of WordPress sites (WXR): feeds that hold drafts, pictures and menus beside what was published."""

from lxml import etree

from etl.documents import StructuralSkip

NAMESPACE = "{http://wordpress.org/export/"  # and a version
PUBLISHED = "publish"
# Built-in types of WordPress that are no article. Those of a site's own, such as "recipe", are read.
# https://developer.wordpress.org/reference/functions/create_initial_post_types/
NO_ARTICLES = frozenset(
    {"attachment", "revision", "nav_menu_item", "custom_css", "customize_changeset", "oembed_cache", "user_request"}
)
BUILT_IN_PREFIX = "wp_"  # templates, blocks, styles, fonts


def unpublished(entry: "etree._Element") -> StructuralSkip | None:
    """Why an entry is only counted: `wxr:no_article` or `wxr:unpublished`; None for what readers of the site saw."""
    own = {
        child.tag.rpartition("}")[2]: (child.text or "").strip()
        for child in entry
        if isinstance(child.tag, str) and child.tag.startswith(NAMESPACE)
    }
    kind, status = own.get("post_type", ""), own.get("status", PUBLISHED)
    if kind in NO_ARTICLES or kind.startswith(BUILT_IN_PREFIX):
        return StructuralSkip(reason="wxr:no_article")
    return None if status == PUBLISHED else StructuralSkip(reason="wxr:unpublished")
