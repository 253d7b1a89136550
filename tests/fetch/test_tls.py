"""TLS is verified: a certificate that nobody vouches for is a fault, and so is no TLS at all."""

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.model.feed import FaultKind, Visit
from tests.fetch.site import Site, fetch, reply

CERTIFICATE = Path(__file__).with_name("self_signed.pem")  # key and certificate for localhost, used nowhere else


@pytest.fixture
def tls_site() -> Iterator[Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    with Site(tls=context) as made:
        yield made


def test_a_certificate_that_nobody_vouches_for(tls_site: Site, caplog: pytest.LogCaptureFixture) -> None:
    tls_site.rest = reply(200, b"<rss/>")
    got = fetch(Visit(feed_id=1, url=f"https://127.0.0.1:{tls_site.port}/"), sites=(tls_site,))[0]
    assert got.fault is not None
    assert got.fault.kind == FaultKind.TLS
    assert "self-signed certificate" in got.fault.message
    assert not tls_site.asked
    assert not caplog.records


def test_a_server_that_speaks_no_tls(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    site.greeting = reply(400)
    got = fetch(Visit(feed_id=1, url=f"https://127.0.0.1:{site.port}/"), sites=(site,))[0]
    assert got.fault is not None
    assert got.fault.kind == FaultKind.TLS
    assert not caplog.records
