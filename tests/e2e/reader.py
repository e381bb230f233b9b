"""A reader at the page, whose actions are counted."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, expect

from tests.e2e.conftest import Visit


@dataclass
class Reader:
    """A reader who clicks and types: each click, and each box filled in, is an action."""

    visit: Visit
    n: int = 0

    def follow(self, link: Locator) -> None:
        """Follow a link to another page."""
        self.n += 1
        self.visit.follow(link)

    def choose(self, option: Locator) -> None:
        """Choose a part of the page, and wait until it is drawn."""
        self.n += 1
        option.click()
        self.visit.settle()

    def pick(self, box: Locator, option: str) -> None:
        """Open a box and choose one of its options, found by typing: two actions."""
        self.n += 2
        box.click()
        box.fill(option)
        self.visit.page.get_by_role("option", name=option, exact=True).click()
        self.visit.page.keyboard.press("Escape")
        self.visit.settle()

    def reads(self, title: str) -> None:
        """Expect the page of this title."""
        expect(self.visit.page.locator("h1")).to_have_text(title)

    def text(self) -> str:
        """Return all that is on the page, what stands in tables too."""
        return str(self.visit.page.locator("body").evaluate("body => body.textContent"))
