"""Address: whether Teams can send here what people say, as far as that is to be seen from this machine."""

import ssl

import httpx

from bot.chat.teams.hosts import url_fault
from bot.chat.teams.outcomes import in_words
from bot.model.finding import Finding

PATH = "/api/messages"  # where Teams sends what people say, behind the public address
_RUN = f"Start `presswatch run`, and have whatever serves https hand on POST {PATH} to it."
_CERTIFICATE = "Give it a certificate of an authority that everybody trusts: Teams takes no other."
_REDIRECT = "Set web.public_url to where it leads: Teams follows nothing."
_FAILED = 500


def address(public_url: str, *, timeout: float) -> Finding:
    """What is to be said of the public address; it is asked once, without a signature."""
    if fault := url_fault(public_url):
        return Finding(
            f"Teams cannot reach Presswatch: {fault}", "Set web.public_url; docs/howto/teams.md says how.", True
        )
    return unsigned(public_url + PATH, timeout=timeout)


def unsigned(url: str, *, timeout: float) -> Finding:
    """What comes of a request there that nobody signed."""
    try:
        return _judged(url, httpx.post(url, json={}, timeout=timeout).status_code)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return _silent(url, error)


def _judged(url: str, status: int) -> Finding:
    """What an answer says of who is there: only a 401 is ours, and well."""
    if status == 401:
        return Finding(f"Teams: {url} answers, and believes nobody who has not signed (401)")
    if 200 <= status < 300:
        return Finding(
            f"Teams: {url} believes a request that nobody signed ({status})",
            "Take teams.unauthenticated out, and start again; or nothing of Presswatch's is there.",
            True,
        )
    if 300 <= status < 400:
        return Finding(f"Teams: {url} leads elsewhere ({status})", _REDIRECT, True)
    what = "finds nothing behind it" if status >= _FAILED else "is answered by something else"
    return Finding(f"Teams: {url} {what} ({status})", _RUN)


def _silent(url: str, error: Exception) -> Finding:
    """Nobody answered: which may be so from this machine alone."""
    if _is_about_trust(error):
        return Finding(f"Teams: nobody can trust {url}: its certificate is not good", _CERTIFICATE, True)
    return Finding(
        f"Teams: {url} does not answer here: {in_words(error)}; whether it does for Teams is not known",
        f"{_RUN} Some networks do not lead to their own public address: ask it from another, and expect a 401.",
    )


def _is_about_trust(error: BaseException | None) -> bool:
    while error:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False
