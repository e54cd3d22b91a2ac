"""What scripts fill in around a form: places that stand there from the start, so that nothing moves when scripts arrive.

The words are those of the scripts (form/texts.js, calculator/texts.js, records/texts.js). Where scripts never run, the
style sheets leave all of it out.
"""

from assessor.report import Markup, tag
from assessor.rules.dates import TERM_NAMES

BLANK = "未填"
MONTHS = "添 0000-00 至 0000-00 各月"
"""As wide as what scripts write there; it is never seen."""


def record_html() -> Markup:
    """The line that says which record this is and whether it is kept, with what has to be said about it above it."""
    word = {"role": "status", "class_": "pc-device-word"}
    trouble = {"role": "status", "class_": "pc-device-trouble"}
    summary = tag("summary", tag("span", "记录：", tag("b"), " ", tag("span", class_="pc-device-state")))
    return tag(
        "section",
        tag("p", **trouble, data_line="trouble"),
        tag("p", **trouble, data_line="refused"),
        tag("p", class_="pc-device-word", data_line="undoable"),
        tag("p", **word, data_line="done"),
        tag("p", class_="pc-device-word", data_line="reminder"),
        tag("details", summary),
        class_="pc-device",
        aria_label="记录存在哪里",
        data_part="device",
    )


def sheets_html() -> Markup:
    """「用表格填、存成表格」, folded; what is in it is fetched when it is opened."""
    return tag("details", tag("summary", "用表格填、存成表格"), class_="pc-sheets", data_part="sheets")


def only_needed_html() -> Markup:
    """「只看还要填的」, which can be ticked once the engine has said which blanks matter."""
    box = tag("input", type="checkbox", disabled=True)
    return tag("label", box, tag("span", "只看还要填的"), class_="pc-only-needed", data_part="only-needed")


def state_html() -> Markup:
    """How far a group of an empty form is."""
    return tag("span", BLANK, class_="pc-state", data_state="blank")


def next_html(field: tuple[str, str] | None, *, back: bool = False) -> Markup:
    """The line that leads on to a field, given by its name and its id; `back` if it stands further up."""
    if field is None:
        return tag("p", class_="pc-next")
    name, box = field
    words = f"上面还有没填的：{name}" if back else f"下一项：{name}"
    return tag("p", tag("a", words, href=f"#{box}", data_field=name), class_="pc-next")


def months_html() -> Markup:
    """Room for the button that adds the months of the term; today is not known here."""
    return tag("button", MONTHS, type="button", data_action="add-months")


FRAME_BLANK = "先定是哪个学期：按学期、学年算的条款只看它。选了就填好起止两天。"


def frame_html(prefix: str = "") -> Markup:
    """The choice of school year and term, which fills in the days of the term; which years there are scripts say."""
    year, term = f"{prefix}frame-year", f"{prefix}frame-term"
    terms = (tag("option", word, value=str(number)) for number, word in TERM_NAMES.items())
    blank = tag("option", "没选", value="")
    return tag(
        "div",
        tag("p", tag("label", "学年", for_=year), tag("select", blank, id=year, data_frame="year")),
        tag("p", tag("label", "学期", for_=term), tag("select", blank, *terms, id=term, data_frame="term")),
        tag("p", FRAME_BLANK, class_="pc-help", data_part="frame-note"),
        class_="pc-frame",
        data_part="frame",
    )
