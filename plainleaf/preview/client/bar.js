// The bar at the foot of the screen: where the page stands, what is wrong, and the ways to look at it.
import { counted, make } from "./make.js";

const WORDS = {
  draft: "Draft",
  submitted: "Submitted",
  "under-review": "Under review",
  "changes-requested": "Changes requested",
  approved: "Approved",
  changed: "Changed since approval",
  overdue: "Review overdue",
  retired: "Retired",
};

export const makeBar = (root, { overlay, findings }) => {
  const status = make("span", "status");
  const drafts = make("a", "view", "With drafts");
  const published = make("a", "view", "As published");
  const views = make("span", "views", drafts, published);
  const problems = make("button", "problems");
  const marks = make("button", "marks", "Findings");
  const board = make("a", "board", "Review board");
  board.href = "/_board/";
  const stopped = make("p", "stopped", "The preview has stopped. When it is started again, this page goes on.");
  stopped.hidden = true;
  // Told to screen readers, without taking the focus from anybody.
  const told = make("p", "unseen");
  told.setAttribute("role", "status");

  problems.type = marks.type = "button";
  problems.addEventListener("click", () => overlay.toggle());
  marks.addEventListener("click", () => findings.toggle());

  const bar = make("section", "bar", make("strong", "name", "Preview"), status, views, problems, marks, board);
  bar.setAttribute("aria-label", "Preview");
  root.append(stopped, bar, told);

  let before = "";
  const tell = (words) => {
    if (words === before) return;
    before = words;
    told.textContent = words;
  };

  overlay.onChange((open) => problems.setAttribute("aria-expanded", open));
  findings.onChange((on) => marks.setAttribute("aria-pressed", on));

  return {
    show(state) {
      status.textContent = WORDS[state.status] ?? "";
      status.hidden = !state.status;
      const here = state.view === "drafts" ? drafts : published;
      const there = here === drafts ? published : drafts;
      here.setAttribute("aria-current", "true");
      here.removeAttribute("href");
      there.removeAttribute("aria-current");
      if (state.other) there.href = state.other;
      else there.removeAttribute("href");
      there.title = state.other ? "" : "The published site does not have this page.";
      const { errors, warnings, warnings_here: near } = state;
      problems.dataset.kind = errors ? "errors" : warnings ? "warnings" : "none";
      const notes = warnings ? `${counted(warnings, "warning")}${near ? ` (${near} here)` : ""}` : "";
      problems.textContent =
        [errors ? counted(errors, "error") : "", notes].filter(Boolean).join(", ") || "Nothing is wrong";
      problems.disabled = !errors && !warnings;
      marks.hidden = !state.status;
      tell(errors ? `${counted(errors, "error")}: the last good page is shown.` : "The preview is up to date.");
    },
    setStopped(is) {
      stopped.hidden = !is;
      if (is) tell(stopped.textContent);
      else before = "";
    },
  };
};
