"""The control words of RTF that matter for the text (Rich Text Format Specification 1.9.1)."""

# Groups whose text is not that of the document; a group that begins with `\\*` is one of them, too.
LEFT_OUT = frozenset({
    "annotation", "atnauthor", "atndate", "atnicn", "atnid", "atnparent", "atnref", "atntime", "author",
    "bkmkend", "bkmkstart", "category", "colortbl", "comment", "company", "datafield", "doccomm", "filetbl",
    "fldinst", "footer", "footerf", "footerl", "footerr", "footnote", "ftncn", "ftnsep", "ftnsepc", "generator",
    "header", "headerf", "headerl", "headerr", "info", "keywords", "listoverridetable", "listtable", "listtext",
    "manager", "nonshppict", "objdata", "operator", "pgptbl", "pict", "pntext", "private", "revtbl", "rsidtbl",
    "shpinst", "subject", "tc", "themedata", "title", "txe", "xe", "xmlnstbl",
})  # fmt: skip
NOTES = frozenset({"footnote", "header", "headerf", "headerl", "headerr", "footer", "footerf", "footerl", "footerr"})
LIST_MARKS = frozenset({"listtext", "pntext"})
SIGNS = {
    "tab": "\t",
    "line": "\n",
    "lbr": "\n",
    "emdash": "\u2014",
    "endash": "\u2013",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "bullet": "\u2022",
    "lquote": "\u2018",
    "rquote": "\u2019",
    "ldblquote": "\u201c",
    "rdblquote": "\u201d",
    "zwj": "\u200d",
    "zwnj": "\u200c",
    "ltrmark": "\u200e",
    "rtlmark": "\u200f",
}
SYMBOLS = {b"~": "\u00a0", b"_": "\u2011", b"-": ""}  # the last one is an optional hyphen
ENDS = frozenset({"par", "sect", "page"})  # of a paragraph
# Number of a character set -> Python's name of the encoding.
CHARSETS = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gb18030",
    136: "big5hkscs",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
