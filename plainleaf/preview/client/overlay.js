// What is wrong, over the last good page: each mistake with its place, the lines around it, and what to do.
// Nobody's focus is taken, as an author may be typing elsewhere; Escape puts it away, and the bar keeps its count.
import { counted, make } from "./make.js";

const PUT_AWAY = "plainleaf-preview-put-away";

const excerptOf = ({ lines, line, mark }) => {
  const box = make("pre", "excerpt");
  box.tabIndex = 0; // long lines scroll, by the keyboard, too (WCAG 2.2 SC 2.1.1)
  box.setAttribute("aria-label", `Lines ${lines[0].number} to ${lines.at(-1).number}`);
  box.setAttribute("role", "group");
  for (const { number, text } of lines) {
    const row = make("span", number === line ? "line line--here" : "line", make("span", "number", `${number}`));
    if (number === line) {
      const end = mark + Math.max(/^[\p{L}\p{N}_-]*/u.exec(text.slice(mark))[0].length, 1);
      row.append(text.slice(0, mark), make("mark", "", text.slice(mark, end) || " "), text.slice(end));
      row.append("\n", make("span", "caret", `${" ".repeat(mark)}^`));
    } else row.append(text);
    row.append("\n");
    box.append(row);
  }
  return box;
};

const noteOf = (note) => {
  const item = make(
    "li",
    `note note--${note.severity}`,
    make("p", "message", make("strong", "severity", note.severity === "error" ? "Error" : "Warning"), ` ${note.message}`),
    make("p", "place", make("code", "", `${note.path}:${note.line}:${note.column}`), make("span", "code", note.code)),
  );
  if (note.excerpt) item.append(excerptOf(note.excerpt));
  if (note.hint) item.append(make("p", "hint", make("strong", "", "What to do: "), note.hint));
  return item;
};

const listOf = (notes) => make("ul", "notes", ...notes.map(noteOf));

export const makeOverlay = (root) => {
  const title = make("h2", "title");
  title.id = "overlay-title";
  const close = make("button", "close", "Put away ", make("kbd", "", "Esc"));
  close.type = "button";
  const body = make("div", "body");
  body.tabIndex = 0;
  body.setAttribute("role", "group");
  body.setAttribute("aria-labelledby", title.id);
  const box = make("section", "overlay", make("div", "head", title, close), body);
  box.setAttribute("role", "dialog");
  box.setAttribute("aria-labelledby", title.id);
  box.hidden = true;
  root.append(box);

  let changed = () => {};
  let notes = "";
  const setOpen = (open) => {
    box.hidden = !open;
    // A paragraph may be one long line: its marked place stands where it is seen.
    for (const mark of box.querySelectorAll("mark")) {
      const excerpt = mark.closest("pre");
      const at = mark.offsetLeft - excerpt.offsetLeft;
      excerpt.scrollLeft = at < excerpt.clientWidth * 0.8 ? 0 : at - excerpt.clientWidth / 2;
    }
    changed(open);
  };
  const putAway = (is) => {
    if (is) sessionStorage.setItem(PUT_AWAY, "yes");
    else sessionStorage.removeItem(PUT_AWAY);
    setOpen(!is);
  };
  close.addEventListener("click", () => putAway(true));
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !box.hidden && !event.defaultPrevented) putAway(true);
  });

  const fill = ({ errors, warnings, notes: all, digest }) => {
    title.textContent = [errors && counted(errors, "error"), warnings && counted(warnings, "warning")]
      .filter(Boolean)
      .join(" and ");
    box.dataset.kind = errors ? "errors" : "warnings";
    const parts = [];
    if (errors) {
      const below = digest ? "Behind this note is the last good state of the page. " : "";
      parts.push(make("p", "lead", `${below}This goes away by itself when the mistakes are mended.`));
      parts.push(listOf(all.filter((note) => note.severity === "error")));
    }
    const soft = all.filter((note) => note.severity !== "error");
    if (soft.length && errors) {
      parts.push(make("details", "more", make("summary", "", counted(warnings, "warning")), listOf(soft)));
    } else if (soft.length) parts.push(listOf(soft));
    if (all.length < errors + warnings) {
      parts.push(make("p", "lead", `${errors + warnings - all.length} more: python build.py check lists all.`));
    }
    body.replaceChildren(...parts);
  };

  return {
    onChange: (listener) => (changed = listener),
    toggle() {
      putAway(!box.hidden);
    },
    show(state) {
      const now = JSON.stringify([state.errors, state.warnings, state.notes, state.digest === ""]);
      if (now !== notes) fill(state);
      const mended = !state.errors && box.dataset.had === "errors";
      if (mended) {
        sessionStorage.removeItem(PUT_AWAY);
        setOpen(false);
      } else if (state.errors && !sessionStorage.getItem(PUT_AWAY)) setOpen(true);
      else if (!state.errors && !state.warnings) setOpen(false);
      else setOpen(!box.hidden);
      box.dataset.had = state.errors ? "errors" : "";
      notes = now;
    },
  };
};
