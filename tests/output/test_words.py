"""The catalogs of interface words: fresh, complete, fit for the places that they go into, and read once."""

import datetime
import gettext
import re
import shutil
import subprocess
import sys
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from plainleaf.cli import words as words_command
from plainleaf.output import localize
from plainleaf.output.catalogs import catalog_faults, parse_catalog
from plainleaf.output.extraction import extract_messages, is_translated, write_catalogs
from plainleaf.output.interface_words import page_words
from plainleaf.output.template_fault import TemplateFault
from plainleaf.output.templates import install_words, keep_compiled, make_environment
from tests.tiny_site import ROOT, TinySite, article

TEMPLATES = ROOT / "templates"
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


def read(name: str):
    with (TEMPLATES / "words" / name).open("rb") as file:
        return read_po(file, abort_invalid=True)


def messages(catalog) -> dict:
    return {(message.id, message.context): message for message in catalog if message.id}


@pytest.fixture(scope="module")
def extracted():
    return extract_messages(TEMPLATES)


# The catalogs that we ship


def test_the_template_of_the_catalogs_is_fresh(extracted):
    fresh, shipped = messages(extracted), messages(read("messages.pot"))
    assert shipped.keys() == fresh.keys(), "run:  make words"
    places = [
        sorted({place for place, _ in catalog[id_].locations})
        for id_ in fresh
        for catalog in (fresh, shipped)
    ]
    assert places[::2] == places[1::2], "run:  make words"


def test_spanish_has_every_message_and_no_other(extracted):
    spanish = messages(read("es.po"))
    assert spanish.keys() == messages(extracted).keys(), "run:  make words"
    assert [id_ for id_, message in spanish.items() if not is_translated(message)] == []


def test_spanish_has_the_placeholders_of_english_and_no_markup():
    assert [fault.message for fault in catalog_faults("es.po", read("es.po"))] == []
    for message in messages(read("es.po")).values():
        pairs = (
            zip(message.id, message.string, strict=True)
            if message.pluralizable
            else [(message.id, message.string)]
        )
        for english, spanish in pairs:
            for pattern in (r"%\(\w+\)s", r"\{\w+\}"):
                assert sorted(re.findall(pattern, english)) == sorted(re.findall(pattern, spanish)), spanish
            assert not set('<>&"') & set(spanish), spanish


def test_spanish_speaks_to_the_reader_as_usted():
    """No form of tú, and no English left standing."""
    found = " ".join(
        part
        for message in messages(read("es.po")).values()
        for part in (message.string if message.pluralizable else [message.string])
    )
    assert (
        re.findall(r"(?i)\b(tú|tu|tus|ti|contigo|puedes|quieres|tienes|eres|estás|haz|lee|elige)\b", found)
        == []
    )
    assert re.findall(r"(?i)\b(the|this|page|your|and|not)\b", found) == []


def test_questions_and_exclamations_of_spanish_are_opened():
    for message in messages(read("es.po")).values():
        for text in message.string if message.pluralizable else [message.string]:
            assert text.count("?") == text.count("¿"), text
            assert text.count("!") == text.count("¡"), text


def test_a_catalog_has_nothing_that_changes_by_itself():
    for name in ("messages.pot", "es.po"):
        text = (TEMPLATES / "words" / name).read_text(encoding="utf-8")
        assert "POT-Creation-Date" not in text
        assert "PO-Revision-Date" not in text
        assert "Generated-By" not in text
        assert "fuzzy" not in text
        assert not re.search(r"(?m)^#: .*:[0-9]+$", text)  # an edit above a message does not change the file
        assert "#~" not in text


# The command


@pytest.fixture
def folder(tmp_path) -> Path:
    shutil.copytree(TEMPLATES / "words", tmp_path / "templates/words")
    (tmp_path / "templates/layouts").mkdir()
    return tmp_path / "templates"


def test_the_command_says_what_it_found(folder, capsys):
    total, translated = write_catalogs(folder)["es.po"]
    (folder / "layouts/a.html").write_text('{{ _("Home") }} {{ _("A new message") }}', encoding="utf-8")
    assert words_command.main(folder) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{folder}/words/messages.pot: {total + 1} messages",
        f"{folder}/words/es.po: {total + 1} messages, {translated} translated",
    ]


