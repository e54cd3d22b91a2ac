"""A page in parts: whole again, with a mark, and as the difference from another page."""

from assessor.report.html import Markup, tag
from assessor.report.parts import Part, Remembered, mark_of, renewed, shown

BOX = tag("section", class_="pc-section")


def page(*texts: str) -> list[Part]:
    """A page with a section of paragraphs, and a part that is empty."""
    inside = tuple(Part(str(number), tag("p", text)) for number, text in enumerate(texts))
    return [Part("head", tag("p", "头")), Part("none", Markup("")), Part("box", BOX, inside)]


def test_a_part_is_whole_with_what_stands_inside():
    """Inner parts stand between the two ends of their element, in order."""
    assert page("甲", "乙")[2].whole == '<section class="pc-section"><p>甲</p><p>乙</p></section>'
    assert page()[0].whole == "<p>头</p>"


def test_the_first_page_comes_with_everything():
    """Without a page before, every part has its HTML; an empty part is not there."""
    assert renewed(page("甲"), {}) == [
        {"key": "head", "html": "<p>头</p>"},
        {"key": "box", "html": BOX, "parts": [{"key": "0", "html": "<p>甲</p>"}]},
    ]


def test_only_what_differs_is_renewed():
    """Parts that stand on the page already come without HTML, but in their place."""
    assert renewed(page("甲", "丙"), shown(page("甲", "乙"))) == [
        {"key": "head"},
        {"key": "box", "parts": [{"key": "0"}, {"key": "1", "html": "<p>丙</p>"}]},
    ]


def test_the_same_html_elsewhere_is_another_part():
    """A part is known by its keys from the outside in, not by its HTML."""
    (entry,) = renewed([Part("foot", tag("p", "头"))], shown(page()))
    assert entry == {"key": "foot", "html": "<p>头</p>"}


def test_the_mark_stands_for_one_page_only():
    """Any other text, order or nesting has another mark; the same page has the same."""
    inner = (Part("1", tag("p", "乙")), Part("0", tag("p", "甲")))
    others = [page("甲"), page("甲", "丙"), page("乙", "甲"), [*page("甲")[:2], Part("box", BOX, inner)]]
    marks = {mark_of(other) for other in others}
    assert len(marks) == len(others)
    assert mark_of(page("甲", "乙")) not in marks
    assert mark_of(page("甲")) == mark_of(page("甲"))


def test_a_piece_is_made_again_only_from_other_things():
    """The same objects give the same piece; an equal but different object does not."""
    made, things, counted = Remembered(), ([1], [2]), []

    def make() -> Markup:
        counted.append(1)
        return Markup(f"{len(counted)}")

    assert [made("a", things, make), made("a", things, make), made("b", things, make)] == ["1", "1", "2"]
    assert made("a", (things[0], [2]), make) == "3"
    assert made("a", (things[0],), make) == "4"
