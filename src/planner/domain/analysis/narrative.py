"""A first draft of the narrative of the theory of change, made from its links (B6)."""

from collections.abc import Iterable, Iterator, Sequence

from planner.domain.analysis import graph
from planner.domain.plan import Plan
from planner.domain.records import TocLink, TocNarrative, TocNode
from planner.domain.wording import clause
from planner.i18n import _

_ALL = 100


def draft(plan: Plan) -> str:
    """Return a narrative of "if …, then …, because …" sentences, from what we do up to what we hope for.

    One sentence for each outcome that something leads to, earliest first, and one paragraph for each level
    of the map. A theory too large for the narrative's 4,000 characters is told more shortly: one reason
    for each outcome, then what we do in one list instead of in each sentence, then no reasons for the
    earliest levels, then without the earliest levels. Empty where the theory has no links. Source: method
    2.B6 (generated first draft from links).
    """
    limit = TocNarrative.describe("text").max_length
    text = ""
    for text in _shorter_and_shorter(plan):
        if len(text) <= limit:
            return text
    return text[: limit - 1].rpartition(" ")[0] + "…"


def one_sentence(plan: Plan) -> str:
    """Return the theory in one sentence: if these outcomes come about, then the one the group answers for.

    Empty where there is no long-term outcome, or nothing leads to it.
    """
    for node in plan.where(TocNode, kind="long_term_outcome"):
        links = sorted(plan.where(TocLink, to_id=node.id), key=lambda each: each.necessity != "necessary")
        told = _sentence(plan, node, links, 0, with_doing=True)
        if told:
            return told
    return ""


def _shorter_and_shorter(plan: Plan) -> Iterator[str]:
    ceiling = _ceiling(plan)
    for reasons in (_ALL, 1):
        told = list(filter(None, _paragraphs(plan, reasons, with_doing=True)))
        yield "\n\n".join([*told, *ceiling]) if told else ""
    doing = _joined(clause(each.statement) for each in plan.where(TocNode, kind="intervention"))
    start = [_("We begin with what we do: {done}.").format(done=doing)] if doing else []
    reasoned = _paragraphs(plan, 1, with_doing=False)
    bare = _paragraphs(plan, 0, with_doing=False)
    for number in range(len(bare) + 1):
        yield "\n\n".join(filter(None, (*start, *bare[:number], *reasoned[number:], *ceiling)))
    for number in range(1, len(bare) + 1):
        yield "\n\n".join(filter(None, (*start, *bare[number:], *ceiling)))


def _paragraphs(plan: Plan, most_reasons: int, *, with_doing: bool) -> list[str]:
    """Return a paragraph for each level, earliest first; an empty one where there is nothing to tell."""
    levels = graph.levels(plan)
    by_level: dict[int, list[str]] = {}
    for node in plan.all(TocNode):
        links = sorted(plan.where(TocLink, to_id=node.id), key=lambda each: each.necessity != "necessary")
        sentence = _sentence(plan, node, links, most_reasons, with_doing=with_doing)
        by_level.setdefault(levels[node.id], []).append(sentence)
    return [" ".join(filter(None, by_level[level])) for level in sorted(by_level, reverse=True)]


def _sentence(
    plan: Plan, node: TocNode, links: Sequence[TocLink], most_reasons: int, *, with_doing: bool
) -> str:
    sources = [(link, source) for link in links if (source := plan.get(TocNode, link.from_id)) is not None]
    if not with_doing:
        sources = [(link, source) for link, source in sources if source.kind != "intervention"]
    done = _joined(clause(each.statement) for _link, each in sources if each.kind == "intervention")
    so = _joined(clause(each.statement) for _link, each in sources if each.kind != "intervention")
    effect = clause(node.statement)
    if not effect or not (done or so):
        return ""
    words = {"done": done, "causes": so, "effect": effect}
    if not so:
        said = _("Through {done}, {effect}").format(**words)
    elif not done:
        said = _("If {causes}, then {effect}").format(**words)
    else:
        said = _("If {causes}, then, through {done}, {effect}").format(**words)
    reasons = _joined([each for link, _source in sources if (each := clause(link.rationale))][:most_reasons])
    return _("{claim}, because {reasons}.").format(claim=said, reasons=reasons) if reasons else f"{said}."


def _ceiling(plan: Plan) -> list[str]:
    ours = _joined(clause(each.statement) for each in plan.where(TocNode, kind="long_term_outcome"))
    hoped = _joined(clause(each.statement) for each in plan.all(TocNode) if each.above_ceiling)
    if not ours or not hoped:
        return []
    said = _("We answer for everything up to this: {ours}. What we hope for lies beyond: {hoped}.")
    return [said.format(ours=ours, hoped=hoped)]


def _joined(clauses: Iterable[str]) -> str:
    items = list(dict.fromkeys(filter(None, clauses)))
    if len(items) < 2:
        return "".join(items)
    return _("{first}, and {last}").format(first=", ".join(items[:-1]), last=items[-1])