def test_a_changed_message_is_left_open_rather_than_guessed(folder):
    """A sentence that looks alike may say the opposite."""
    layout = folder / "layouts/a.html"
    layout.write_text('{{ _("It is not published, and no one has checked it.") }}', encoding="utf-8")
    total, translated = write_catalogs(folder)["es.po"]
    assert '"No está publicada, y nadie la ha revisado."' in (folder / "words/es.po").read_text(
        encoding="utf-8"
    )
    layout.write_text('{{ _("It is published, and someone has checked it.") }}', encoding="utf-8")
    assert write_catalogs(folder)["es.po"] == (total, translated - 1)
    text = (folder / "words/es.po").read_text(encoding="utf-8")
    assert "nadie la ha revisado" not in text
    assert 'msgid "It is published, and someone has checked it."\nmsgstr ""\n' in text


@pytest.mark.parametrize(
    "old",
    [
        '#, fuzzy\nmsgid "%(num)s a"\nmsgid_plural "%(num)s b"\nmsgstr[0] "x"\nmsgstr[1] "%(num)s x"\n',
        'msgid "%(num)s a"\nmsgstr "%(num)s x"\n',
        'msgid "%(num)s a"\nmsgid_plural "%(num)s c"\nmsgstr[0] "x"\nmsgstr[1] "%(num)s x"\n',
    ],
    ids=["doubtful", "without a plural", "another plural"],
)
def test_a_translation_of_another_form_is_not_kept(folder, old):
    (folder / "layouts/a.html").write_text('{{ ngettext("%(num)s a", "%(num)s b", 1) }}', encoding="utf-8")
    (folder / "words/es.po").write_text(HEADER + old, encoding="utf-8")
    assert write_catalogs(folder)["es.po"][1] == 0
    text = (folder / "words/es.po").read_text(encoding="utf-8")
    assert 'msgid_plural "%(num)s b"\nmsgstr[0] ""\nmsgstr[1] ""\n' in text
    assert "fuzzy" not in text


def test_a_second_run_changes_nothing(folder):
    (folder / "layouts/a.html").write_text('{{ _("Home") }}', encoding="utf-8")
    write_catalogs(folder)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (folder / "words").iterdir()}
    write_catalogs(folder)
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in before} == before


