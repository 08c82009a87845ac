// A page says that its review is overdue even where nobody has built the site since that day. Badges and articles
// carry the last day of their approval; what takes over on the next one stands ready in the markup.
{
  const now = new Date();
  // The reader's own date in the form 2026-11-08: such dates compare as texts.
  const today = new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  const badge = document.getElementById("badge-overdue");

  const overdue = (article) => {
    article.dataset.reviewStatus = "overdue";
    article.classList.add("article--pending");
    article.querySelector(".review-card")?.classList.replace("review-card--approved", "review-card--overdue");
    for (const part of article.querySelectorAll("[data-until-overdue]")) part.remove();
    for (const part of article.querySelectorAll("template[data-overdue]")) part.replaceWith(part.content);
    // A badge without a day of its own speaks of this page: under the title, and on paper at the top.
    for (const own of document.querySelectorAll("[data-badge=approved]:not([data-review-due])")) {
      own.replaceWith(badge.content.cloneNode(true));
    }
  };

  for (const due of badge ? document.querySelectorAll("[data-review-due]") : []) {
    if (due.dataset.reviewDue >= today) continue;
    if (due.matches("article")) overdue(due);
    else if (due.matches("[data-badge]")) due.replaceWith(badge.content.cloneNode(true));
    else due.append(" ", badge.content.cloneNode(true));
  }
}
