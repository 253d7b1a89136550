"""A person before the browser: what they type, press and see, in the words of what stands on the screen."""

import json
import re
from typing import Any

from playwright.sync_api import Locator, Page, WebSocket, expect

expect.set_options(timeout=20_000)
NOT_DRAWN_HERE = {"[context_actions]", "[data_visualization]"}  # this Slack draws neither votes nor charts
Json = dict[str, Any]


class Person:
    """Someone who looks at one page of this Slack."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.views: list[Json] = []  # the modals that lie upon each other, as Slack has them
        page.on("websocket", self._watch)

    def enter(self, place: str) -> None:
        """Go to a channel, to direct messages or to an app's Home tab."""
        self.page.locator(".sidebar-item", has_text=place).click()

    def say(self, words: str) -> None:
        """Type into the channel and send it."""
        self.page.locator("main .composer-input").fill(words)
        self.page.locator("main .composer-send").click()

    def see(self, words: str) -> Locator:
        """The newest message in the channel that has these words, once it is there."""
        found = self.page.locator(".messages .msg", has_text=words).last
        expect(found).to_be_visible()
        return found

    def see_alone(self, words: str) -> Locator:
        """The same, where nobody else sees it."""
        found = self.see(words)
        expect(found.locator(".badge-eph")).to_be_visible()
        return found

    def press(self, label: str, *, on: Locator) -> None:
        """Press a button."""
        on.get_by_role("button", name=label, exact=True).first.click()

    def choose(self, label: str, *, on: Locator) -> None:
        """Choose from the first menu behind three dots."""
        on.locator("select.bk-overflow").first.select_option(label=label)

    def open_thread(self, under: Locator, *, at_least: int) -> Locator:
        """The thread under a message, once it has so many replies: a digit's worth."""
        summary = under.locator(".thread-summary")
        expect(summary).to_contain_text(re.compile(rf"([{at_least}-9]|\d\d) replies"), timeout=60_000)
        summary.click()
        return self.page.locator(".thread-pane .thread-body")

    @property
    def modal(self) -> Locator:
        """The modal that is open."""
        return self.page.locator(".modal")

    def fill(self, label: str, value: str) -> None:
        """Type into the modal's field with this label, or choose from it."""
        field = self.modal.locator(".bk-input", has=self.page.locator(f'.bk-label:text-is("{label}")'))
        if field.locator("select").count():
            field.locator("select").select_option(label=value)
        else:
            field.locator("input").fill(value)

    def submit(self, label: str) -> None:
        """Press the modal's own button."""
        self.modal.locator(".modal-btn.primary", has_text=label).click()

    def leave(self) -> None:
        """Close what is open: this Slack shows a modal on every page."""
        if self.modal.count():
            self.modal.locator(".modal-x").click()

    def not_drawn(self) -> set[str]:
        """Kinds of blocks on the screen that this Slack does not know."""
        return set(self.page.locator(".bk-unknown").all_inner_texts())

    def _watch(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._note)

    def _note(self, frame: str | bytes) -> None:
        said = json.loads(frame)
        if said.get("t") == "view":
            self.views = said["stack"]
