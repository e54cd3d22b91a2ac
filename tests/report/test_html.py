"""HTML that escapes by default."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.report import Markup, tag

HOSTILE = "<script>alert(\"1\") && '2'</script>"


class Page(HTMLParser):
    """The elements, attributes and texts of some HTML, as a browser would see them."""

    def __init__(self, html: str) -> None:
        """Read the HTML."""
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.texts.append(data)


def test_text_is_escaped():
    """Text goes in as text, wherever it comes from."""
    assert tag("p", HOSTILE) == "<p>&lt;script&gt;alert(\"1\") &amp;&amp; '2'&lt;/script&gt;</p>"


def test_attributes_are_escaped():
    """An attribute cannot be left by a quotation mark."""
    assert tag("a", href='"><b x="\'') == '<a href="&quot;&gt;&lt;b x=&quot;&#x27;"></a>'


def test_markup_made_here_is_kept():
    """Only what was made as markup stays markup."""
    assert tag("p", tag("b", "<"), Markup("<i>"), "<i>") == "<p><b>&lt;</b><i>&lt;i&gt;</p>"


@pytest.mark.parametrize(
    ("attributes", "wanted"),
    [
        ({"class_": "a b"}, ' class="a b"'),
        ({"data_field": "年限"}, ' data-field="年限"'),
        ({"hidden": True}, " hidden"),
        ({"hidden": False, "title": None}, ""),
        ({"value": ""}, ' value=""'),
    ],
)
def test_attributes(attributes, wanted):
    """Names use - for _, True stands alone, False and None are left out."""
    assert tag("i", **attributes) == f"<i{wanted}></i>"


@pytest.mark.parametrize("name", ["br", "hr", "img", "input", "meta", "link"])
def test_void_elements_have_no_end(name):
    """An element that cannot have content has no closing tag."""
    assert tag(name, id="a") == f'<{name} id="a">'


def test_nothing_is_left_out():
    """None is no content."""
    assert tag("p", None, "一", None) == "<p>一</p>"
    assert Markup.join_all(["<", None, Markup("<b>")]) == "&lt;<b>"
    assert Markup.join_all([tag("i"), tag("b")]) == "<i></i><b></b>"


def test_joined_text_is_text_again():
    """Markup put together with text by other means is text, and is escaped when it is used."""
    assert tag("p", tag("b") + "<i>") == "<p>&lt;b&gt;&lt;/b&gt;&lt;i&gt;</p>"


@given(st.text(alphabet="<>&\"'=/ ab\\", max_size=20), st.text(alphabet="<>&\"'=/ ab\\", max_size=20))
def test_any_text_comes_out_as_it_went_in(text, attribute):
    """What a browser reads is the text and the attribute that went in, in one element."""
    page = Page(tag("p", text, title=attribute))
    assert page.tags == ["p"]
    assert page.attributes == [("title", attribute)]
    assert "".join(page.texts) == text
