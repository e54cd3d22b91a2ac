"""The page that says under which licence the site is, and whose work it carries."""

from assessor.report import Markup, tag
from assessor.report.html import Child
from assessor.site.notices import LICENSE, NOTICE, SBOM, Part, parts
from assessor.site.pages.page import Page, heading, html, join, link, root_of, table

PATH = "licenses.md"

_OURS = (
    "手册的程序和条文要点以 MIT 许可发布：可以用、改、再发布，保留版权与许可文字即可。"
    "所依据的政策文件属于各自的发布机关，这里不转载原文。"
)
_WHAT = "发布的文件里带着下面这些作品，各按各的许可。缩进的编译或打包在上一项里面。"


def licenses_page() -> Page:
    """The page: our licence, the works carried, and where the texts and the bill of materials lie."""
    root = root_of(PATH)
    files = tag(
        "ul",
        tag("li", link("我们的许可", root + LICENSE), "（MIT，全文）"),
        tag("li", link("别人的许可", root + NOTICE), "（下面每一项的许可全文）"),
        tag("li", link("软件物料清单", root + SBOM), "（CycloneDX，含只在构建时用的）"),
    )
    rows = [row for part in parts() for row in (_row(part), *(_row(inner, within=part) for inner in part.inside))]
    works = table(["作品", "许可", "用处"], rows, caption="站点里带的作品")
    blocks = [
        heading(1, "许可与致谢"),
        _OURS,
        html(files),
        heading(2, "站点里带的", "carried"),
        _WHAT,
        html(works),
    ]
    return Page(PATH, "许可与致谢", "手册的许可，站点里带的别人的作品和它们的许可，软件物料清单。", join(*blocks))


def _row(part: Part, within: Part | None = None) -> list[Child]:
    name: Markup = tag("span", "— " if within else None, link(part.name, part.source), f" {part.version}".rstrip())
    return [name, part.license, f"在 {within.name} 里" if within else part.purpose]
