"""The vault: what lets us into workspaces is sealed before it is kept. The only door to cryptography."""

from datetime import datetime, timedelta

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.errors import PresswatchError

_HOW = (
    "Make one with `openssl rand -base64 32 | tr '+/' '-_'` and set it as PRESSWATCH_SLACK__ENCRYPTION_KEY; several"
    " stand with a blank between them, the newest first."
)


class Vault:
    """Seals with the first of its keys and opens with any, so that a key can be changed without losing what it sealed.

    Fernet: AES in CBC mode with HMAC-SHA256 (https://github.com/fernet/spec/blob/master/Spec.md).
    """

    def __init__(self, keys: str) -> None:
        """`keys` are one or several, with blanks between. PresswatchError, which tells none, where they are no keys."""
        try:
            self._keys = MultiFernet([Fernet(key) for key in keys.split()])
        except ValueError:  # not chained: its words may repeat a part of what it was given
            raise PresswatchError(_fault(keys), _HOW) from None

    def seal(self, words: str) -> bytes:
        """What only this vault can open."""
        return self._keys.encrypt(words.encode())

    def open(self, sealed: bytes) -> str:
        """What was sealed. PresswatchError where it was sealed by another key, or changed since."""
        try:
            return self._keys.decrypt(sealed).decode()
        except InvalidToken as error:
            raise PresswatchError(
                "What lets Presswatch into this workspace was sealed with another key.",
                "Put the former key behind the present one in slack.encryption_key, or install the app again.",
            ) from error

    def ticket(self, words: str, *, now: datetime) -> str:
        """Words that come back to us through a stranger's hands, such as a browser's."""
        return self._keys.encrypt_at_time(words.encode(), int(now.timestamp())).decode()

    def admits(self, ticket: str, *, now: datetime, within: timedelta) -> bool:
        """Whether this is a ticket of ours, and not older."""
        try:
            self._keys.decrypt_at_time(ticket, int(within.total_seconds()), int(now.timestamp()))
        except InvalidToken:
            return False
        return True


def _fault(keys: str) -> str:
    return "slack.encryption_key is no key." if keys.strip() else "slack.encryption_key is not set."
