"""The JSON keys of each field, in the output of scrapers, news APIs and agencies, and in data sets."""

# Field -> keys, best first. Keys are in lower case without "_" and "-", so that datePublished and date_published match.
KEYS: dict[str, tuple[str, ...]] = {
    "text": (
        "maintext", "bodytext", "articlebody", "fulltext", "articletext", "plaintext", "contenttext", "rawtext",
        "cleantext", "text", "body", "content", "article", "story", "paragraphs", "bodies",
    ),
    "fragment": ("bodyhtml", "bodyxhtml", "contenthtml", "articlehtml", "htmlbody", "contentencoded"),
    "page": ("html", "rawhtml", "pagehtml", "htmlcontent", "sourcehtml"),
    "title": ("title", "headline", "headlines", "heading", "articletitle", "newstitle", "name"),
    "facts": ("keyfacts", "facts", "keypoints", "highlights", "takeaways", "keytakeaways", "bullets", "bulletpoints"),
    "summary": (
        "summary", "description", "descriptions", "abstract", "standfirst", "excerpt", "lead", "leadparagraph",
        "subtitle", "subheadline", "dek", "teaser", "snippet", "trailtext",
    ),
    "published": (
        "datepublished", "datepublish", "publishedat", "publisheddate", "published", "publishdate", "publicationdate",
        "firstpublished", "pubdate", "publishedon", "publishtime", "date", "datetime", "dategmt", "versioncreated",
        "firstcreated", "createdat", "time", "timestamp",
    ),
    "modified": (
        "datemodified", "datemodify", "modifiedat", "modified", "updatedat", "updated", "lastmodified", "lastupdated",
        "dateupdated", "modifiedgmt", "contentmodified",
    ),
    "url": ("canonicalurl", "url", "link", "weburl", "permalink", "sourceurl", "pageurl", "articleurl", "uri", "href"),
    "id": ("guid", "uuid", "externalid", "articleid", "newsid", "storyid", "docid", "id", "_id", "uri"),
    "authors": ("authors", "author", "byline", "creator", "creators", "by", "writers", "writer", "journalist"),
    "language": ("language", "lang", "inlanguage", "languagecode", "locale"),
    "source": (
        "sourcedomain", "sourcename", "publisher", "outlet", "sitename", "newspaper", "publication", "domain",
        "hostname", "host", "site", "provider", "source", "infosources",
    ),
    "section": ("section", "sectionname", "category", "rubric", "newsdesk"),
    "topics": ("keywords", "tags", "topics", "categories", "subjects", "subject"),
    "caption": ("caption", "imagecaption"),
    "type": ("type",),
    "paywalled": ("paywalled", "ispaywalled", "paywall", "ispremium", "premium"),
    "free": ("isaccessibleforfree", "accessibleforfree"),
}  # fmt: skip
