"""Keys of JSON records in the output of scrapers, news APIs and agencies, and in data sets."""

# Field -> keys, best first, as `folded_key` returns them, so that datePublished and date_published are the same.
KEYS: dict[str, tuple[str, ...]] = {
    "text": (
        "maintext", "bodytext", "articlebody", "fulltext", "articletext", "plaintext", "contenttext", "textcontent",
        "cleantext", "text", "body", "content", "article", "story", "paragraphs", "bodies", "rawtext",
        "texto", "cuerpo", "contenido", "conteúdo", "conteudo", "corpo", "texte", "contenu", "inhalt", "testo",
        "contenuto", "tekst", "treść", "metin", "içerik", "isi", "konten", "текст", "содержание", "النص", "المحتوى",
        "محتوى", "متن", "متنخبر", "正文", "内容", "內容", "本文", "본문", "내용", "पाठ", "विवरण",
    ),
    "fragment": ("bodyhtml", "bodyxhtml", "contenthtml", "articlehtml", "htmlbody", "contentencoded"),
    "page": ("html", "rawhtml", "pagehtml", "htmlcontent", "sourcehtml"),
    "title": (
        "title", "headline", "headlines", "webtitle", "heading", "articletitle", "articleheadline", "newstitle", "name",
        "título", "titulo", "titular", "titre", "titel", "titolo", "tytuł", "başlık", "judul", "заголовок",
        "название", "العنوان", "عنوان", "标题", "標題", "タイトル", "見出し", "제목", "शीर्षक", "سرخی",
    ),
    "facts": (
        "keyfacts", "facts", "keypoints", "highlights", "takeaways", "keytakeaways", "bullets", "bulletpoints",
        "hechosclave", "puntosclave", "faitsclés", "pointsclés", "kernpunkte", "wichtigefakten", "ключевыефакты",
        "главное", "الحقائقالرئيسية", "أهمالحقائق", "要点", "मुख्यतथ्य",
    ),
    "summary": (
        "summary", "description", "descriptions", "abstract", "standfirst", "excerpt", "lead", "leadparagraph",
        "subtitle", "subheadline", "dek", "teaser", "snippet", "trailtext", "quicksummary", "shortsummary",
        "briefsummary", "inbrief", "tldr",
        "resumen", "resumo", "résumé", "bajada", "entradilla", "chapô", "zusammenfassung", "riassunto", "sommario",
        "streszczenie", "özet", "ringkasan", "краткоесодержание", "аннотация", "الملخص", "ملخص", "خلاصه", "چکیده",
        "摘要", "要約", "요약", "सारांश", "خلاصہ",
    ),
    "published": (
        "datepublished", "datepublish", "publishedat", "publisheddate", "published", "publishdate", "publicationdate",
        "publishingdate", "webpublicationdate", "firstpublished", "pubdate", "publishedon", "publishtime", "date",
        "datetime", "dategmt", "versioncreated", "firstcreated", "createdat", "time", "timestamp",
        "publishedutc", "fecha", "fechapublicacion", "fechadepublicación", "datepublication", "datum",
        "veröffentlicht", "dataora", "tarih", "tanggal", "дата", "датапубликации", "التاريخ", "تاريخ", "تاريخالنشر",
        "تاریخ", "日期", "发布时间", "發布時間", "日付", "公開日", "날짜", "तारीख",
    ),
    "modified": (
        "datemodified", "datemodify", "modifiedat", "modified", "updatedat", "updated", "lastmodified", "lastupdated",
        "dateupdated", "modifiedgmt", "contentmodified",
    ),
    "fetched": (  # times of collection, which are no dates of the article
        "datedownload", "downloaddate", "downloadedat", "crawldate", "crawledat", "crawltime", "datecrawled",
        "fetchedat",
        "fetchdate", "fetchtime", "scrapedat", "scrapedate", "scrapetime", "datescraped", "retrievedat",
        "retrievaldate",
        "accessdate", "accessedat", "collectedat", "collectdate", "indexeddate", "indexedat", "dateindexed",
        "insertedat", "dateadded", "addedat", "ingestedat", "importedat", "capturedat", "captureddate",
    ),
    "url": (
        "canonicalurl", "canonicallink", "url", "link", "weburl", "permalink", "sourceurl", "pageurl", "articleurl",
        "mainentityofpage", "uri", "href",
        "enlace", "lien", "adresse", "ссылка", "الرابط", "رابط", "لینک", "链接", "網址", "网址", "連結", "링크",
    ),
    "id": ("guid", "uuid", "externalid", "articleid", "newsid", "storyid", "docid", "customid", "id", "_id", "uri"),
    "authors": (
        "authors", "author", "byline", "bylines", "creator", "creators", "by", "writers", "writer", "journalist",
        "autor", "autora", "autores", "auteur", "auteurs", "autore", "autori", "verfasser", "yazar", "penulis",
        "автор", "авторы", "الكاتب", "كاتب", "نویسنده", "作者", "记者", "記者", "著者", "기자", "लेखक", "مصنف",
    ),
    "language": ("language", "lang", "inlanguage", "languagecode", "locale"),
    "source": (
        "sourcedomain", "sourcename", "publisher", "outlet", "sitename", "newspaper", "publication", "domain",
        "hostname", "host", "site", "provider", "source", "infosources",
        "medio", "fuente", "quelle", "fonte", "kaynak", "sumber", "źródło", "источник", "المصدر", "منبع",
        "来源", "來源",
        "出典", "출처", "स्रोत", "newssource", "medianame", "sourcecommonname",
    ),
    "section": (
        "section", "sectionname", "category", "topic", "rubric", "newsdesk",
        "sección", "seccion", "seção", "ressort", "rubrique", "sezione", "kategori", "категория", "рубрика", "раздел",
        "القسم", "التصنيف", "دسته", "栏目", "分类", "類別", "カテゴリ", "분류", "श्रेणी",
    ),
    "topics": (
        "keywords", "tags", "topics", "categories", "subjects", "subject",
        "etiquetas", "schlagwörter", "motsclés", "теги", "الكلماتالدلالية", "标签", "關鍵詞",
    ),
    "caption": ("caption", "imagecaption"),
    "type": ("type", "@type"),
    "paywalled": ("paywalled", "ispaywalled", "paywall", "ispremium", "premium"),
    "free": ("isaccessibleforfree", "accessibleforfree"),
}  # fmt: skip
# Field -> keys of the parts of a text in pieces: before its sections, the sections, after them.
PIECES: dict[str, tuple[str, ...]] = {
    "opening": ("introduction", "intro", "opening", "preamble", "lede"),
    "sections": (
        "sections", "articlesections", "bodysections", "bodyblocks", "contentblocks", "blocks", "chapters", "parts",
        "paragraphs", "subsections", "segments",
        "abschnitte", "kapitel", "secciones", "seções", "secoes", "sezioni", "afsnit", "bölümler", "bagian",
        "разделы", "секции", "الأقسام", "أقسام", "فقرات", "بخشها", "章节", "段落", "セクション", "섹션", "अनुभाग",
    ),
    "closing": ("conclusion", "closing", "outro", "outlook", "epilogue"),
}  # fmt: skip
# Keys in a section or block of its heading, of its content and of its type, best first.
HEADINGS = (
    "heading", "headline", "subheading", "subheadline", "header", "sectiontitle", "title", "subtitle", "question",
    "name",
    "überschrift", "zwischenüberschrift", "zwischentitel", "titel", "titre", "intertitre", "encabezado", "título",
    "titulo", "subtítulo", "titolo", "sottotitolo", "заголовок", "подзаголовок", "العنوان", "عنوان", "العنوانالفرعي",
    "标题", "小标题", "見出し", "제목", "소제목", "शीर्षक", "başlık", "judul", "subjudul",
)  # fmt: skip
CONTENTS = (
    "text", "content", "contents", "paragraphs", "body", "html", "answer", "value", "data", "children",
    "items", "blocks", "sections", "subsections", "points", "bullets", "quote", "caption",
    "inhalt", "absätze", "contenu", "texte", "paragraphes", "contenido", "texto", "párrafos", "conteúdo",
    "parágrafos", "contenuto", "testo", "paragrafi", "текст", "содержание", "абзацы", "المحتوى", "محتوى", "النص",
    "متن", "内容", "正文", "本文", "내용", "본문", "सामग्री", "पाठ", "içerik", "metin", "isi", "konten",
)  # fmt: skip
TYPE_KEYS = ("style", "type", "_type", "blockType", "kind", "tag", "role")
# Folded type of a block -> its role; "none" for blocks that are left out. Other types are ignored.
BLOCK_TYPES = {
    **dict.fromkeys(
        (
            "heading", "header", "headline", "subheading", "subheader", "subtitle", "crosshead", "intertitle", "title",
            *(f"{name}{level}" for name in ("h", "heading", "header", "title") for level in range(1, 7)),
            *(f"{name}{level}" for name in ("header", "heading") for level in ("one", "two", "three", "four")),
        ),
        "heading",
    ),
    **dict.fromkeys(("paragraph", "p", "text", "normal", "unstyled", "span", "para", "textblock"), "paragraph"),
    **dict.fromkeys(("quote", "blockquote", "pullquote"), "quote"),
    **dict.fromkeys(
        ("list", "ul", "ol", "bulletlist", "orderedlist", "bulletedlist", "numberedlist", "unorderedlistitem",
         "orderedlistitem", "listitem", "li"),
        "list",
    ),
    **dict.fromkeys(
        ("image", "picture", "photo", "video", "audio", "embed", "ad", "advertisement", "gallery", "iframe", "html:ad",
         "related", "newsletter", "divider", "separator", "code"),
        "none",
    ),
}  # fmt: skip

