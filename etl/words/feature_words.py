"""What the features of a score say of a line, in the words of `khabar explain`."""

from functools import cache

from etl.words.read_table import read_rows


@cache
def reason_words() -> dict[str, str]:
    """Feature -> its words; "" if they would say nothing of this one line."""
    return {row["feature"]: row["words"] for row in read_rows("feature_words.tsv")}
