"""Kinds of XML and SGML that Khabar does not read, by the name of their first element."""

# Name of the root element, without prefix -> kind; their files may contain articles.
KINDS = {
    # News agencies: https://iptc.org/standards
    "NewsML": "NewsML, a format of news agencies",
    "newsItem": "NewsML-G2, a format of news agencies",
    "newsMessage": "NewsML-G2, a format of news agencies",
    "packageItem": "NewsML-G2, a format of news agencies",
    "newsitem": "a news item of the Reuters Corpus",  # RCV1, https://trec.nist.gov/data/reuters/reuters.html
    # Corpora and libraries
    "TEI": "TEI, a format for texts in research",
    "TEI.2": "TEI, a format for texts in research",
    "teiCorpus": "a corpus in TEI, a format for texts in research",
    "alto": "scanned text of a page (ALTO)",
    "PcGts": "scanned text of a page (PAGE)",
    "mets": "a description of a digital object (METS)",
    "OAI-PMH": "records of a library (OAI-PMH)",
    # Exports of programs
    "mediawiki": "an export of a wiki (MediaWiki)",
    "FictionBook": "an e-book (FictionBook)",
    "tmx": "a translation memory (TMX)",
    "xliff": "translations (XLIFF)",
}
# The same, of files that cannot contain an article.
WITHOUT_ARTICLES = {
    # Items of NewsML-G2 beside news items and packages.
    "catalogItem": "a catalogue of a news agency (NewsML-G2)",
    "conceptItem": "the description of a person, place or topic by a news agency (NewsML-G2)",
    "knowledgeItem": "a list of persons, places or topics of a news agency (NewsML-G2)",
    "planningItem": "a plan of a news agency (NewsML-G2)",
    "urlset": "a sitemap",  # https://www.sitemaps.org/protocol.html
    "sitemapindex": "a list of sitemaps",
    "opml": "a list of feeds (OPML)",
    "svg": "a picture (SVG)",
    "kml": "map data (KML)",
    "gpx": "map data (GPX)",
    "plist": "settings of a program (property list)",
    "stylesheet": "a style sheet (XSLT)",
    "OpenSearchDescription": "the description of a search engine (OpenSearch)",
}
# First element -> kind, of SGML with many elements side by side.
SGML = {
    "REUTERS": "the corpus Reuters-21578",
    "DOC": "documents of a corpus such as TREC or Gigaword",
}
