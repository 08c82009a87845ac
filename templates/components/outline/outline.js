// Marks where the reader is in the contents of the page.
{
  const outline = document.querySelector(".outline");
  const links = outline ? [...outline.querySelectorAll("a")] : [];
  const target = (link) => link.getAttribute("href").slice(1);
  const reached = new Set();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target: heading, isIntersecting } of entries) {
        if (isIntersecting) reached.add(heading.id);
        else reached.delete(heading.id);
      }
      const current = links.filter((link) => reached.has(target(link))).pop();
      for (const link of links) link.removeAttribute("aria-current");
      if (!current) return;
      current.setAttribute("aria-current", "location");
      // Contents longer than the screen follow; elsewhere they don't scroll, and this does nothing.
      outline.scrollTop = current.offsetTop - outline.clientHeight / 2;
    },
    // From far above the page to a line near the top of the screen: what has passed the line is inside.
    { rootMargin: "1000000px 0px -85%" },
  );
  for (const link of links) {
    const heading = document.getElementById(target(link));
    if (heading) observer.observe(heading);
  }
}
