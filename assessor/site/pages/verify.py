"""Checking a receipt: chosen as a file or pasted as text, checked on the reader's own device."""

from assessor.report import Markup, tag
from assessor.site.engine import WITHOUT_SCRIPTS, engine_bytes
from assessor.site.pages.page import Page, heading, html, join, root_of

PATH = "verify.md"

INTRO = (
    "收据是[自评](assess.md)时点“下载收据”得到的文件，写着当时填的内容、所按的政策、每项结果和一个核对码。"
    "在这里可以核对：下载以后有没有被改动过，照所填的内容重新计算，结果是不是还一样。"
)
LIMITS = "它能说明结果由所填的内容按所写的政策算出；不能说明填的内容属实，也不能证明是谁填的。"
PRIVACY = "收据只在这台设备上读，不上传。"


def verify_page(engine: str) -> Page:
    """The page that checks a receipt; `engine` is where the browser bundle lies, seen from the site's root."""
    blocks = [heading(1, "核对收据"), INTRO, LIMITS, PRIVACY, html(_element(engine), class_="hb-check")]
    return Page(
        PATH, "核对收据", "核对一份自评收据有没有被改动、结果能不能重新算出；在本机核对，不上传。", join(*blocks)
    )


def _element(engine: str) -> Markup:
    file = tag(
        "div",
        tag("label", "收据文件", for_="receipt-file"),
        tag("p", "文件名像“自评收据-2026-06-30-0a1b2c3d4e5f.json”。", class_="pc-help", id="receipt-file-help"),
        tag(
            "input",
            type="file",
            id="receipt-file",
            accept=".json,application/json",
            aria_describedby="receipt-file-help",
        ),
        class_="pc-field",
    )
    text = tag(
        "div",
        tag("label", "或者粘贴收据的文字", for_="receipt-text"),
        tag("textarea", id="receipt-text", rows="4", spellcheck="false", autocomplete="off"),
        class_="pc-field",
    )
    button = tag("p", tag("button", "核对", type="submit", data_action="check"), class_="pc-actions")
    return tag(
        "receipt-check",
        tag("form", file, text, button, method="dialog", novalidate=True, data_part="form"),
        tag("p", WITHOUT_SCRIPTS, data_part="progress"),
        tag("div", role="status", data_part="answer"),
        data_state="static",
        data_engine=f"{root_of(PATH)}{engine}",
        data_engine_bytes=engine_bytes(engine),
    )
