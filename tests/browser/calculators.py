"""What the tests do with a calculator, in the words of those who use it."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

TEN_MONTHS = tuple(
    (month, "20", hours)
    for month, hours in [
        ("2025-09", "17"),  # 85 %
        ("2025-10", "16"),  # 80 %
        ("2025-11", "15.98"),  # 79.9 %
        ("2025-12", "12"),  # 60 %
        ("2026-01", "11.98"),  # 59.9 %
        ("2026-02", "20"),  # 100 %
        ("2026-03", "18"),  # 90 %
        ("2026-04", "15"),  # 75 %
        ("2026-05", "16.4"),  # 82 %
        ("2026-06", "10"),  # 50 %
    ]
)
"""Month, hours required, hours kept: five months in full, three at half, two at nothing."""


ASSESS = "assess/?policies=school-21art,county-professional,wenzhou-2023-23"
"""The self-check with a few policies chosen: nothing is by itself."""


class Calculator:
    """One calculator of a page."""

    def __init__(self, page: Page, position: int = 0) -> None:
        """The calculator at this position of the page."""
        self.page = page
        self.element = page.locator("policy-calculator").nth(position)

    def field(self, name: str) -> Locator:
        """The inputs of a field (list cells: 列表.列, one each row)."""
        return self.element.locator(f'[name="{name}"]')

    def type(self, name: str, text: str) -> None:
        """Type into a field as a person does, key by key."""
        self.field(name).press_sequentially(text)

    def choose(self, name: str, word: str) -> None:
        """Choose a word in a field."""
        self.field(name).select_option(word)

    def list(self, name: str) -> Locator:
        """A list field."""
        return self.element.locator(f'[data-list="{name}"]')

    def add_row(self, name: str, **cells: str) -> None:
        """Add a row and fill in its cells."""
        self.list(name).get_by_role("button", name="添一行").click()
        for column, text in cells.items():
            self.field(f"{name}.{column}").last.fill(text)

    def add_months(self, months: Any = TEN_MONTHS) -> None:
        """Fill in the on-duty hours, month by month."""
        for month, required, kept in months:
            self.add_row("月度坐班", 月份=month, 应坐班=required, 实坐班=kept)

    def result(self, rule: str) -> Locator:
        """A result that was computed from the form, not the worked example's."""
        return self.element.locator(f'[data-part=results]:not(:has(.pc-example)) [data-result="{rule}"]')

    def open_tool(self, title: str) -> Locator:
        """Unfold what stands below the results under this title."""
        section = self.element.get_by_role("region", name=title)
        section.get_by_role("heading", name=title).click()
        return section

    def expect_value(self, rule: str, value: str) -> None:
        """Wait until a result has this value."""
        expect(self.result(rule)).to_have_attribute("data-value", value)

    def expect_state(self, state: str) -> None:
        """Wait until the element is in this state."""
        expect(self.element).to_have_attribute("data-state", state)

    @property
    def example(self) -> Locator:
        """The line that says that what is shown is an example."""
        return self.element.locator("[data-part=results] .pc-example")

    @property
    def progress(self) -> Locator:
        """The line about the engine."""
        return self.element.locator("[data-part=progress]")

    @property
    def summary(self) -> Locator:
        """The summary of what is wrong."""
        return self.element.locator("[data-part=problems]")

    @property
    def status(self) -> Locator:
        """The live region."""
        return self.element.locator("[data-part=status]")
