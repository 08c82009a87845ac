// Shows only the articles that hold all the words of the box: their titles, files, people and statuses.
{
  const form = document.querySelector(".board__filter");
  const box = form.querySelector("input");
  const said = form.querySelector("[role=status]");
  const rows = [...document.querySelectorAll(".board-row")];

  const show = () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of rows) row.hidden = !words.every((word) => row.dataset.words.includes(word));
    for (const section of document.querySelectorAll(".board__section")) {
      const inside = [...section.querySelectorAll(".board-row")];
      section.hidden = inside.length > 0 && inside.every((row) => row.hidden);
    }
    const shown = rows.filter((row) => !row.hidden).length;
    said.textContent = words.length
      ? said.dataset.form.replace("{shown}", shown).replace("{all}", rows.length)
      : "";
  };

  form.hidden = rows.length < 2;
  form.addEventListener("submit", (event) => event.preventDefault());
  box.addEventListener("input", show);
  show();
}
