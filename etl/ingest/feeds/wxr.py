"""Exports of WordPress sites (WXR): feeds that contain drafts, pictures and menus besides published posts."""

from lxml import etree

from etl.documents import StructuralSkip

NAMESPACE = "{http://wordpress.org/export/"  # followed by a version
PUBLISHED = "publish"
# Built-in post types of WordPress that are no articles. Types that a site defines, such as "recipe", are read.
# https://developer.wordpress.org/reference/functions/create_initial_post_types/
NO_ARTICLES = frozenset(
    {"attachment", "revision", "nav_menu_item", "custom_css", "customize_changeset", "oembed_cache", "user_request"}
)
BUILT_IN_PREFIX = "wp_"  # templates, blocks, styles, fonts


def unpublished(entry: "etree._Element") -> StructuralSkip | None:
    """The reason not to read an entry, `wxr:no_article` or `wxr:unpublished`; None for a published post."""
    own = {
        child.tag.rpartition("}")[2]: (child.text or "").strip()
        for child in entry
        if isinstance(child.tag, str) and child.tag.startswith(NAMESPACE)
    }
    kind, status = own.get("post_type", ""), own.get("status", PUBLISHED)
    if kind in NO_ARTICLES or kind.startswith(BUILT_IN_PREFIX):
        return StructuralSkip(reason="wxr:no_article")
    return None if status == PUBLISHED else StructuralSkip(reason="wxr:unpublished")
