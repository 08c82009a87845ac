"""The templates of a site, ready to render: the only door to Jinja2."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path
from typing import Any

import jinja2
import msgspec
from jinja2.bccache import Bucket
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup

from plainleaf.cache.engine_version import name_of
from plainleaf.cache.kept_files import KeptFiles
from plainleaf.output.localize import keep_words, long_date, month_and_year, translations
from plainleaf.output.template_fault import TemplateFault


class _CompiledOnce(jinja2.BytecodeCache):
    """Keeps compiled templates for as long as this process runs, and in `files` for the next one.

    Jinja checks a template's source against the digest that is kept with it, so an edit is never missed.
    """

    def __init__(self) -> None:
        self.files: KeptFiles | None = None
        self._compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key not in self._compiled and self.files:
            content = self.files.read(name_of((bucket.key, bucket.checksum)))
            if content is not None:
                self._compiled[bucket.key] = content
        if bucket.key in self._compiled:
            bucket.bytecode_from_string(self._compiled[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._compiled[bucket.key] = bucket.bytecode_to_string()
        if self.files:
            self.files.write(name_of((bucket.key, bucket.checksum)), self._compiled[bucket.key])


_COMPILED = _CompiledOnce()

_LONGEST_RANGE = 10_000  # turns of a loop; no list on a page is so long
_LARGEST_POWER = 9
_MOST_TURNS = 1_000_000  # of all loops of a page that count: one in another soon has no end
_LARGEST_PAGE = 20_000_000  # characters
_LONGEST_MESSAGE = 300


class _SmallPowers(Extension):
    """Refuses a power (`**`) of more than a small number: 10 ** 10 ** 10 would be worked out for days."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Pass on what a template is made of."""
        kinds = ("", "")  # of the two before: `f(**values)` is no power
        for token in stream:
            is_number = token.type in ("integer", "float") and float(token.value) <= _LARGEST_POWER
            after_power = kinds[1] == "pow" and kinds[0] not in ("lparen", "comma")
            if (after_power and not is_number) or (token.type == "pow" and kinds[0] == "pow"):
                message = f"a power (**) has a number up to {_LARGEST_POWER} behind it, and no other power"
                raise jinja2.TemplateSyntaxError(message, token.lineno)
            kinds = (kinds[1], token.type)
            yield token


class _Ranges:
    """Python's `range` for a page, if it ends: a slip such as 10**9 would keep a build busy for hours."""

    def __init__(self) -> None:
        self.given = 0

    def __call__(self, *bounds: int) -> range:
        turns = range(*bounds)
        # Not len(turns), which knows no number beyond a machine's word.
        length = (turns[-1] - turns[0]) // turns.step + 1 if turns else 0
        if length > _LONGEST_RANGE:
            raise ValueError(f"a range has at most {_LONGEST_RANGE} numbers")
        self.given += length
        if self.given > _MOST_TURNS:
            raise ValueError(f"the page counts more than {_MOST_TURNS // 1_000_000} million times")
        return turns


def keep_compiled(folder: Path | None) -> None:
    """Look for compiled templates and words in a folder from now on, and keep them there; None for no such folder.

    They are code, as Python's own `__pycache__` is: whoever may write there may write the templates, too.
    """
    _COMPILED.files = KeptFiles(folder) if folder else None
    keep_words(_COMPILED.files)


