// The card of a citation: its reference, copied from the list, without leaving the line. WCAG 2.2 SC 1.4.13: Escape
// closes it, the pointer can move onto it, and it stays until pointer and focus are gone.
{
  const template = document.getElementById("citation-card");
  if (template && "popover" in HTMLElement.prototype) {
    // Milliseconds.
    const OPEN_AFTER = 150;
    const CLOSE_AFTER = 600;
    const card = document.importNode(template.content.firstElementChild, true);
    // The link to the list.
    const list = card.lastElementChild;
    // Whose card is open.
    let marker;
    let timer;
    // How near to the card the pointer has come since it left it or the marker; else undefined.
    let nearest;
    let touch = false;

    const place = () => {
      const { style } = card;
      const { clientWidth, clientHeight } = document.documentElement;
      const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
      const gap = rem / 2;
      const rtl = document.dir === "rtl";
      // A marker is padded: as high as its line.
      const line = marker.getBoundingClientRect();
      const column = (marker.closest(".page > *") || document.body).getBoundingClientRect();
      const margin = (rtl ? column.left : clientWidth - column.right) - 3 * rem;
      const size = (width, height) => {
        style.width = `${width}px`;
        style.maxHeight = `${height}px`;
        return card.getBoundingClientRect();
      };
      const put = (left, top) => {
        style.left = `${left + scrollX}px`;
        style.top = `${top + scrollY}px`;
      };

      // 1. In the margin beside the line, where there is one and nothing else stands there: the crisis card does.
      if (margin >= 15 * rem) {
        const { width, height } = size(Math.min(margin, 17 * rem), clientHeight - 2 * gap);
        const top = Math.max(gap, Math.min(line.top, clientHeight - gap - height));
        const others = [...document.querySelectorAll(".page__margin > *")];
        if (others.every((other) => other.getBoundingClientRect().bottom + gap < top)) {
          put(rtl ? column.left - 1.5 * rem - width : column.right + 1.5 * rem, top);
          return;
        }
      }

      // 2. Under the line, or above it where there is more room; the line itself stays free.
      const below = clientHeight - line.bottom - 2 * gap;
      const above = line.top - 2 * gap;
      const width = Math.min(column.width, 28 * rem);
      let { height } = size(width, clientHeight);
      const under = height <= below || below >= above;
      ({ height } = size(width, under ? below : above));
      const start = rtl ? line.right + rem - width : line.left - rem;
      put(
        Math.max(column.left, Math.min(start, column.right - width)),
        under ? line.bottom + gap : line.top - gap - height,
      );
    };

    const close = () => {
      clearTimeout(timer);
      nearest = undefined;
      if (!marker) return;
      marker = undefined;
      card.hidePopover();
      card.remove();
    };

    const open = (link) => {
      clearTimeout(timer);
      nearest = undefined;
      const reference = document.getElementById(link.getAttribute("href").slice(1));
      if (link === marker || !reference) return;
      close();
      // One note at a time: that of a glossary term would stand in the same place.
      document.querySelector(":popover-open")?.hidePopover();
      marker = link;
      const copy = reference.cloneNode(true);
      for (const part of copy.querySelectorAll(".reference__back")) part.remove();
      for (const part of copy.querySelectorAll("[id]")) part.removeAttribute("id");
      card.replaceChildren(...copy.childNodes, list);
      card.dataset.number = link.textContent;
      card.setAttribute("aria-labelledby", link.id);
      list.href = link.hash;
      // Right behind its marker: the next thing to read, and the next stop of the Tab key (SC 2.4.3).
      link.after(card);
      card.showPopover();
      place();
    };

    const leave = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (!marker?.matches(":focus-visible") && !card.contains(document.activeElement)) close();
      }, CLOSE_AFTER);
    };

    const citation = (event) => event.target.closest?.("a.citation");

    document.addEventListener("pointerover", (event) => {
      if (event.pointerType === "touch") return;
      const link = citation(event);
      if (link || card.contains(event.target)) {
        clearTimeout(timer);
        nearest = undefined;
      }
      if (link) timer = setTimeout(open, OPEN_AFTER, link);
    });

    document.addEventListener("pointerout", (event) => {
      if (event.pointerType === "touch" || !(citation(event) || card.contains(event.target))) return;
      clearTimeout(timer);
      if (!marker) return;
      nearest = Infinity;
      leave();
    });

    // The margin may be far from the marker: who is on the way to the card has time.
    document.addEventListener("pointermove", (event) => {
      if (nearest === undefined) return;
      const box = card.getBoundingClientRect();
      const away = Math.hypot(
        Math.max(box.left - event.clientX, 0, event.clientX - box.right),
        Math.max(box.top - event.clientY, 0, event.clientY - box.bottom),
      );
      if (away >= nearest) return;
      nearest = away;
      leave();
    });

    // Not on pointerdown, with which a finger begins to scroll.
    document.addEventListener("pointerup", (event) => {
      if (marker && event.target !== marker && !card.contains(event.target)) close();
    });

    document.addEventListener("pointerdown", (event) => {
      touch = event.pointerType === "touch";
    });

    document.addEventListener("click", (event) => {
      const link = citation(event);
      if (link && touch && link !== marker) {
        event.preventDefault();
        open(link);
      } else if (link || list.contains(event.target)) {
        // The browser goes to the list first.
        setTimeout(close);
      } else if (card.contains(event.target) && !event.target.closest("a")) {
        // A marker may stand in the label of a question: that is not ticked.
        event.preventDefault();
      }
    });

    document.addEventListener("focusin", (event) => {
      const link = citation(event);
      if (link?.matches(":focus-visible")) open(link);
      else if (!link && !card.contains(event.target)) close();
    });

    document.addEventListener("keydown", (event) => {
      touch = false;
      if (event.key !== "Escape" || !marker) return;
      if (card.contains(document.activeElement)) marker.focus();
      close();
    });

    addEventListener("resize", () => {
      if (marker) place();
    });
  }
}
