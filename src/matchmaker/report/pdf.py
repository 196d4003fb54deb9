"""A page of ours as PDF, accessible (PDF/UA-1), made on this computer: nothing is fetched from anywhere."""

from __future__ import annotations

from importlib import import_module
from typing import Any, NoReturn

from matchmaker.domain.problem import OutsideFailure, Problem

VARIANT = "pdf/ua-1"
LONGEST_ID = 32


def as_pdf(page: str, *, identifier: str = "") -> bytes:
    """The PDF of a self-contained page; the same page and identifier give the same bytes.

    Raises :class:`OutsideFailure` where the extra ``pdf`` or the Pango library that it needs is not installed.
    """
    weasyprint = _weasyprint()
    fetcher = type("Refusing", (weasyprint.urls.URLFetcher,), {"fetch": _refuse})()
    document = weasyprint.HTML(string=page, url_fetcher=fetcher)
    pdf: bytes = document.write_pdf(pdf_variant=VARIANT, pdf_identifier=identifier.encode()[:LONGEST_ID] or None)
    return pdf


def require_pdf() -> None:
    """Say at once, before any work is done, that no PDF can be made here."""
    _weasyprint()


def _weasyprint() -> Any:
    try:
        return import_module("weasyprint")
    except ImportError:
        raise OutsideFailure(Problem.of("pdf_not_installed")) from None
    except OSError:
        raise OutsideFailure(Problem.of("pdf_no_pango")) from None


def _refuse(_: object, url: str, headers: object = None) -> NoReturn:
    """Fetch nothing: a page carries everything that it shows."""
    raise ValueError(f"nothing is fetched, {url.partition(':')[0]} neither")
