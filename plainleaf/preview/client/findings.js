// What the content checks found, marked in the text; off until somebody asks. The page's own elements stay as they
// are: marks are ranges of the CSS Custom Highlight API (https://www.w3.org/TR/css-highlight-api-1/).
import { counted, make } from "./make.js";

const ON = "plainleaf-preview-findings";
const NAME = "plainleaf-finding";
// Numbers of citations stand amid the words, and are none.
const NOT_READ = "sup.citations, script, style, template, .citation-card";

// All letters of the article without blanks, each with its place: a quote may run over elements and ends of lines.
const lettersOf = (element) => {
  const places = [];
  let text = "";
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest(NOT_READ)) continue;
    for (let offset = 0; offset < node.data.length; offset += 1) {
      if (/\s/.test(node.data[offset])) continue;
      text += node.data[offset];
      places.push([node, offset]);
    }
  }
  return { text, places };
};

const rangesOf = (findings) => {
  const article = document.querySelector("main article") ?? document.querySelector("main");
  const { text, places } = lettersOf(article);
  const after = new Map(); // the second finding about the same words is about the next place
  return findings.map(({ quote }) => {
    const words = quote.replace(/\s+/g, "");
    const at = words ? text.indexOf(words, after.get(words) ?? 0) : -1;
    if (at < 0) return null;
    after.set(words, at + words.length);
    const range = new Range();
    range.setStart(...places[at]);
    const [node, offset] = places[at + words.length - 1];
    range.setEnd(node, offset + 1);
    return range;
  });
};

export const makeFindings = (root, ask) => {
  const title = make("h2", "title");
  title.id = "findings-title";
  const close = make("button", "close", "Close");
  close.type = "button";
  const body = make("div", "body");
  body.tabIndex = 0;
  body.setAttribute("role", "group");
  body.setAttribute("aria-labelledby", title.id);
  const panel = make("section", "findings", make("div", "head", title, close), body);
  panel.setAttribute("aria-labelledby", title.id);
  panel.hidden = true;
  root.append(panel);

  let changed = () => {};
  const canMark = "highlights" in CSS;
  const mark = (name, ranges) => {
    if (canMark) CSS.highlights.set(name, new Highlight(...ranges));
  };
  const isOn = () => sessionStorage.getItem(ON) === "yes";

  const rowOf = (finding, range) => {
    const row = make("button", "finding", make("span", "message", finding.message));
    row.type = "button";
    if (finding.quote) row.append(make("q", "quote", finding.quote));
    if (finding.hint) row.append(make("span", "hint", finding.hint));
    row.append(make("code", "", `${finding.path}:${finding.line}:${finding.column}`));
    row.addEventListener("click", () => {
      if (!range) return;
      mark(`${NAME}-now`, [range]);
      const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
      const { top } = range.getBoundingClientRect();
      scrollBy({ top: top - innerHeight / 3, behavior: still ? "instant" : "smooth" });
    });
    return make("li", "", row);
  };

  const refresh = async () => {
    panel.hidden = !isOn();
    changed(isOn());
    if (!isOn()) {
      if (canMark) for (const name of [NAME, `${NAME}-now`]) CSS.highlights.delete(name);
      return;
    }
    const findings = await ask();
    const ranges = rangesOf(findings);
    mark(NAME, ranges.filter(Boolean));
    mark(`${NAME}-now`, []);
    title.textContent = findings.length ? counted(findings.length, "finding") : "No findings";
    const rows = findings.map((finding, number) => rowOf(finding, ranges[number]));
    body.replaceChildren(
      make("p", "lead", findings.length ? "Advice on this edition’s text." : "The content checks have no advice for this edition."),
      make("ol", "notes", ...rows),
    );
  };

  const set = (on) => {
    if (on) sessionStorage.setItem(ON, "yes");
    else sessionStorage.removeItem(ON);
    refresh().catch(() => {});
  };
  close.addEventListener("click", () => set(false));

  return { refresh, onChange: (listener) => (changed = listener), toggle: () => set(!isOn()) };
};
