"""Exports of press databases as plain text: several articles with labelled fields in one file."""

import re

import regex

from etl.parse.not_prose.sample import Sample

MIN_FIELDS = 2  # different labels
MIN_CODES = 4

_WORDS = "words|Wörter|mots|palabras|parole|woorden|palavras"
# Database -> patterns of lines that its exports have anywhere in the file.
FIELDS = {
    # https://www.lexisnexis.com: deliveries as text, of Nexis Uni and of the older form, in English, German and French.
    "Nexis": (
        r"Download Request:",
        r"\d+ of \d+ DOCUMENTS|Dokument \d+ von \d+$|Document \d+ de \d+$",
        rf"(?:LENGTH|Length|LÄNGE|Länge|LONGUEUR|LENGTE):\s*\d+ (?:{_WORDS})",
        r"(?:LOAD-DATE|UPDATE|DATE-CHARGEMENT):",
        r"Load-Date:",
        r"PUBLICATION-TYPE:|ZEITUNGS-CODE:|TYPE-PUBLICATION:",
        r"End of Document$",
    ),
    # Exports without codes: the number of words, and the id of the document.
    "Factiva": (rf"\d+ (?:{_WORDS})$", r"(?:Document|Dokument) [A-Z]{4,}0?\d{6,}\w*$"),
    "ProQuest": (
        r"Document \d+ of \d+$",
        r"Publication info: ",
        r"ProQuest document ID: ",
        r"Full text: ?",
        r"Document URL: ",
        r"Publication title: ",
        r"Last updated: \d",
    ),
    "Europresse": (
        r"Certificat émis le .* à ",
        r"(?:news|bio)·\d{8}·\w+",
        r"Le présent document est protégé par les lois",
        r"europresse\.com$",
        r"(?:Nom de la source|Source name|Name of source)$",
        r"(?:Type de source|Source type)$",
        r"(?:Couverture géographique|Geographical coverage)$",
        r"Ce certificat est émis à ",
    ),
    "EBSCO": (
        r"Accession Number: ",
        r"Persistent link to this record",
        r"Database: \S",
        r"Record: \d+$",
        r"https?://\S*ebscohost\.com/",
    ),
    "Gale": (
        r"Gale Document Number:",
        r"Source Citation",
        r".*\blink\.gale\.com/",
    ),
    "GENIOS (WISO)": (
        r"Quelle: .* vom \d{1,2}\.\d{1,2}\.\d{4}",
        r"Dokumentnummer: ",
        r"Ressort: ",
        r"Dauerhafte Adresse des Dokuments: ",
        r"(?:©|\(c\)) GBI-Genios",
    ),
    "NewsBank": (r"NewsBank Record Number: ", r"OpenURL Link$", r"Record Number: \w+$"),
}
_FIELDS = {
    name: [regex.compile(rf"^[ \t]*(?:{field})", regex.MULTILINE) for field in fields]
    for name, fields in FIELDS.items()
}
_ANY_FIELD = re.compile(
    rf"^[ \t]*(?:{'|'.join(field for fields in FIELDS.values() for field in fields)})", re.MULTILINE
)
# Codes of Factiva's Intelligent Indexing and of its article fields: https://developer.dowjones.com
_FACTIVA = regex.compile(
    r"^(HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|CO|IN|NS|RE|IPD|PUB|AN)(?:$|[ \t]+)", regex.MULTILINE
)


def database(sample: Sample) -> str | None:
    """The kind of an export, by the labels of its fields."""
    if _ANY_FIELD.search(sample.head) is None:  # as in nearly all texts
        return None
    for name, fields in _FIELDS.items():
        if sum(field.search(sample.head) is not None for field in fields) >= MIN_FIELDS:
            return f"an export of {name}"
    return None


def factiva(sample: Sample) -> str | None:
    """The kind of an export of Factiva, by codes before its fields."""
    codes = set(_FACTIVA.findall(sample.head))
    return "an export of Factiva" if len(codes) >= MIN_CODES and codes & {"HD"} and codes & {"LP", "TD"} else None
