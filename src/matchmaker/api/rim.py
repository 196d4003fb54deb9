"""The rim that every request passes: an id, a log line, safe headers, a size limit and a rate limit (pure ASGI)."""

from __future__ import annotations

import ipaddress
import math
import re
import secrets
import time
from collections.abc import Sequence

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from matchmaker.api.problems import answer
from matchmaker.api.record import Record, record_request

GIVEN_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
READ_ON = 10
NOT_COUNTED = ("/healthz", "/readyz")
READING = ("GET", "HEAD", "OPTIONS")

DATA_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cache-Control": "no-store",
}


class Observed:
    """Outermost: gives each request an id, records how it went, and answers what nobody foresaw without its words."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if GIVEN_ID.fullmatch(given) else secrets.token_hex(8)
        scope["matchmaker.request_id"] = request_id
        began, status = time.perf_counter(), 0

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = request_id
            await send(message)

        failure: Exception | None = None
        try:
            await self.app(scope, receive, noted)
        except Exception as unforeseen:
            failure = unforeseen
        if failure and not status:
            await answer(request_id, "internal")(scope, receive, noted)
        record_request(Record(scope, request_id, status or 499, time.perf_counter() - began, failure))


class SafeHeaders:
    """The headers that keep pages and data where they belong. A response may bring a policy of its own."""

    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        self.app = app
        self.more = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"} if https else {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""

        async def safe(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                page = headers.get("content-type", "").startswith("text/html")
                policy = PAGE_POLICY if page else DATA_POLICY
                for name, value in {**SAFE, **self.more, "Content-Security-Policy": policy}.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, safe)


class KnownHosts:
    """Answers only to the names that the service is known by, so that no other site's name can be pointed at it."""

    def __init__(self, app: ASGIApp, names: Sequence[str]) -> None:
        self.app = app
        self.names = frozenset(name.lower().strip("[]") for name in names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "http" and self._name(Headers(scope=scope).get("host", "")) not in self.names:
            await answer(scope.get("matchmaker.request_id", ""), "host-not-known")(scope, receive, send)
            return
        await self.app(scope, receive, send)

    @staticmethod
    def _name(host: str) -> str:
        bracketed = re.fullmatch(r"\[([0-9a-fA-F:.]+)\](?::\d{1,5})?", host)
        return (bracketed[1] if bracketed else re.sub(r":\d{1,5}$", "", host)).lower()


class RateLimit:
    """So many requests a minute for each caller, fewer that send something (a moving window, in this process)."""

    def __init__(self, app: ASGIApp, *, requests: int, posts: int) -> None:
        self.app = app
        self.windows = MovingWindowRateLimiter(MemoryStorage())
        self.all, self.posts = RateLimitItemPerMinute(requests), RateLimitItemPerMinute(posts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or ask to wait."""
        if scope["type"] != "http" or scope["path"] in NOT_COUNTED:
            await self.app(scope, receive, send)
            return
        limit, kind = (self.all, "read") if scope["method"] in READING else (self.posts, "send")
        key = (kind, _caller(scope))
        if self.windows.hit(limit, *key):
            await self.app(scope, receive, send)
            return
        wait = max(1, math.ceil(self.windows.get_window_stats(limit, *key).reset_time - time.time()))
        headers = {"Retry-After": str(wait), "RateLimit-Policy": f'"{kind}";q={limit.amount};w=60'}
        await answer(scope["matchmaker.request_id"], "too-many-requests", headers=headers)(scope, receive, send)


def _caller(scope: Scope) -> str:
    """Who is calling: an address, of IPv6 the network that one household or office has."""
    host = scope["client"][0] if scope.get("client") else "unknown"
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return str(host)
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else host


class BodyLimit:
    """No body over the limit is read, whatever its headers say of its length.

    Pages may read on, without keeping it, up to ten times the limit: a browser shows an answer only after it has sent
    everything. They count for themselves what they keep.
    """

    def __init__(self, app: ASGIApp, most_bytes: int) -> None:
        self.app, self.most = app, most_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        length = Headers(scope=scope).get("content-length", "0")
        most = self.most if scope["path"].startswith("/v1/") else READ_ON * self.most
        if not length.isdecimal() or int(length[:20]) > most:
            await self._refuse(scope, receive, send)
            return
        read, started = 0, False

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > most:
                raise _BodyTooLargeError
            return message

        async def watched(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, counted, watched)
        except _BodyTooLargeError:
            if not started:
                await self._refuse(scope, receive, send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The connection is closed with the answer: what is left of the body is never read."""
        closing = {"Connection": "close"}
        await answer(scope["matchmaker.request_id"], "too-large", headers=closing)(scope, receive, send)


class _BodyTooLargeError(BaseException):
    """Passes through whatever would turn an ``Exception`` into an answer of its own."""
