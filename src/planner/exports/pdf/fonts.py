"""The faces of the PDF, and how a text is divided among them.

Atkinson Hyperlegible Next speaks first. Letters it lacks come from the face of their script (`scripts`),
signs from DejaVu Sans. A character none has is shown as a replacement sign and reported, never left out
silently. Faces are loaded when the first text needs them, and embedded as subsets.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from reportlab.pdfbase import pdfmetrics

from planner import assets
from planner.domain.figures import breaking
from planner.domain.figures.right_to_left import has_right_to_left, leads_right
from planner.exports.pdf import direction, scripts
from planner.exports.pdf.face import EmbeddedFont, embedded
from planner.exports.pdf.shaping import Shaped, shaped, stretches
from planner.exports.pdf.tabular import use_tabular_digits

_FILES = {
    "regular": "AtkinsonHyperlegibleNext-Regular",
    "medium": "AtkinsonHyperlegibleNext-Medium",
    "semibold": "AtkinsonHyperlegibleNext-SemiBold",
    "bold": "AtkinsonHyperlegibleNext-Bold",
    "italic": "AtkinsonHyperlegibleNext-Italic",
    "other": "DejaVuSans",
    "other_bold": "DejaVuSans-Bold",
}
_FILES |= {face: f"scripts/{file}" for face, file in scripts.FILES.items()}
_TABULAR = "_tabular"
_BOLDER = "_bold"
_PREFIX = "Planner-"
_BOLD = ("semibold", "bold")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# Invisible: soft hyphens, joiners, marks of direction and variation. Without shaping they would be boxes.
_INVISIBLE = frozenset(
    map(chr, (0xAD, 0x61C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)))
)
_INVISIBLE |= breaking.VARIATIONS | {"\ufeff"}
# What shaping wants to see although nothing is drawn for it; U+200B is where words of Khmer or Thai end.
_TELLING = breaking.JOINERS | breaking.VARIATIONS | {"\u200b"}
_AS_EMOJI = frozenset("\ufe0f\u20e3")

_Cluster = tuple[str, str, bool]
"""A letter with the marks on it, the face for them, and whether they want shaping."""

Run = tuple[str, str]
"""The name of a font and the letters set in it: `Shaped` where they are not drawn as they are."""


class Fonts:
    """The fonts of one document; `missing` collects the characters that no face has.

    `scale` is how many times the usual size running text has, for large print.
    """

    def __init__(self) -> None:
        """Start with nothing missing."""
        self.scale = 1.0
        self.missing: set[str] = set()
        self._runs: dict[tuple[str, str, int], tuple[Run, ...]] = {}

    def runs(self, text: str, face: str) -> tuple[Run, ...]:
        """Divide a line of text into runs of one font each, as they stand from left to right."""
        if not has_right_to_left(text):
            return self.stretch(text, face)
        found = [
            (run, level)
            for part, level in direction.stretches(text, int(leads_right(text)))
            for run in self.stretch(part, face, level)
        ]
        order = direction.ordered([level for _run, level in found])
        return tuple(found[place][0] for place in order)

    def stretch(self, text: str, face: str, level: int = 0) -> tuple[Run, ...]:
        """Divide a text of one direction (right to left for odd levels) into runs, in reading order.

        Control and invisible characters are left out.
        """
        key = (face, text, level % 2)
        if key not in self._runs:
            if len(self._runs) > 20_000:
                self._runs.clear()
            self._runs[key] = tuple(self._divide(text, face, right_to_left=bool(level % 2)))
        return self._runs[key]

    def _divide(self, text: str, face: str, *, right_to_left: bool) -> Iterator[Run]:
        font = name(face)
        if not right_to_left and _plain(font).issuperset(text):
            yield font, text
            return
        text = unicodedata.normalize("NFC", text).replace("\t", " ")
        held: list[str] = []
        before = ("", False)
        for letters, chosen, complex_ in _whole_words(self._clusters(text, face), face):
            manner = (chosen, complex_ or right_to_left)
            if letters == " " and before[1] and before[0] != "emoji" and " " in _letters(name(before[0])):
                manner = before  # words of a script are kept together with the spaces between them
            if manner != before and held:
                yield from _set(name(before[0]), "".join(held), before[1], right_to_left)
                held = []
            before = manner
            held.append(letters)
        if held:
            yield from _set(name(before[0]), "".join(held), before[1], right_to_left)

    def _clusters(self, text: str, face: str) -> Iterator[_Cluster]:
        """Yield each letter with the marks on it, the face for them, and whether they want shaping."""
        bold = _BOLDER if face.removesuffix(_TABULAR) in _BOLD else ""
        for cluster in _clustered(text):
            seen = "".join(letter for letter in cluster if _is_seen(letter))
            if not seen:
                continue
            candidates = _candidates(seen[0], face, bold, emoji=not _AS_EMOJI.isdisjoint(cluster))
            chosen = next((each for each in candidates if _letters(name(each)).issuperset(seen)), "")
            if not chosen:
                chosen = next((each for each in candidates if seen[0] in _letters(name(each))), "")
                known = _letters(name(chosen)) if chosen else frozenset()
                self.missing.update(_reported(letter) for letter in seen if letter not in known)
                cluster = "".join(letter for letter in cluster if letter in known) or _REPLACEMENT
                chosen = chosen or f"other{bold}"
            simple = chosen.removesuffix(_BOLDER) in scripts.SIMPLE or chosen in (face, f"other{bold}")
            if simple and len(seen) == 1:
                yield (cluster if cluster == _REPLACEMENT else seen), chosen, False
            else:
                yield "".join(each for each in cluster if _is_seen(each) or each in _TELLING), chosen, True


def like(letters: str, font: str, text: str, level: int) -> str:
    """Return other letters of one font, set in the manner of `letters`."""
    return shaped(font, text, bool(level % 2)) if type(letters) is Shaped else text


def _set(font: str, text: str, complex_: bool, right_to_left: bool) -> Iterator[Run]:
    for letters in stretches(font, text, right_to_left) if complex_ else (text,):
        yield font, letters


def _is_seen(letter: str) -> bool:
    return letter not in _INVISIBLE and unicodedata.category(letter) != "Cc"


def _clustered(text: str) -> Iterator[str]:
    """Divide a text before every letter that does not stand on the one before it."""
    start, joined = 0, False
    for at, letter in enumerate(text):
        stays = breaking.stands_on_another(letter) or (joined and letter >= "\u2190")
        if at and not stays:
            yield text[start:at]
            start = at
        joined = letter == "\u200d"
    if text:
        yield text[start:]


def _candidates(letter: str, face: str, bold: str, *, emoji: bool) -> list[str]:
    """Return the faces that may have a letter, the best first."""
    script = scripts.face_of(letter)
    own = [script if script == "emoji" else script + bold] if script else []
    pictures = ["emoji"] if "\u2190" <= letter <= "\u3299" or emoji else []
    others = [face, *own, f"other{bold}", *(each for each in pictures if each not in own)]
    return [*pictures, *others] if emoji else others


def _whole_words(clusters: Iterator[_Cluster], face: str) -> Iterator[_Cluster]:
    """Set a word in one face where the first lacks some of its letters, as it does in Vietnamese."""
    word: list[_Cluster] = []
    for cluster in clusters:
        if cluster[0] != " ":
            word.append(cluster)
            continue
        yield from _one_face(word, face)
        yield cluster
        word = []
    yield from _one_face(word, face)


def _one_face(word: list[_Cluster], face: str) -> list[_Cluster]:
    latin = next((chosen for _each, chosen, _complex in word if chosen.startswith("latin")), "")
    if latin:
        known = _letters(name(latin))
        word = [
            (letters, latin, complex_)
            if chosen == face and letters[0].isalpha() and known.issuperset(letters)
            else (letters, chosen, complex_)
            for letters, chosen, complex_ in word
        ]
    shaped_faces = {chosen for _letters, chosen, complex_ in word if complex_}
    if not shaped_faces:
        return word
    return [(letters, chosen, chosen in shaped_faces) for letters, chosen, _complex in word]


def _reported(letter: str) -> str:
    return _REPLACEMENT if unicodedata.category(letter) == "Cs" else letter


@cache
def name(face: str) -> str:
    """Return the name that ReportLab knows a face by (“regular”, “semibold_tabular”); load the face first."""
    known = _PREFIX + face
    stem = face.removesuffix(_TABULAR)
    if stem not in _FILES:
        plain = embedded(name(stem.removesuffix(_BOLDER)))
        pdfmetrics.registerFont(plain.bolder(known))
        return known
    font = EmbeddedFont(known, assets.data(f"fonts/{_FILES[stem]}.ttf"))
    if stem != face:
        use_tabular_digits(font, font.data)
    pdfmetrics.registerFont(font)
    return known


def advance(font: str, text: str) -> float:
    """Return how wide a text is at a size of one point."""
    return text.width if type(text) is Shaped else _advance(font, text)


@lru_cache(maxsize=60_000)
def _advance(font: str, text: str) -> float:
    width: float = pdfmetrics.stringWidth(text, font, 1)
    return width


def is_stroked(font: str) -> bool:
    """Whether a font stands in for a bold one, by a line around its letters."""
    return font.endswith(_BOLDER) and embedded(font).stroked


def _letters(font: str) -> frozenset[str]:
    return embedded(font).letters


@lru_cache(maxsize=16)
def _plain(font: str) -> frozenset[str]:
    """Return the letters that may be drawn as they are: none that stand on another."""
    return (
        frozenset(letter for letter in _letters(font) if not breaking.stands_on_another(letter)) - _INVISIBLE
    )
