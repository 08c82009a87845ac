// Remembers the edition that a reader has chosen, on this device and nowhere else, and offers it on the next page.
{
  const NAME = "plainleaf-edition";
  const panel = document.querySelector(".personalize");
  if (panel) {
    let last;
    // A browser may forbid to store anything: then nothing is remembered.
    try {
      last = localStorage.getItem(NAME);
    } catch {}
    const choices = [...panel.querySelectorAll("[data-audience]")];
    const chosen = choices.find((choice) => choice.dataset.audience === last);
    if (chosen && !chosen.hasAttribute("aria-current")) {
      const line = panel.querySelector(".personalize__last");
      const link = line.querySelector("a");
      link.href = chosen.href;
      link.textContent = chosen.textContent;
      line.hidden = false;
    }
    for (const choice of choices) {
      choice.addEventListener("click", () => {
        try {
          localStorage.setItem(NAME, choice.dataset.audience);
        } catch {}
      });
    }
  }
}