class Asked(gettext.NullTranslations):
    """Notes every message that a template asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.messages = []

    def gettext(self, message):
        self.messages.append(message)
        return message

    def ngettext(self, msgid1, msgid2, n):
        self.messages.append((msgid1, msgid2))
        return msgid2


FORMS = """\
{# Translators: of a drawing #}
{{ _("One") }} {{ _("100%% sure") }} {{ ngettext("%(num)s thing", "%(num)s things", 2) }}
{% if true %}
  {% trans count=3, day=1 %}
  {{ count }} page on {{ day }}
  {% pluralize %}
  {{ count }} pages on {{ day }}
  {% endtrans %}
{% endif %}
{% trans %}50% sure{% endtrans %} {% trans a=1 %}50% of {{ a }}{% endtrans %}
"""


def test_templates_ask_for_the_messages_that_are_gathered(folder):
    """To the blank: a message that is gathered in another form would never be found in a catalog."""
    (folder / "layouts/a.html").write_text(FORMS, encoding="utf-8")
    asked = Asked()
    environment = make_environment(folder, "en", str, str)
    install_words(environment, asked)
    text = environment.get_template("layouts/a.html").render()
    assert "100% sure 2 things" in text
    assert "50% sure 50% of 1" in text
    found = [m for m in extract_messages(folder) if m.id and m.locations[0][0].endswith("a.html")]
    assert [message.id for message in found] == asked.messages
    assert found[0].auto_comments == ["of a drawing"]


def test_a_translators_comment_stays(folder):
    po = folder / "words/es.po"
    text = po.read_text(encoding="utf-8")
    po.write_text(
        text.replace(
            '\n#: plainleaf/output/interface_words.py\nmsgid "Topics"', '\n# Of health.\n#: x\nmsgid "Topics"'
        ),
        encoding="utf-8",
    )
    write_catalogs(folder)
    assert (
        '# Of health.\n#: plainleaf/output/interface_words.py\nmsgid "Topics"\nmsgstr "Temas"'
        in po.read_text(encoding="utf-8")
    )


def test_a_catalog_that_cannot_be_read_is_not_overwritten(folder, capsys):
    po = folder / "words/es.po"
    po.write_text('msgid "Home\n', encoding="utf-8")
    assert words_command.main(folder) == 1
    assert f"{folder}/words/es.po:" in capsys.readouterr().err
    assert po.read_text(encoding="utf-8") == 'msgid "Home\n'


def test_another_language_begins_with_an_empty_file(folder):
    """Arabic has six forms for numbers: https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html."""
    (folder / "layouts/a.html").write_text('{{ ngettext("%(num)s a", "%(num)s b", 1) }}', encoding="utf-8")
    (folder / "words/ar.po").touch()
    (folder / "words/pt-BR.po").touch()
    assert write_catalogs(folder)["ar.po"][1] == 0
    text = (folder / "words/ar.po").read_text(encoding="utf-8")
    assert 'msgstr[5] ""' in text
    assert '"Plural-Forms: nplurals=6;' in text
    assert '"Language: pt_BR\\n"' in (folder / "words/pt-BR.po").read_text(encoding="utf-8")


# Faults in a catalog


def faults(text: str) -> list[tuple[int, str]]:
    return [
        (f.line, f.message) for f in catalog_faults("es.po", parse_catalog("es.po", (HEADER + text).encode()))
    ]


@pytest.mark.parametrize(
    ("english", "form"),
    [
        ("Updated %(day)s", "Actualizada el %(day)s"),
        ("%(day)s, by %(who)s", "%(who)s, %(day)s"),
        ("Reference {number}", "{number}. referencia"),
        ("Home", ""),
        ("Home", "¿Inicio? «Sí»"),
        ("100%% sure", "Seguro al 100%%"),
        ("A & B", "A & B"),
    ],
)
def test_forms_that_fit(english, form):
    assert faults(f'msgid "{english}"\nmsgstr "{form}"\n') == []


@pytest.mark.parametrize(
    ("english", "form", "what"),
    [
        ("Updated %(day)s", "Actualizada el %(dia)s", "has %(dia)s"),
        ("Updated %(day)s", "Actualizada", "lacks %(day)s"),
        ("Updated %(day)s", "Actualizada el %(day)", "has %"),
        ("Updated %(day)s", "Actualizada el %(day)d", "has %(day)d"),
        ("Updated %(day)s", "Actualizada al 100% el %(day)s", "has %"),
        ("Home", "Inicio %s", "has %"),
        ("Reference {number}", "Referencia {numero}", "has {numero}"),
        ("Reference {number}", "Referencia", "lacks {number}"),
        ("Reference {number}", "Referencia {number", "has {"),
        ("Reference {number}", "Referencia {number.real}", "has {number.real}"),
        ("Reference {number}", "Referencia {number!r}", "has {number!r}"),
        ("Reference {number}", "Referencia {}", "has {}"),
        ("Home", "Inicio {x}", "has {x}"),
        ("Home", "Inicio }", "has }"),
        ("Home", "<b>Inicio</b>", "has the sign <"),
        ("Home", "Inicio & más", "has the sign &"),
        ("Home", 'El \\"inicio\\"', 'has the sign "'),
    ],
)
def test_forms_that_do_not_fit_are_named_with_their_line(english, form, what):
    found = faults(f'msgid "Topics"\nmsgstr "Temas"\n\n#: a.html\nmsgid "{english}"\nmsgstr "{form}"\n')
    assert {line for line, _ in found} == {9}
    assert any(what in message for _, message in found), found


def test_the_form_for_one_may_say_the_number_in_letters():
    text = 'msgid "%(num)s page"\nmsgid_plural "%(num)s pages"\nmsgstr[0] "una página"\nmsgstr[1] "%(num)s páginas"\n'
    assert faults(text) == []
    assert faults(text.replace("%(num)s páginas", "páginas")) != []
    assert faults(text.replace("una", "%(n)s")) != []


def test_what_is_fuzzy_is_never_shown():
    assert faults('#, fuzzy\nmsgid "Home"\nmsgstr "%s"\n') == []


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b'msgid "Home\n', 1),
        (b"nonsense\n", 1),
        (b'msgid "A"\nmsgstr "\xff"\n', 1),
        (
            b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=klingon\\n"\n\nmsgid "A"\nmsgstr "B"\n',
            1,
        ),
        (b'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=x; plural=y;\\n"\n', 1),
        (b'msgid ""\nmsgstr ""\n"POT-Creation-Date: someday\\n"\n', 1),
        (b'msgid "A"\nmsgid_plural "B"\nmsgstr[x] "C"\n', 1),
        (b'msgid "A"\nmsgid_plural "B"\nmsgstr[0] "C"\nmsgstr[7] "D"\n', 1),
        (b'msgid "B"\nmsgstr "C"\n\nmsgid "A"\n', 4),
    ],
)
def test_a_catalog_that_cannot_be_read_is_a_fault_and_no_traceback(tmp_path, content, line):
    (tmp_path / "words").mkdir()
    (tmp_path / "words/es.po").write_bytes(content)
    with pytest.raises(TemplateFault) as raised:
        localize.translations(tmp_path, "es")
    assert (raised.value.name, raised.value.line) == ("words/es.po", line)
    assert [(f.name, f.line) for f in localize.check_catalogs(tmp_path, ["es", "en"])] == [
        ("words/es.po", line)
    ]


def test_words_that_do_not_fit_are_never_handed_out(tmp_path):
    (tmp_path / "words").mkdir()
    (tmp_path / "words/es.po").write_text(HEADER + WRONG, encoding="utf-8")
    with pytest.raises(TemplateFault, match="numero"):
        page_words(tmp_path, "es")
    found = localize.check_catalogs(tmp_path, ["es", "es-MX"])
    assert [(fault.line, fault.message) for fault in found] == [
        (5, "'Referencia {numero}' has {numero}, and the English form has not"),
        (5, "'Referencia {numero}' lacks {number} of the English form"),
        (8, "'Actualizada el %(dia)s' has %(dia)s, and the English form has not"),
        (8, "'Actualizada el %(dia)s' lacks %(day)s of the English form"),
    ]


def broken_site(tmp_path, catalog: str) -> TinySite:
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    (tmp_path / "templates/words/es.po").write_text(HEADER + catalog, encoding="utf-8")
    site = TinySite(tmp_path, {"content/articles/uno.md": article("Texto [@a2020].", lang="es")})
    site.sources = site.sources._replace(templates=tmp_path / "templates")
    return site


WRONG = (
    'msgid "Reference {number}"\nmsgstr "Referencia {numero}"\n\n'
    'msgid "Updated %(day)s"\nmsgstr "Actualizada el %(dia)s"\n'
)


def test_a_wrong_placeholder_is_a_diagnostic_that_names_catalog_and_line(tmp_path):
    site = broken_site(tmp_path, WRONG)
    for outcome in (site.build(), site.check()):
        assert not outcome.published
        assert {d.code for d in outcome.diagnostics} == {"template"}
        assert {(d.path, d.line) for d in outcome.diagnostics} == {
            ("templates/words/es.po", 5),
            ("templates/words/es.po", 8),
        }
        assert any("{numero}" in d.message for d in outcome.diagnostics)
    assert not site.output.exists()


def test_it_is_found_beside_faults_of_the_content(tmp_path):
    site = broken_site(tmp_path, WRONG)
    site.write("content/articles/one.md", article("It [@nobody2020]."))
    assert set(site.build().codes) == {"citation-unknown", "template"}


def test_a_catalog_of_a_language_that_nobody_writes_in_is_left_alone(tmp_path):
    site = broken_site(tmp_path, WRONG)
    site.write("content/articles/uno.md", article("Text [@a2020]."))
    assert site.build().diagnostics == []


# What comes of them


def test_a_catalog_is_compiled_once_and_again_when_it_has_changed(tmp_path):
    (tmp_path / "words").mkdir()
    po = tmp_path / "words/es.po"
    po.write_text(HEADER + 'msgid "Home"\nmsgstr "Inicio"\n', encoding="utf-8")
    first = localize.translations(tmp_path, "es")
    assert first.gettext("Home") == "Inicio"
    assert localize.translations(tmp_path, "es-MX") is first
    po.write_text(HEADER + 'msgid "Home"\nmsgstr "Portada"\n', encoding="utf-8")
    assert localize.translations(tmp_path, "es").gettext("Home") == "Portada"


@pytest.fixture
def kept(tmp_path):
    """A folder for words between two builds; `forget` is the end of a process."""

    def forget():
        for function in (localize._translations, localize._compiled, localize.autonym):
            function.cache_clear()

    forget()
    keep_compiled(tmp_path / "kept")
    yield forget
    keep_compiled(None)
    forget()


def test_the_words_of_an_earlier_build_are_used_without_babel(tmp_path, kept, monkeypatch):
    (tmp_path / "words").mkdir()
    po = tmp_path / "words/es.po"
    po.write_text(HEADER + 'msgid "Home"\nmsgstr "Inicio"\n', encoding="utf-8")
    assert localize.check_catalogs(tmp_path, ["es"]) == []
    assert (localize.translations(tmp_path, "es").gettext("Home"), localize.autonym("es")) == (
        "Inicio",
        "Español",
    )
    kept()
    monkeypatch.setitem(sys.modules, "plainleaf.output.catalogs", None)
    monkeypatch.setitem(sys.modules, "plainleaf.output.cldr", None)
    assert localize.check_catalogs(tmp_path, ["es"]) == []
    assert (localize.translations(tmp_path, "es").gettext("Home"), localize.autonym("es")) == (
        "Inicio",
        "Español",
    )


def test_a_catalog_that_can_not_be_used_is_told_in_each_build(tmp_path, kept):
    (tmp_path / "words").mkdir()
    (tmp_path / "words/es.po").write_text(HEADER + 'msgid "Home"\nmsgstr "<b>"\n', encoding="utf-8")
    for _ in range(2):
        assert [fault.name for fault in localize.check_catalogs(tmp_path, ["es"])] == ["words/es.po"] * 2
        kept()


def test_an_english_site_is_made_without_babel(tmp_path):
    site = TinySite(tmp_path)
    site.write("content/articles/one.md", article("Text [@a2020]."))
    asked = ["build", "--no-search", "--jobs=1", "--today=2026-06-01", f"--templates={TEMPLATES}"]
    program = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); sys.argv[1:] = {asked!r}\n"
        "from plainleaf.cli.main import main\n"
        "try: main()\n"
        "except SystemExit as end: print(end.code, 'babel' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "0 False", done.stdout + done.stderr


def test_a_language_without_a_catalog_reads_english(tmp_path):
    assert localize.translations(tmp_path, "fr").gettext("Home") == "Home"
    assert not localize.has_words(TEMPLATES, "fr")
    assert localize.has_words(TEMPLATES, "es-AR")
    assert localize.has_words(tmp_path, "en-GB")


def test_the_words_of_pages_are_all_in_spanish():
    english, spanish = page_words(TEMPLATES, "en"), page_words(TEMPLATES, "es")
    same = {name for name in english.__struct_fields__ if getattr(english, name) == getattr(spanish, name)}
    assert same == set()
    assert spanish.condition.format(code="F32") == "Páginas para el código CIE-10 F32"
    fields = [name for _, name, _, _ in Formatter().parse(spanish.body.reference) if name]
    assert fields == ["number"]


@pytest.mark.parametrize(
    ("lang", "name"),
    [
        ("en", "English"),
        ("es", "Español"),
        ("pt-BR", "Português (Brasil)"),
        ("ar", "العربية"),
        ("ka", "ქართული"),
        ("zh-Hant", "中文 (繁體)"),
        ("tlh", "tlh"),
    ],
)
def test_a_language_is_called_by_its_own_name(lang, name):
    assert localize.autonym(lang) == name


@pytest.mark.parametrize(
    ("lang", "written"),
    [
        ("en", "3 November 2026"),
        ("en-GB", "3 November 2026"),
        ("es", "3 de noviembre de 2026"),
        ("pt-BR", "3 de novembro de 2026"),
        ("de", "3. November 2026"),
        ("tlh", "November 3, 2026"),
    ],
)
def test_dates_have_the_form_of_the_language(lang, written):
    assert localize.long_date(datetime.date(2026, 11, 3), lang) == written


@pytest.mark.parametrize(
    ("number", "form"), [(0, "0 páginas"), (1, "1 página"), (2, "2 páginas"), (21, "21 páginas")]
)
def test_plurals_are_those_of_the_language(number, form):
    catalog = localize.translations(TEMPLATES, "es")
    assert catalog.ngettext("%(count)s page", "%(count)s pages", number) % {"count": number} == form
