"""The keys of records: in the output of scrapers, news interfaces and agencies, and in data sets."""

# Field -> keys, best first, as `folded_key` gives them: datePublished and date_published are one.
KEYS: dict[str, tuple[str, ...]] = {
    "text": (
        "maintext", "bodytext", "articlebody", "fulltext", "articletext", "plaintext", "contenttext", "textcontent",
        "rawtext", "cleantext", "text", "body", "content", "article", "story", "paragraphs", "bodies",
    ),
    "fragment": ("bodyhtml", "bodyxhtml", "contenthtml", "articlehtml", "htmlbody", "contentencoded"),
    "page": ("html", "rawhtml", "pagehtml", "htmlcontent", "sourcehtml"),
    "title": (
        "title", "headline", "headlines", "webtitle", "heading", "articletitle", "articleheadline", "newstitle", "name",
    ),
    "facts": ("keyfacts", "facts", "keypoints", "highlights", "takeaways", "keytakeaways", "bullets", "bulletpoints"),
    "summary": (
        "summary", "description", "descriptions", "abstract", "standfirst", "excerpt", "lead", "leadparagraph",
        "subtitle", "subheadline", "dek", "teaser", "snippet", "trailtext",
    ),
    "published": (
        "datepublished", "datepublish", "publishedat", "publisheddate", "published", "publishdate", "publicationdate",
        "publishingdate", "webpublicationdate", "firstpublished", "pubdate", "publishedon", "publishtime", "date",
        "datetime", "dategmt", "versioncreated", "firstcreated", "createdat", "time", "timestamp",
    ),
    "modified": (
        "datemodified", "datemodify", "modifiedat", "modified", "updatedat", "updated", "lastmodified", "lastupdated",
        "dateupdated", "modifiedgmt", "contentmodified",
    ),
    "url": (
        "canonicalurl", "canonicallink", "url", "link", "weburl", "permalink", "sourceurl", "pageurl", "articleurl",
        "mainentityofpage", "uri", "href",
    ),
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
    "type": ("type", "@type"),
    "paywalled": ("paywalled", "ispaywalled", "paywall", "ispremium", "premium"),
    "free": ("isaccessibleforfree", "accessibleforfree"),
}  # fmt: skip
BODY_FIELDS = ("text", "fragment", "page")

# Keys of an object around the fields of one article: Elasticsearch, GraphQL, JSON:API, Reddit, CouchDB.
WRAPPERS = ("_source", "article", "data", "document", "item", "node", "doc", "fields", "attributes", "content")

# Keys of lists of articles: interfaces of news services, search engines, feeds and programs that write dumps.
LISTS = frozenset({
    "@graph", "articlelist", "articles", "collection", "data", "dataset", "docs", "documents", "edges", "elements",
    "entries", "entry", "feed", "graph", "hits", "hydra:member", "item", "items", "list", "member", "news", "newsitems",
    "newslist", "nodes", "objects", "pages", "posts", "publications", "records", "resources", "result", "results",
    "rows", "stories", "topstories", "value", "children",
    "artikel", "artikelen", "artigos", "artículos", "articulos", "articoli", "berita", "haberler", "nachrichten",
    "nieuws", "noticias", "notícias", "notizie", "статьи", "новости", "статті", "новини", "مقالات", "الأخبار",
    "اخبار", "خبرها", "समाचार", "लेख", "خبریں", "文章", "新闻", "新聞", "記事", "ニュース", "기사", "뉴스",
})  # fmt: skip

# Keys of lists inside of one article: each of their elements is a part of it, or is beside it.
PARTS = frozenset({
    "annotations", "attachments", "author", "authors", "blocks", "bodies", "body", "byline", "bylines", "candidates",
    "caption", "captions", "categories", "category", "chapters", "choices", "citations", "comments", "creator",
    "creators", "enclosures", "entities", "extra", "facts", "faq", "faqs", "highlights", "images", "image", "keyfacts",
    "keypoints", "keywords", "links", "liveupdates", "media", "messages", "multimedia", "paragraphs", "parts", "photos",
    "pictures", "publisher", "publishers", "qualityissues", "quotes", "recommended", "references", "related",
    "relatedarticles", "relatedstories", "replies", "sections", "seealso", "source", "sources", "standfirst", "summary",
    "tags", "timeline", "topics", "updates", "urls", "videos",
})  # fmt: skip


def folded_key(key: str) -> str:
    """A key in lower case without "_", "-" and spaces, as in KEYS; `_id` stays, for it is another than `id`."""
    return key.lower() if key.strip("_") == "id" else key.translate(_LEFT_OUT).lower()


_LEFT_OUT = str.maketrans("", "", "-_ ")
