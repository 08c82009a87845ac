"""The same articles for Hugo (https://gohugo.io), with a shortcode for citations and a list of references."""

import json
import re
from pathlib import Path

_GROUP = re.compile(r"\[(@work\d+(?:; @work\d+)*)\]")
_CITE = """\
{{- $store := .Page.Store -}}{{- $marks := slice -}}
{{- range .Params -}}
  {{- $known := $store.Get "works" | default dict -}}
  {{- if not (isset $known .) -}}{{- $store.SetInMap "works" . (add 1 (len $known)) -}}{{- end -}}
  {{- $number := index ($store.Get "works") . -}}
  {{- $marks = $marks | append (printf "<a href=\\"#ref-%s\\">%d</a>" . $number) -}}
{{- end -}}
<sup class="citations">{{ delimit $marks "," | safeHTML }}</sup>"""
_SINGLE = """\
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>
<main><h1>{{ .Title }}</h1><p>{{ .Params.summary }}</p>{{ .TableOfContents }}{{ .Content }}
<ol class="references">
{{- $works := .Store.Get "works" | default dict -}}{{- $rows := slice -}}
{{- range $key, $number := $works -}}{{- $rows = $rows | append (dict "key" $key "number" $number) -}}{{- end -}}
{{- range sort $rows "number" -}}
{{- $work := index hugo.Data.references .key -}}
<li id="ref-{{ .key }}">{{ $work.author }}. {{ $work.title }}. {{ $work.journal }}. {{ $work.year }}.</li>
{{- end -}}
</ol></main></body></html>
"""
_LIST = """\
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body><ul>
{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></body></html>
"""


def make_hugo_site(ours: Path, folder: Path) -> None:
    """Write Hugo's files below a folder, out of a site that `site_maker` has made."""
    layouts = folder / "layouts" / "_default"
    shortcodes = folder / "layouts" / "shortcodes"
    for path in (layouts, shortcodes, folder / "content", folder / "data"):
        path.mkdir(parents=True)
    (folder / "hugo.toml").write_text(
        'baseURL = "https://clinic.example/"\ntitle = "Benchmark Clinic"\n[taxonomies]\ntopic = "topics"\n',
        encoding="utf-8",
    )
    (shortcodes / "cite.html").write_text(_CITE, encoding="utf-8")
    (layouts / "single.html").write_text(_SINGLE, encoding="utf-8")
    (layouts / "list.html").write_text(_LIST, encoding="utf-8")
    works = {
        key: {"author": "Doe J, Roe R, Poe A", "title": title, "journal": "Journal of Tests", "year": year}
        for key, title, year in re.findall(
            r"@article\{(work\d+),.*?title = \{(.*?)\}.*?year = \{(\d+)\}",
            (ours / "references.bib").read_text(encoding="utf-8"),
            re.DOTALL,
        )
    }
    (folder / "data" / "references.json").write_text(json.dumps(works), encoding="utf-8")
    for path in (ours / "content" / "articles").iterdir():
        (folder / "content" / path.name).write_text(
            _GROUP.sub(_shortcode, path.read_text(encoding="utf-8")), encoding="utf-8"
        )


def _shortcode(group: re.Match[str]) -> str:
    return '{{< cite "' + '" "'.join(group[1].replace("@", "").split("; ")) + '" >}}'
