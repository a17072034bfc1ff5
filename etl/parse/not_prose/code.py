"""Code: programs, style sheets, queries."""

from itertools import accumulate

import regex

from etl.parse.not_prose.sample import Sample, is_prose

MAX_PROSE_SHARE = 0.2  # of prose in a program; with more, the file is a text about programs
LINE_SHARE = 0.75  # of the lines that are not comments
MAX_LINE_CHARS = 400  # of a line that are examined
MIN_RULE_SHARE = 0.4  # of all characters in rules of a style sheet
MIN_SIGNS = 4  # of a program
MIN_COMMANDS = 5  # of a shell
COMMAND_SHARE = 0.6
MIN_SIGN_SHARE = 0.025  # of all characters in a program

_SQL = regex.compile(
    r"""(?:--[^\n]*\n | /\*.*?\*/;? | \s)*
    (?: (?:insert\s+into|create\s+(?:table|database|schema)|drop\s+table|alter\s+table)\b
    | create\s+(?:or\s+replace\s+(?:view|function)|view\s+\S+\s+as|(?:unique\s+)?index\s+\S+\s+on)\b
    | delete\s+from\s+\S+\s+where\b | update\s+\S+\s+set\s+\S+\s*= | use\s+[\[\]`\w]+\s*(?:;|\sgo\b)
    | copy\s+\S+[^\n;]*\bfrom\s+stdin | pragma\s+\w+\s*= | begin\s+transaction\s*; | set\s+[\w@.]+\s*=
    | set\s+names\s+\w+\s*; )""",
    regex.IGNORECASE | regex.DOTALL | regex.VERBOSE,
)
_QUERY = regex.compile(
    r"""\s*(?:with\s+\w+\s+as\s*\(\s*)?select\s[^;]{1,2000}?\sfrom\s+[\w."`]+(?:\s+(?:as\s+)?\w+)?\s*
    (?:;|\)|(?:where|join|left|inner|group|order|limit)\s)""",
    regex.IGNORECASE | regex.VERBOSE,
)
_QUERY_SIGN = regex.compile(r"[*=<>(]|\w\.\w|;$")
_STYLE_RULE = regex.compile(r"[^{}<>]{1,300}(?<!=\s?)\{\s*(?:[\w-]+\s*:[^;{}]{1,300}(?:;\s*|(?=\})))+\}")
# The beginning of a comment, in any language.
_COMMENT = regex.compile(r"(?:#(?!include|define|if|endif)|//|/\*|\*(?:\s|/)|--\s|%+\s|\"\"\"|'\s|;+\s)")
_BLOCK_COMMENT = regex.compile(r"\"\"\".*?\"\"\"|'''.*?'''|/\*.*?\*/|\{-.*?-\}|<\#.*?\#>", regex.DOTALL)
_COMMAND = regex.compile(
    r"(?:sudo|ls|cd|git|vim?|nano|grep|scp|ssh|rm|cp|mv|tail|python3?|pip3?|npm|docker|curl|wget|df|du|ps|tar|chmod|chown"
    r"|mkdir|htop|apt(?:-get)?|yum|dnf|brew|systemctl|journalctl|psql|mysql|tmux|screen|crontab|rsync|ping)(?:\s|$)"
)
# Lines of common languages, by what they begin or end with.
_CODE_LINE = regex.compile(
    r"""(?:
    # brackets, ends of statements, tags alone
    [{}()\[\];,]+$ | (?!\{[^{}]*\}$).*(?:[{}]|(?<!&\#?\w{1,8});)$ | <\?php | \?> | </?\w+[^<>]*>$
    # what a file takes from others
    | \#(?:!|include|define|if|endif) | import\s[\w.{*"(] | from\s[\w.]+\simport\s
    | (?:package|using|namespace|module|use)\s[\w.:\\]+;?(?:\swhere)?$ | require(?:_once)?[\s(]['"] | library\(
    # functions, classes, and what stands before their names
    | (?:def|func|fn|fun|function|sub|Sub|Function|class|struct|interface|data\sclass)\b.*[\w)\]:{>?]$
    | (?:public|private|protected|internal|static|export|async|typedef|unsigned)\s | \w+\s::\s | @\w+(?:\(|$)
    # variables
    | (?:var|let|const|local|my|val|guard|Dim)\s[\w$@%(]+ | (?:int|char|double|float|bool|void|long|string)\s[\w*]+
    | (?:[\w.$\[\]'"()@,]+\s){0,2}[\w.$\[\]'"@]+\s?(?:[-+*/|&:?]?=|<-)\s?(?!\p{L}[\p{L}'\s]*$)\S | \$\w+
    # branches and loops
    | (?:if|for|while|switch|foreach|elsif|elseif)\s?[(\[] | for\s\w+\sin\s | For\sEach\s | (?:while|until)\s[~\[!]
    | (?:if|for|while|elif|else|try|except|with|case)\b.*(?::|;?\s?(?:then|do)|\{)$
    | return\b | (?:end|fi|done|then|do|else|begin|esac)$ | (?:End|Next|Exit)\s\w+$
    # calls, and commands of a shell
    | [\w.:]+!?\(.*\)[;,]?$ | \w+\s\w+\(.*\)(?:\s\w+)*$ | [\w.]+\.\w+\s?(?:do|\{).*\|.*\|
    | [\w.]+\(.*\)\.\w+.*\|\w*\|$ | .*\|\swhile\sread\b
    | (?:attr_\w+|raise|throw|yield|print|println|puts|printf)\b.*[)"'\w]$
    | (?:export\s\w+=|cd\s[$/~.\w]|(?:rm|mkdir|set)\s-|(?:echo|wget|curl|unzip|sudo)\s|(?:mv|cp|find)\s["$./]|exit\s\d)
    # lines that continue below
    | .*[\w)\]"'}]\s(?:%>%|\|>|\+|\\|&&|\|\|)$
    # rules of make
    | \.?[\w.%$()/-]+\s?:(?:\s[\w.%$()/*-]+)*$ | [-$@]\S*\(
    )""",
    regex.VERBOSE,
)
_CALL = regex.compile(r"\w[.:]?\(|\w\.\w|[{}=<>$\\_]")  # shows that a line with many words is code, not prose
_SIGNS = regex.compile(r"[{}()=<>$\\|+\[\]_]")  # signs that are rare in prose
_BEYOND_BRACKETS = regex.compile(r"[{}=<>$\\|\[\]_;:\"']")  # without (): lists of scorers have goals in brackets


