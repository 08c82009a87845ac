"""What a page may load: the Content Security Policy, said once for the pages and for servers.

Everything comes from the site's own host, nothing is inline (https://www.w3.org/TR/CSP3/).
"""


def content_security_policy(*, search: bool = False) -> str:
    """Return the policy of a page; that of the search page lets its index reader (WebAssembly) run."""
    scripts = "script-src 'self' 'wasm-unsafe-eval'" if search else "script-src 'self'"
    return (
        f"default-src 'none'; style-src 'self'; {scripts}; img-src 'self'; font-src 'self'; connect-src 'self'; "
        "manifest-src 'self'; base-uri 'none'; form-action 'self'"
    )
