"""What stands before the dashboard where people log in: one small page, in the reader's language.

It needs nothing but itself: no script, no font, no picture, so that nothing else has to be open.
"""

from __future__ import annotations

from html import escape
from urllib.parse import parse_qs, urlencode, urlsplit

from dashboard import i18n, page_css
from dashboard.i18n import _, mark

PATH = "/login"
"""Where it is."""

START = f"{PATH}/start"
"""Where its link leads: on to the provider."""

OUT = "/auth/logout"
"""Where somebody logs out: Streamlit's own."""

MAX_NEXT = 2_000
"""Characters of an address to which somebody is led on after the login."""

SAID = {
    "ended": mark("Your login has ended. Log in again to go on."),
    "out": mark("You are logged out."),
    "denied": mark("The login provider did not let you in, or you went back. Try again."),
    "failed": mark(
        "The login did not come to an end: it took too long, was opened twice, or what the login "
        "provider sent does not hold. Try again; if it goes wrong again, tell whoever runs Trojka."
    ),
    "away": mark(
        "The login provider cannot be reached. Try again in a moment; if it lasts, tell whoever "
        "runs Trojka."
    ),
}
"""Why somebody is here, by the word for it in the address."""


def language_of(query: str, spoken: str, accepted: str) -> str:
    """Return the language of a reader: of the address, spoken last, or named by the browser.

    Examples
    --------
    >>> language_of("lang=nl", "en", ""), language_of("", "", "fr, nl-BE;q=0.8, en;q=0.5")
    ('nl', 'nl')
    >>> language_of("", "nl", "en"), language_of("lang=xx", "", "*")
    ('nl', 'en')
    """
    asked = parse_qs(query).get("lang", [""])[0]
    named = (word.partition(";")[0].strip().lower()[:2] for word in accepted.split(","))
    return next((one for one in (asked, spoken, *named) if one in i18n.LANGUAGES), i18n.DEFAULT)


def led_on(address: str) -> str:
    """Return where somebody is led after the login: a place of ours, or the first page.

    Examples
    --------
    >>> led_on("/state?state=KEN"), led_on("https://elsewhere.example"), led_on("//elsewhere")
    ('/state?state=KEN', '/', '/')
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return "/"
    is_ours = address.startswith("/") and not parts.scheme and not parts.netloc
    is_plain = len(address) <= MAX_NEXT and address.isascii() and address.isprintable()
    is_place = parts.path.split("/")[1:2] not in (["login"], ["auth"], ["oauth2callback"])
    return address if is_ours and is_plain and is_place and "\\" not in address else "/"


def address(language: str, *, on_to: str = "/", said: str = "") -> str:
    """Return the address of the page.

    Parameters
    ----------
    language : str
        Key of `i18n.LANGUAGES`.
    on_to : str
        Where to go after the login.
    said : str
        Key of `SAID`; empty where nothing has to be said.
    """
    query = {"next": led_on(on_to)} if led_on(on_to) != "/" else {}
    query |= {"said": said} if said in SAID else {}
    query |= {"lang": language} if language != i18n.DEFAULT else {}
    return f"{PATH}?{urlencode(query)}" if query else PATH


def to_log_in(language: str, *, on_to: str, said: str) -> str:
    """Return the page on which somebody logs in, as HTML."""
    with i18n.spoken(language):
        start = f"{START}?{urlencode({'next': led_on(on_to), 'lang': language})}"
        told = f"<p role='status'>{escape(_(SAID[said]))}</p>" if said in SAID else ""
        others = "".join(
            f"<a href='{escape(address(code, on_to=on_to, said=said or ''))}{_forced(code)}'"
            f" lang='{code}'>{escape(name)}</a>"
            for code, name in i18n.LANGUAGES.items()
            if code != language
        )
        return _page(
            _("Log in"),
            f"{told}<p>{escape(_('Trojka is open to those whom their login provider knows.'))}</p>"
            f"<p><a class='button' href='{escape(start)}'>{escape(_('Log in'))}</a></p>",
            others,
        )


def refused(language: str, sentence: str, *, is_known: bool) -> str:
    """Return the page that says why somebody may not enter, as HTML.

    Parameters
    ----------
    language : str
    sentence : str
        In that language.
    is_known : bool
        Whether the person is logged in, so that another account can be tried.
    """
    with i18n.spoken(language):
        place, words = (
            (f"{OUT}?{urlencode({'lang': language})}", _("Log out"))
            if is_known
            else (address(language), _("Log in"))
        )
        return _page(
            _("No entry"),
            f"<p role='alert'>{escape(sentence[:1].upper() + sentence[1:])}</p>"
            f"<p><a class='button' href='{escape(place)}'>{escape(words)}</a></p>",
            "",
        )


def _forced(code: str) -> str:
    """Return what names the default language in an address, over what the browser asks for."""
    return f"?lang={code}" if code == i18n.DEFAULT else ""


def _page(title: str, body: str, foot: str) -> str:
    """Return a whole page of HTML."""
    colours = "".join(
        f"--{name}: light-dark({one}, {other});" for name, (one, other) in page_css.GROUNDS.items()
    )
    return f"""<!DOCTYPE html>
<html lang="{i18n.language()}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{escape(title)} · Trojka</title>
<link rel="icon" href="data:,">
<style>
:root {{ color-scheme: light dark; {colours} }}
body {{ margin: 0; min-height: 100vh; display: grid; place-items: center;
  background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.5 "Source Sans 3", "Source Sans Pro", "Liberation Sans", Arial, sans-serif; }}
main {{ box-sizing: border-box; width: min(30rem, 100vw); padding: 2rem 1.5rem; }}
h1 {{ margin: 0 0 1rem; font: 600 1.875rem/1.2 "Source Serif 4", "Source Serif Pro",
  "Liberation Serif", Georgia, serif; }}
.house {{ margin: 0; color: var(--muted); }}
[role=status], [role=alert] {{ padding: .75rem 1rem; background: var(--quiet);
  border-left: 4px solid var(--accent); overflow-wrap: anywhere; }}
a {{ color: var(--accent); }}
.button {{ display: inline-block; padding: .6rem 1.5rem; border-radius: 4px; font-weight: 600;
  text-decoration: none; background: var(--accent); color: var(--paper); }}
a:focus-visible {{ outline: 3px solid var(--ink); outline-offset: 2px; }}
footer {{ margin-top: 2rem; }}
</style>
</head>
<body><main><p class="house">Trojka</p><h1>{escape(title)}</h1>{body}<footer>{foot}</footer></main>
</body>
</html>
"""