BODY_FIELDS = ("text", "fragment", "page")

# Keys of an object that contains the fields of one article: Elasticsearch, GraphQL, JSON:API, Reddit, CouchDB.
WRAPPERS = ("_source", "article", "data", "document", "item", "node", "doc", "fields", "attributes", "content")

# Keys of lists of articles, in news APIs, search engines, feeds and the output of dump programs.
LISTS = frozenset({
    "@graph", "articlelist", "articles", "collection", "data", "dataset", "docs", "documents", "edges", "elements",
    "entries", "entry", "feed", "graph", "hits", "hydra:member", "item", "items", "list", "member", "news", "newsitems",
    "newslist", "nodes", "objects", "pages", "posts", "publications", "records", "resources", "result", "results",
    "rows", "stories", "topstories", "value", "children",
    "artikel", "artikelen", "artigos", "artículos", "articulos", "articoli", "berita", "haberler", "nachrichten",
    "nieuws", "noticias", "notícias", "notizie", "статьи", "новости", "статті", "новини", "مقالات", "الأخبار",
    "اخبار", "خبرها", "समाचार", "लेख", "خبریں", "文章", "新闻", "新聞", "記事", "ニュース", "기사", "뉴스",
})  # fmt: skip

# Keys of lists inside one article, whose elements are parts of it or things linked to it.
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
    """A key in lower case without "_", "-" and spaces, as in KEYS; `_id` is kept, because it differs from `id`."""
    return key.lower() if key.strip("_") == "id" else key.translate(_LEFT_OUT).lower()


_LEFT_OUT = str.maketrans("", "", "-_ ")
