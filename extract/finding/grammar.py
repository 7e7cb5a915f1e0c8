"""Grammars as data: rules in YAML, made of named parts, found in one pass over folded text.

A file has `lexicon` (name to words with their values), `shapes` (name to pattern) and `rules`. In the pattern of a rule
`{month}` stands for a named group of the lexicon or shape of that name; `{month2}` is a second one; a name under `macros` stands
for its text. `aliases` give a group the field that it fills. `start` lists what a rule may begin with: names of lexicons, words
(characters in Chinese; `=month` where a lexicon has that name), `0` for figures, `一` for Chinese numerals. Of the rules that match at a place the longest match wins,
then the first rule. `after_number` holds the characters that may follow a number that
begins a rule, to pass over the others; a rule's `guard` is tried before its patterns, to save time; `capital`
names a group that must begin with a capital in the text as it was, where its word is one of `capitals` (`May`, `March`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from extract.errors import KnowledgeError, UsageError
from extract.finding.numerals import CHINESE_CHARACTERS
from extract.knowledge.loading import HOME, LANGUAGES
from extract.language.datafiles import parse_values
from extract.language.folding import fold

fold_once = lru_cache(maxsize=2)(fold)
"""`fold`, done once for the finders that read the same text one after the other."""
_REFERENCE = re.compile(r"\{([a-z_]+?)(\d?)\}")


@dataclass(frozen=True, slots=True)
class Rule:
    """`make` says what becomes of a match of one of the patterns, `fixed` what it says beyond its groups; `guard` must match first."""

    name: str
    make: str
    patterns: tuple[re.Pattern[str], ...]
    guard: re.Pattern[str] | None = None
    fixed: Mapping[str, Any] = field(default_factory=dict)
    capital: str | None = None


class Found(NamedTuple):
    """A rule that matched at `[start, end)`, with the words of its groups."""

    start: int
    end: int
    rule: Rule
    groups: Mapping[str, str]


class Grammar:
    """The compiled rules of one file."""

    def __init__(self, document: Mapping[str, Any], *, language: str) -> None:
        """Compile a parsed grammar file; raises KnowledgeError naming the rule at fault."""
        self.language = language
        self.lexicon: dict[str, dict[str, Any]] = {
            name: {str(word): value for word, value in words.items()}
            for name, words in document.get("lexicon", {}).items()
        }
        self._shapes: dict[str, str] = {name: alternatives(words) for name, words in self.lexicon.items()}
        self._macros: dict[str, str] = document.get("macros", {})
        self.aliases: dict[str, str] = document.get("aliases", {})
        self._shapes |= {name: self._expand(shape, named=False) for name, shape in document.get("shapes", {}).items()}
        self._capitals = frozenset(document.get("capitals", ()))
        self.rules: list[Rule] = []
        self._starts: dict[str, list[Rule]] = {}
        for item in document["rules"]:
            self._add(item)
        numerals = self._starts.get("一", [])
        self._at_figures = self._starts.get("0", [])
        self._at_numerals = {
            character: ([] if character == "一" else self._starts.get(character, [])) + numerals
            for character in CHINESE_CHARACTERS
        }
        self._tokens = self._token_pattern(document.get("after_number"))

    def _token_pattern(self, after_number: str | None) -> re.Pattern[str]:
        """Return the pattern of what a rule may begin with: Latin words, figures, Chinese numerals before one of `after_number`, and first characters."""
        if self.language == "en":
            return re.compile(r"[a-z]+|\d+|[$#=<>]")
        tail = rf"(?= ?[{after_number}])" if after_number else ""
        firsts = "".join(sorted({start[0] for start in self._starts if not start[0].isascii() and start != "一"}))
        run = rf"(?<![{CHINESE_CHARACTERS}])[{CHINESE_CHARACTERS}]+"
        return re.compile(rf"(?<!\d)\d+{tail}|[a-z]+|{run}{tail}|[{firsts}]")

    def _expand(self, pattern: str, *, named: bool) -> str:
        used: list[str] = []

        def part(reference: re.Match[str]) -> str:
            name, number = reference.groups()
            if name in self._macros:
                return f"(?:{_REFERENCE.sub(part, self._macros[name])})"
            if name not in self._shapes:
                message = f"the grammar knows no part {{{name}}}; add it to lexicon or shapes"
                raise KnowledgeError(message)
            if not named:
                return f"(?:{self._shapes[name]})"
            used.append(reference.group())
            again = "_" * (used.count(reference.group()) - 1)  # a pattern may hold the same part in two branches
            return f"(?P<{name}{number}{again}>{self._shapes[name]})"

        return _REFERENCE.sub(part, pattern)

    def _add(self, item: Mapping[str, Any]) -> None:
        try:
            written = item["pattern"] if isinstance(item["pattern"], list) else [item["pattern"]]
            patterns = tuple(re.compile(self._expand(pattern, named=True)) for pattern in written)
            guard = re.compile(self._expand(item["guard"], named=False)) if "guard" in item else None
            rule = Rule(item["name"], item["make"], patterns, guard, item.get("fixed", {}), item.get("capital"))
            self.rules.append(rule)
            for start in self._first_words(item["start"]):
                self._starts.setdefault(start, []).append(rule)
        except (KeyError, re.error) as error:
            message = f"grammar rule {item.get('name')!r} cannot be compiled ({error!r}); mend its pattern"
            raise KnowledgeError(message) from error

    def _first_words(self, starts: list[str]) -> dict[str, None]:
        words: dict[str, None] = {}
        for start in map(str, starts):
            for phrase in self.lexicon.get(start, [start.removeprefix("=")]):
                first = re.match(r"[a-z]+|.", phrase)
                words[first.group() if first else phrase] = None
        return words

    def find(self, text: str, original: str | None = None) -> Iterator[Found]:
        """Yield the longest match at each place of folded `text`, from left to right, without overlaps.

        `original` is the text before folding: a rule with `capital` asks for a capital where that group begins.
        """
        original = text if original is None else original
        position = 0
        for token in self._tokens.finditer(text):
            start = token.start()
            if start < position:
                continue
            word = token.group()
            rules = self._rules_for(word)
            if not rules or _is_inside_number(text, start, word):
                continue
            best = self._match_at(rules, text, start, original)
            if best is not None:
                position = best.end
                yield best

    def _match_at(self, rules: list[Rule], text: str, start: int, original: str) -> Found | None:
        """Return the longest match of the rules at `start`."""
        best: re.Match[str] | None = None
        best_rule, end = rules[0], start
        for rule in rules:
            if rule.guard is not None and rule.guard.match(text, start) is None:
                continue
            for pattern in rule.patterns:
                match = pattern.match(text, start)
                if match is not None and match.end() > end and self._is_capital(rule, match, original):
                    best, best_rule, end = match, rule, match.end()
        if best is None:
            return None
        groups = {name.rstrip("_"): words for name, words in best.groupdict().items() if words is not None}
        return Found(start, end, best_rule, groups)

    def _is_capital(self, rule: Rule, match: re.Match[str], original: str) -> bool:
        if rule.capital is None or match.group(rule.capital) not in self._capitals:
            return True
        return original[match.start(rule.capital)].isupper()

    def _rules_for(self, token: str) -> list[Rule]:
        first = token[0]
        if first.isdigit():
            return self._at_figures
        if self.language == "zh" and first in CHINESE_CHARACTERS:
            return self._at_numerals[first]
        return self._starts.get(token, _NONE)


_NONE: list[Rule] = []


def supported(language: str) -> str:
    """Return the language whose grammars read a BCP 47 tag (`zh` for `zh-Hant`); raises UsageError when there is none."""
    base = language.partition("-")[0]
    if base not in LANGUAGES:
        message = f"there is no grammar for the language {language!r}; give one of {', '.join(LANGUAGES)}"
        raise UsageError(message)
    return base


def _is_inside_number(text: str, start: int, token: str) -> bool:
    """Figures after a Latin letter (`H20`) or a separator (`1,990`) are no number of their own."""
    if not start or not token[0].isdigit():
        return False
    before = text[start - 1]
    return ("a" <= before <= "z") or (before in ".," and text[start - 2 : start - 1].isdigit())


def alternatives(words: Iterable[str]) -> str:
    """Return a pattern that matches any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def load_grammar(name: str, language: str) -> Grammar:
    """Return the grammar `name` of a language; raises KnowledgeError when its file is not valid."""
    return Grammar(read_grammar(HOME / language / f"{name}.yaml"), language=language)


@cache
def read_grammar(path: Path) -> dict[str, Any]:
    """Return the parsed grammar file at `path`."""
    try:
        document = parse_values(path.read_bytes())
    except (OSError, yaml.YAMLError) as error:
        message = f"{path} cannot be read as a grammar ({error}); mend it, or install the package again"
        raise KnowledgeError(message) from error
    if not isinstance(document, dict):
        message = f"{path} is no grammar; let it map lexicon, shapes and rules"
        raise KnowledgeError(message)
    return document
