"""Kinds of text files that cannot contain an article. The other kinds may contain some that Khabar does not read."""

WITHOUT_ARTICLES = frozenset(
    {
        # For machines
        "a commit log (Git)",
        "a key or certificate",
        "a log",
        "a patch (diff)",
        "a program",
        "a stack trace",
        "a style sheet (CSS)",
        "a translation file (gettext)",
        "program code",
        "settings of a program",
        "settings of a program (Dockerfile)",
        "the history of a shell",
        # About a site
        "a list of advertising sellers (ads.txt)",
        "an index page: a list of links",
        "an index page: headlines that are links",
        "contacts for security (security.txt)",
        "rules for crawlers (robots.txt)",
        "the credits of a site (humans.txt)",
        "the index of a web archive (CDX)",
        # Lists
        "a list of addresses",
        "a list of files or identifiers",
        "a list of media",
        "a list of numbers",
        "a list of packages",
        "a list of words",
        "a list of words with their counts",
        "a listing of files",
        "checksums of files",
        "the properties of a file",
        "vectors",
        # Records of other things
        "a family tree (GEDCOM)",
        "contacts or a calendar",
        "entries of a directory (LDIF)",
        "games of chess (PGN)",
        "library records (MARC)",
        "references (BibTeX)",
        "references (EndNote)",
        "references (MEDLINE)",
        "references (RIS)",
        "references (Web of Science)",
        "transactions of an account (QIF)",
        # Texts of other kinds
        "a manual page",
        "a manual page (troff)",
        "nothing but comments of XML or HTML",
        "song lyrics with times (LRC)",
    }
)
