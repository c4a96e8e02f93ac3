"""Same-origin check, headers, limits.

A hall shares one address, so nothing here counts by address. Cross-site
requests are told by what browsers say of themselves, without tokens.
"""

import secrets

from flask import abort, g, has_request_context, request, session
from flask_limiter import Limiter
from werkzeug.middleware.proxy_fix import ProxyFix

from .steady import Answer, SignedCookies

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
LARGEST_FORM = 64 * 1024 * 1024  # all photos of one form together; each photo has its own limit in notes/photos.py
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "connect-src 'self'; font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; media-src 'self' blob:"
)


def device() -> str:
    """This browser's own random id, from its cookie; made on first use."""
    if not has_request_context():
        return "none"
    if "device" not in session:
        session["device"] = secrets.token_urlsafe(9)
        session.permanent = True
    return session["device"]


limiter = Limiter(key_func=device, storage_uri="steady://", headers_enabled=False)


def init_app(app, settings):
    """Headers on every answer, a same-origin check before every unsafe request, limits."""
    app.config.update(
        SESSION_COOKIE_NAME="facilitator",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=180 * 24 * 3600,
        SESSION_REFRESH_EACH_REQUEST=False,
        MAX_CONTENT_LENGTH=LARGEST_FORM,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        RATELIMIT_ENABLED=True,
    )
    app.session_interface, app.response_class = SignedCookies(), Answer
    if settings.trusted_hosts:
        app.config["TRUSTED_HOSTS"] = list(settings.trusted_hosts)
    app.before_request(only_from_our_own_pages)
    app.after_request(headers)
    limiter.init_app(app)


def believe_proxies(app, settings):
    """Let requests look as they came to the proxies of our own that stand before us (docs/scaling.md): who asked, by
    which name, http or https. Anybody can write such headers; so they count only when a setting says how many proxies
    there are. Called last, so that everything else sees the request as it was.
    """
    if settings.proxies:
        app.wsgi_app = ProxyFix(
            app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies, x_host=settings.proxies, x_port=0
        )


def only_from_our_own_pages():
    """Refuse an unsafe request that another site's page made the browser send."""
    if request.method in SAFE_METHODS or same_origin(request.headers, request.host):
        return
    abort(403)


def same_origin(sent, host: str) -> bool:
    """Judge by `Sec-Fetch-Site`, else by `Origin`; a client that sends neither is no browser led astray."""
    site = sent.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = sent.get("Origin")
    return origin is None or origin.partition("://")[2] == host


def headers(response):
    """What every answer carries."""
    response.headers.setdefault("Content-Security-Policy", POLICY)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    response.headers.setdefault("Permissions-Policy", "camera=(self), microphone=(), geolocation=()")
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store" if g.get("viewer") else "no-cache"
    return response
