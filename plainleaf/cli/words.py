"""`make words`: gathers the interface words, and says how many of them each language has."""

import sys
from pathlib import Path

from plainleaf.output.extraction import write_catalogs
from plainleaf.output.template_fault import TemplateFault


def main(templates: Path) -> int:
    """Write the catalogs of a folder of templates; the exit status is 1 where one can't be read."""
    try:
        counts = write_catalogs(templates)
    except TemplateFault as fault:
        sys.stderr.write(f"{templates / fault.name}:{fault.line}: {fault.message}\n")
        return 1
    for name, (messages, translated) in counts.items():
        state = "" if name.endswith(".pot") else f", {translated} translated"
        sys.stdout.write(f"{templates / 'words' / name}: {messages} messages{state}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "templates")))