def sql(sample: Sample) -> str | None:
    """The kind of SQL statements, a query or the dump of a database."""
    query = _QUERY.match(sample.head)
    is_query = query is not None and _QUERY_SIGN.search(query.group()) is not None
    return "SQL statements" if is_query or _SQL.match(sample.head) else None


def style_sheet(sample: Sample) -> str | None:
    """The kind of a style sheet in CSS."""
    rules = sum(len(match.group()) for match in _STYLE_RULE.finditer(sample.head))
    return "a style sheet (CSS)" if rules >= MIN_RULE_SHARE * len(sample.head) else None


def program(sample: Sample) -> str | None:
    """The kind of program code, also on one long line."""
    lines = [line for line in _without_comments(sample).lines if _COMMENT.match(line) is None]
    text = "\n".join(lines)
    prose = accumulate(len(line) for line in lines if is_prose(line) and _CALL.search(line) is None)
    if any(chars > MAX_PROSE_SHARE * len(text) for chars in prose):  # most texts are known after some lines
        return None
    code = sum(_CODE_LINE.match(_ends(line)) is not None for line in lines)
    if code == len(lines) < len(sample.lines) and _CALL.search(text):  # the rest are comments, not items of a list
        return "program code"
    is_dense = len(_SIGNS.findall(text)) >= max(MIN_SIGNS, MIN_SIGN_SHARE * len(text))
    is_code = code >= LINE_SHARE * len(lines) and is_dense and _BEYOND_BRACKETS.search(text) is not None
    return "program code" if is_code else None


def commands(sample: Sample) -> str | None:
    """The kind of the history of a shell: lines that begin with a command."""
    is_history = len(sample.lines) >= MIN_COMMANDS and sample.has_share(_COMMAND, COMMAND_SHARE)
    return "the history of a shell" if is_history else None


def _without_comments(sample: Sample) -> Sample:
    return Sample(_BLOCK_COMMENT.sub("", sample.head))


def _ends(line: str) -> str:
    """The line; a long one without its middle, because its ends show what it is."""
    return line if len(line) <= MAX_LINE_CHARS else line[: MAX_LINE_CHARS // 2] + line[-MAX_LINE_CHARS // 2 :]
