// Keeps an open page up to date with the author's files: the newest text at the same place, or what is wrong with it.
// It is in no published page. All text of files is put in as text.
import { makeBar } from "./bar.js";
import { makeFindings } from "./findings.js";
import { makeOverlay } from "./overlay.js";
import { keepPlace, returnToPlace } from "./place.js";

const STOPPED_AFTER = 1500; // milliseconds without the server

const page = encodeURIComponent(decodeURIComponent(location.pathname));
const ask = async (what) => {
  const answer = await fetch(`/_preview/${what}?page=${page}`);
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
};

// Room for the bar under the page's end, on the screen alone.
const room = new CSSStyleSheet();
room.replaceSync(`
  @media screen { body { padding-block-end: 5rem; } }
  ::highlight(plainleaf-finding) { background: #ffe08a; color: #1d2b2a; }
  ::highlight(plainleaf-finding-now) { background: #7d3217; color: #ffffff; }
`);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, room];

const host = document.createElement("plainleaf-preview");
const root = host.attachShadow({ mode: "open" });
const style = document.createElement("link");
style.rel = "stylesheet";
style.href = "/_preview/client.css";
root.append(style);
// Unstyled words would flash at the end of the page.
host.hidden = true;
style.addEventListener("load", () => (host.hidden = false));

const overlay = makeOverlay(root);
const findings = makeFindings(root, () => ask("findings"));
const bar = makeBar(root, { overlay, findings });
document.body.append(host);

// What the open page was made of. The server wrote it into the page itself, so that no change falls in between.
let shown = document.querySelector("meta[name=plainleaf-preview]")?.content;

// Sheets that stay until what takes their place is there, by the sheet that does.
const leaving = new Map();

const styleLinks = () => {
  const gone = new Set([...leaving.values()].flat());
  return [...document.querySelectorAll("link[rel=stylesheet]")].filter(
    (link) => !gone.has(link) && /\/assets\/[\w.-]+\.[0-9a-f]{12}\.css$/.test(link.getAttribute("href")),
  );
};

const reload = () => {
  keepPlace();
  location.reload();
};

// A new sheet takes the place of the old one only when it is there: the page is never without.
const swapStyles = (addresses) => {
  const links = styleLinks();
  if (links.length !== addresses.length) return reload();
  for (const [number, link] of links.entries()) {
    if (link.getAttribute("href") === addresses[number]) continue;
    const fresh = link.cloneNode();
    fresh.href = addresses[number];
    // One that is replaced before it has come takes along what it was to replace.
    leaving.set(fresh, [...(leaving.get(link) ?? []), link]);
    leaving.delete(link);
    fresh.addEventListener("load", () => {
      for (const old of leaving.get(fresh) ?? []) old.remove();
      leaving.delete(fresh);
    });
    link.after(fresh);
  }
};

const update = async () => {
  const state = await ask("state");
  bar.show(state);
  overlay.show(state);
  if (state.digest && state.digest !== shown) return reload();
  if (state.digest) swapStyles(state.styles);
  await findings.refresh();
};

// One at a time: what changes meanwhile is asked for once more.
let busy = false;
let again = false;
const updateSoon = async () => {
  again = true;
  if (busy) return;
  busy = true;
  while (again) {
    again = false;
    await update().catch(() => {}); // the server has stopped: `error` below says so
  }
  busy = false;
};

let timer;
const events = new EventSource("/_preview/events");
events.addEventListener("open", () => {
  clearTimeout(timer);
  timer = undefined;
  bar.setStopped(false);
});
events.addEventListener("error", () => {
  timer ??= setTimeout(() => bar.setStopped(true), STOPPED_AFTER);
});
events.addEventListener("change", updateSoon);
addEventListener("pagehide", () => events.close());
addEventListener("pageshow", (event) => event.persisted && location.reload());

returnToPlace();
