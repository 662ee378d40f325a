"""Write an outline, or the full plan, as one HTML file: no scripts, nothing that comes from elsewhere."""

import base64
import hashlib
import tomllib
from pathlib import Path

from planner import assets
from planner.atomic import writing
from planner.domain.plan import Plan
from planner.exports.html.body import Body, contents
from planner.exports.html.markup import Links, element, escaped, shown
from planner.exports.html.style import css
from planner.exports.outline import Outline
from planner.exports.plan_outline import full_plan_of
from planner.exports.reading import Place, Progress, legible, places
from planner.exports.request import Report, Request, Written
from planner.i18n import _

_BARS = f'<div class="bars" aria-hidden="true">{"<span></span>" * 5}</div>'


def write_html_of(plan: Plan, path: Path, request: Request, report: Report | None = None) -> Written:
    """Write the full plan as it is asked for; raises as `write_html` does."""
    return write_html(full_plan_of(plan, request), path, paper=request.paper, report=report)


def write_html(
    document: Outline, path: Path, *, paper: str = "letter", report: Report | None = None
) -> Written:
    """Write any outline to `path`; `paper` (letter or a4) is what it is printed on.

    Raises:
        Cancelled: `report` said to stop; the file that was there is unchanged.
        ExportFailed: the file could not be written; the one that was there is unchanged.
    """
    with writing(path) as part:
        found = places(document)
        progress = Progress(report, sum(1 for _block in document.blocks()) + 1)
        made = page(document, found, paper, progress)
        progress.tell(_("Writing the file"))
        part.write_text(made, encoding="utf-8", newline="\n")
        return Written()


def page(document: Outline, found: tuple[Place, ...], paper: str, progress: Progress) -> str:
    """Return the whole document; raises Cancelled as `write_html` does."""
    links = Links(found)
    own = not document.front and _begins_alone(found)
    body = Body(links, found, 0 if own else 1)
    main = "".join(body.sections(document, progress))
    style = css(
        {name: _colors(name) for name in ("light", "dark", "print")},
        title=" · ".join(part for part in (_one_line(document.title), document.footer) if part),
        page=_around_number(),
        mark=document.mark,
        paper=paper,
        scale=document.scale,
    )
    head = (
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escaped(_one_line(document.title) or _('Plan'))}</title>\n"
        f"{_meta('author', document.author)}{_meta('description', document.subject)}"
        f"<style>{style}</style>"
    )
    skip = f'<a class="skip" href="#main">{escaped(_("Skip to the text"))}</a>'
    mark = element("p", shown(document.mark), "mark") if document.mark else ""
    top = (
        _cover(document, body)
        if document.front
        else ("" if own else element("h1", shown(document.title), "of"))
    )
    header = element("header", mark + top) if mark or top else ""
    nav = contents(links, found) if document.front else ""
    foot = element("footer", element("p", shown(document.footer))) if document.footer else ""
    main = f'<main id="main" tabindex="-1">\n{main}</main>'
    inner = f'{skip}<div class="sheet">{header}\n{nav}\n{main}\n{foot}</div>'
    language = escaped(document.language.replace("_", "-"))
    start = f'<!DOCTYPE html>\n<html lang="{language}">\n'
    return f"{start}<head>\n{head}\n</head>\n<body>\n{inner}\n</body>\n</html>\n"


def _begins_alone(found: tuple[Place, ...]) -> bool:
    """Whether the first heading stands above all others, so that it can be the one of level 1."""
    return bool(found) and sum(each.depth == 1 for each in found) == 1


def _cover(document: Outline, body: Body) -> str:
    over = element("p", shown(document.over), "over") if document.over else ""
    subtitle = element("p", shown(document.subtitle), "subtitle") if document.subtitle else ""
    notice = element("p", shown(document.notice), "small") if document.notice else ""
    return (
        f"{_BARS}{over}{element('h1', shown(document.title))}{subtitle}{body.facts(document.cover)}{notice}"
    )


def _policy(style: str) -> str:
    """Return what a browser may load: this style sheet and the fonts in it, nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    own = f"style-src 'sha256-{digest}'; font-src data:"
    return f"default-src 'none'; {own}; base-uri 'none'; form-action 'none'"


def _colors(theme: str) -> dict[str, str]:
    colors: dict[str, str] = tomllib.loads(assets.text(f"themes/{theme}.toml"))["colors"]
    return colors


def _meta(name: str, value: str) -> str:
    return f'<meta name="{name}" content="{escaped(_one_line(value))}">\n' if value else ""


def _around_number() -> tuple[str, str]:
    """Return the words before the number of a page and between it and the number of all."""
    before, _number, rest = _("Page {page} of {pages}").partition("{page}")
    return before, rest.partition("{pages}")[0]


def _one_line(text: str) -> str:
    return " ".join(legible(text).split())
