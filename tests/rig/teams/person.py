"""A person before the Playground: what they type, press and see, in the words of what stands on the screen."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect


class Person:
    """Someone who looks at one page of this Teams."""

    CARD = ".ac-adaptiveCard"

    def __init__(self, page: Page, pictures: Path) -> None:
        self.page = page
        self._pictures = pictures

    def enter(self, place: str) -> None:
        """Go to a channel or a chat. Who enters one first brings Presswatch along."""
        self.page.get_by_role("treeitem", name=place).click()

    def say(self, words: str) -> None:
        """Write into a chat."""
        self._type(words)
        self.page.get_by_role("button", name="Send Message").click()

    def ask(self, words: str) -> None:
        """Begin a thread in a channel with words to Presswatch."""
        self._type("@")
        self.page.get_by_role("menuitem", name="Presswatch").click()
        self.page.keyboard.insert_text(f" {words}")
        self.post()

    def post(self) -> None:
        """Post what stands in the box of a channel."""
        self.page.get_by_role("button", name="Post", exact=True).click()

    def search(self, words: str) -> None:
        """Look for a story to put into a message."""
        self.page.get_by_role("button", name="Trigger Message Extension App").first.click()
        self.pick("Search Command")
        self.page.get_by_role("textbox", name="Enter a search term").fill(words)
        self.page.keyboard.press("Enter")

    def unfurl(self, address: str) -> None:
        """Put a link into a message, with what it leads to."""
        self.page.get_by_role("button", name="Trigger Message Extension App").first.click()
        self.pick("Link Unfurling")
        asked = self.page.get_by_role("dialog", name="Link Unfurling")
        asked.get_by_role("textbox", name="Enter an URL").fill(address)
        expect(asked.locator(self.CARD)).to_be_visible()
        asked.get_by_role("button", name="Send to Conversation").click()

    def cards(self, words: str) -> Locator:
        """All cards here that have these words."""
        return self.page.locator(self.CARD, has_text=words)

    def see(self, words: str, *, within: float = 20) -> Locator:
        """The first card that has these words, once it is there."""
        found = self.cards(words).first
        expect(found).to_be_visible(timeout=within * 1000)
        return found

    def post_with(self, words: str) -> Locator:
        """The first post of a channel that has these words, with all replies to it."""
        return self.page.get_by_role("group").filter(has=self.page.locator(self.CARD, has_text=words)).first

    def press(self, label: str, *, on: Locator) -> None:
        """Press a button."""
        on.get_by_role("button", name=label, exact=True).first.click()

    def pick(self, label: str) -> None:
        """Choose from a menu that is open."""
        self.page.get_by_role("menuitem", name=label).click()

    def fill(self, label: str, value: str, *, on: Locator) -> None:
        """Type into the field with this label."""
        on.get_by_role("textbox", name=label, exact=True).fill(value)

    def choose(self, label: str, value: str, *, on: Locator) -> None:
        """Choose from the list with this label."""
        on.get_by_role("combobox", name=label, exact=True).click()
        self.page.get_by_role("option", name=value, exact=True).click()

    def show(self, what: str, *, at: Locator | None = None) -> None:
        """Leave a picture of the screen beside the logs, where something is in view."""
        if at:
            at.scroll_into_view_if_needed()
        self.page.screenshot(path=self._pictures / f"{what.replace(' ', '-')}.png")

    def _type(self, words: str) -> None:
        self.page.locator("[contenteditable=true][role=textbox]").first.click()
        self.page.keyboard.insert_text(words)