class _Environment(jinja2.Environment):
    """Makes pages of templates as they are when it meets them first: a page asks thirty times for one.

    Whoever makes pages of templates that have changed makes another environment. No template has globals of its
    own, which would have to be laid over those of the environment each time.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(auto_reload=False, **options)
        self._met: dict[str, jinja2.Template] = {}

    def get_template(
        self,
        name: str | jinja2.Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - Jinja's own name
    ) -> jinja2.Template:
        if globals or not isinstance(name, str):
            return super().get_template(name, parent, globals)
        template = self._met.get(name)
        if template is None:
            template = self._met[name] = super().get_template(name)
        return template

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return super().make_globals(d) if d else self.globals


def install_words(environment: jinja2.Environment, catalog: NullTranslations) -> None:
    """Let templates have the words of a catalog.

    `gettext` does what that of Jinja's extension does, less what is the same each time a message is met.
    """
    translated = catalog.gettext

    @lru_cache(maxsize=2048)
    def form(message: str) -> Markup:
        return Markup(translated(message))  # noqa: S704 - the words of the clinic's own templates and catalogs

    @lru_cache(maxsize=2048)
    def whole(message: str) -> Markup:
        return form(message) % {}

    @jinja2.pass_eval_context
    def gettext(evaluation: jinja2.nodes.EvalContext, message: str, /, **variables: Any) -> str:
        if not evaluation.autoescape:
            return translated(message) % variables
        return form(message) % variables if variables else whole(message)

    environment.install_gettext_translations(catalog, newstyle=True)  # type: ignore[attr-defined]
    environment.globals.update(_=gettext, gettext=gettext)


def make_environment(
    directory: Path,
    lang: str,
    url: Callable[[str], str],
    asset: Callable[[str], str],
    origin: str = "",
) -> jinja2.Environment:
    """Return the Jinja environment of one language.

    Templates get `url(address)`, `asset(name)`, `long_date(day)`, `month_and_year(day)` and gettext's functions;
    `absolute(…)` puts the site's origin (https://clinic.example) before what `url` or `asset` has given. Nothing
    that an author wrote is ever compiled as a template: it comes in as values, and values are escaped.
    """
    environment = _Environment(
        loader=jinja2.FileSystemLoader(directory),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=_COMPILED,
        extensions=["jinja2.ext.i18n", _SmallPowers],
    )
    install_words(environment, translations(directory, lang))
    environment.globals.update(
        url=url,
        asset=asset,
        absolute=lambda address: origin + address,
        long_date=lambda day: long_date(day, lang),
        month_and_year=lambda day: month_and_year(day, lang),
        range=_Ranges(),
    )
    del environment.globals["lipsum"]  # Latin to fill a page with: none of it belongs on a clinic's
    return environment


def render(environment: jinja2.Environment, name: str, context: Mapping[str, Any] | msgspec.Struct) -> str:
    """Return the text that a template makes of a context.

    Raises TemplateFault with the template's name and line for whatever goes wrong in it.
    """
    values = (
        {field: getattr(context, field) for field in context.__struct_fields__}
        if isinstance(context, msgspec.Struct)
        else dict(context)
    )
    directory = environment.loader.searchpath[0]  # type: ignore[union-attr]
    ranges = environment.globals["range"]
    assert isinstance(ranges, _Ranges)
    ranges.given = 0
    try:
        return _joined(environment.get_template(name).generate(values))
    except jinja2.TemplateSyntaxError as fault:
        raise _syntax_fault(fault, name) from fault
    except UnicodeDecodeError as fault:
        raise _not_text(fault, _place(fault, directory, name)[0]) from fault
    except jinja2.TemplateNotFound as fault:
        at_name, at_line = _place(fault, directory, name)
        raise TemplateFault(at_name, at_line, f"there is no template '{fault.name}'") from fault
    except Exception as fault:  # whatever a template does wrong is the template's fault, never a traceback
        at_name, at_line = _place(fault, directory, name)
        raise TemplateFault(at_name, at_line, _message(fault)) from fault


def _joined(pieces: Iterable[str]) -> str:
    found: list[str] = []
    length = 0
    for piece in pieces:
        found.append(piece)
        length += len(piece)
        if length > _LARGEST_PAGE:
            raise ValueError(f"the page has more than {_LARGEST_PAGE // 1_000_000} million characters")
    return "".join(found)


def _message(fault: Exception) -> str:
    if isinstance(fault, RecursionError):
        return "it includes itself without end"
    if isinstance(fault, MemoryError):
        return "it makes a text that is larger than the memory"
    message = " ".join(str(fault).split()) or type(fault).__name__
    return message if len(message) <= _LONGEST_MESSAGE else f"{message[:_LONGEST_MESSAGE]}…"


def check_syntax(directory: Path) -> list[TemplateFault]:
    """Return the faults that can be told without rendering: every template is compiled."""
    environment = make_environment(directory, "en", lambda address: address, lambda name: name)
    faults = []
    for name in environment.list_templates(extensions=["html"]):
        try:
            environment.get_template(name)
        except jinja2.TemplateSyntaxError as fault:
            faults.append(_syntax_fault(fault, name))
        except UnicodeDecodeError as fault:
            faults.append(_not_text(fault, name))
        except jinja2.TemplateNotFound:
            faults.append(TemplateFault(name, 1, "the file can't be read"))
        except (RecursionError, OverflowError, MemoryError, ValueError) as fault:
            # What stands fast is worked out beforehand: {{ 2 ** 9 }}; brackets may be too deep for Python.
            message = (
                "its brackets are nested too deeply" if isinstance(fault, RecursionError) else _message(fault)
            )
            faults.append(TemplateFault(name, 1, message))
    return faults


def _not_text(fault: UnicodeDecodeError, name: str) -> TemplateFault:
    return TemplateFault(name, fault.object.count(b"\n", 0, fault.start) + 1, "the file is not UTF-8 text")


def _syntax_fault(fault: jinja2.TemplateSyntaxError, name: str) -> TemplateFault:
    return TemplateFault(fault.name or name, fault.lineno, fault.message or "syntax error")


def _place(fault: BaseException, directory: str, name: str) -> tuple[str, int]:
    """Return template and line of the innermost template frame of a traceback.

    Jinja has put frames there that bear the template's file and line, and this name among their globals.
    """
    places = []
    trace = fault.__traceback__
    while trace is not None:
        if "__jinja_exception__" in trace.tb_frame.f_globals:
            places.append((os.path.relpath(trace.tb_frame.f_code.co_filename, directory), trace.tb_lineno))
        trace = trace.tb_next
    if not places:
        return name, 1
    # Where there is no end, it is by chance where the last frame is: what comes again and again is at fault.
    return Counter(places).most_common(1)[0][0] if isinstance(fault, RecursionError) else places[-1]
