// Where the reader of a page is, kept over a reload: by the heading above, as text may have been written before it.

const KEY = "plainleaf-preview-place";

const headings = () => [...document.querySelectorAll("main [id]:is(h2, h3, h4)")];

export const keepPlace = () => {
  const above = headings().filter((heading) => heading.getBoundingClientRect().top <= innerHeight / 3);
  const heading = above.pop();
  const place = {
    path: location.pathname,
    y: scrollY,
    heading: heading?.id,
    top: heading?.getBoundingClientRect().top,
    opened: [...document.querySelectorAll("details")].map((details) => details.open),
  };
  sessionStorage.setItem(KEY, JSON.stringify(place));
  history.scrollRestoration = "manual";
};

export const returnToPlace = () => {
  // The browser's own way would come after this one: it is back for reloads that are not ours.
  addEventListener("load", () => setTimeout(() => (history.scrollRestoration = "auto")));
  const place = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  sessionStorage.removeItem(KEY);
  if (place?.path !== location.pathname) return;
  const details = [...document.querySelectorAll("details")];
  if (details.length === place.opened.length) {
    for (const [number, element] of details.entries()) element.open = place.opened[number];
  }
  const heading = place.heading && document.getElementById(place.heading);
  const y = heading ? scrollY + heading.getBoundingClientRect().top - place.top : place.y;
  scrollTo({ top: y, behavior: "instant" });
};
