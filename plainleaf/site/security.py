"""What a page may load: the Content Security Policy, said once for the pages and for servers.

Everything comes from the site's own host, nothing is inline (https://www.w3.org/TR/CSP3/) but structured data.
"""

import base64
import hashlib


def content_security_policy(*, search: bool = False, data: str = "") -> str:
    """Return the policy of a page; that of the search page lets its index reader (WebAssembly) run.

    `data` is the text of the page's block of structured data. Browsers never run such a block, and those of today
    don't hold it against the policy (HTML, "prepare the script element"); older ones and the Nu HTML checker do.
    So the policy names its digest: that very text, and nothing else, may stand inline (CSP3, 6.7.3.3).
    """
    scripts = "script-src 'self'"
    if search:
        scripts += " 'wasm-unsafe-eval'"
    if data:
        scripts += f" {_digest(data)}"
    return (
        f"default-src 'none'; style-src 'self'; {scripts}; img-src 'self'; font-src 'self'; connect-src 'self'; "
        "manifest-src 'self'; base-uri 'none'; form-action 'self'"
    )


def packet_policy(styles: str, script: str) -> str:
    """Return the policy of a review packet: a file that asks nobody for anything, with its own styles and script.

    Both stand inline, and the policy names their digests; pictures are `data:` addresses.
    """
    return (
        f"default-src 'none'; img-src data:; style-src {_digest(styles)}; script-src {_digest(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def server_policy() -> str:
    """Return the one policy that a server sends with everything: a page's own, and that nobody may frame it.

    Framing is what a page can't forbid by itself (CSP3, 6.4.2). Hosts join the values of two rules that match, and
    of two policies a page may do only what both allow. So this one allows what any page needs, WebAssembly
    for the search; each other page still forbids itself that in its `<meta>`.
    """
    return f"{content_security_policy(search=True)}; frame-ancestors 'none'"
