"""A tiny clinic that publishes in English and Spanish, with all of its words in both."""

from tests.tiny_site import article

SITE = """\
name: Gut Clinic
tagline: Plain answers about your gut.
base_url: https://clinic.example/leaflets/
topics:
  fmt: {title: Stool transplants, summary: What they are.}
  diet: {title: Food, summary: What to eat.}
crisis:
  heading: Call a crisis line
  text: You are not alone.
  emergency: In danger, call 911 first.
  as_of: 2026-01-02
  topics: [fmt]
  lines: [{country: United States, service: Lifeline, number: "988", tel: "988", note: Free.}]
disclaimers: {patient: This is information only., clinician: For professionals.}
contact: {heading: A question?, text: Write to us., email: a@clinic.example, phone: 555-0100, address: /contact/}
appointment: {text: Call for an appointment.}
navigation:
  - {label: Topics, address: /topics/}
  - {label: Words, address: /glossary/}
  - {label: Who checks, address: /advisory-board/}
  - {label: Editorial policy, address: /editorial-policy/}
"""
SPANISH = """\
name: Clínica del Intestino
tagline: Respuestas claras sobre su intestino.
policy: politica-editorial
topics:
  fmt: {title: Trasplantes fecales, summary: Qué son.}
crisis:
  heading: Llame a una línea de crisis
  text: No está solo.
  emergency: En peligro, llame primero al 112.
  as_of: 2026-01-03
  lines: [{country: España, service: Línea 024, number: "024", tel: "024", note: Gratis.}]
disclaimers: {patient: Esto es solo información., clinician: Para profesionales.}
contact: {heading: ¿Tiene preguntas?, text: Escríbanos.}
appointment: {text: Llame para pedir una cita.}
navigation:
  - {label: Los temas, address: /topics/}
  - {label: Las palabras, address: /glossary/}
  - {label: Nuestra política, address: /politica-editorial/}
"""
PEOPLE = """\
rivera: {name: Ana Rivera, role: Author}
okafor: {name: Ben Okafor, credentials: MD, role: Medical Advisory Board, bio: He studies the gut.}
"""
PAGE = "---\ntitle: {}\nlang: {}\n{}---\n\nText.\n"

FILES = {
    "content/site.yaml": SITE,
    "content/site.es.yaml": SPANISH,
    "content/people.yaml": PEOPLE,
    "content/glossary.yaml": "Gut: The tube that food runs through.\nMicrobiome: The microbes of a place.\n",
    "content/glossary.es.yaml": "Intestino: El tubo por el que pasa la comida.\n",
    "content/pages/editorial-policy.md": PAGE.format("Editorial policy", "en", ""),
    "content/pages/politica-editorial.md": PAGE.format(
        "Política editorial", "es", "translation_of: editorial-policy\n"
    ),
    "content/pages/contact.md": PAGE.format("Contact", "en", ""),
    "content/articles/one.md": article(
        "The gut [@a2020].", title="One", topics=["fmt"], conditions={"icd10": ["F32"]}
    ),
    "content/articles/two.md": article("Food [@b2020].", title="Two", topics=["diet"]),
    "content/articles/uno.md": article(
        "El intestino [@a2020].",
        title="Uno",
        summary="Un resumen.",
        lang="es",
        translation_of="one",
        topics=["fmt"],
        conditions={"icd10": ["F32"]},
    ),
}


def without(*names: str) -> dict[str, str | None]:
    """Return the clinic's files but some."""
    return {name: None if name in names else text for name, text in FILES.items()}
