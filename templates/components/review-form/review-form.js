// Writes the answer of a review packet: a file to download, and the same as text for whoever can't save files.
// Nothing is sent. plainleaf/authoring/review_answer.py reads what is written here.
{
  const form = document.querySelector(".review-form");
  const part = (selector) => form.querySelector(selector);
  const now = new Date();
  const { date, due, by, note } = form.elements;
  // The reviewer's own date in the form 2026-11-08.
  date.value = new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  date.max = date.value;
  part(".review-form__button").hidden = false;
  document.querySelector(".review-form__other").remove();

  const questions = () => {
    const answered = {};
    for (const box of form.querySelectorAll("input[name^=question-]:checked")) {
      answered[box.closest("fieldset").querySelector("legend").textContent.trim()] = box.value;
    }
    return answered;
  };

  const answer = () => {
    const decision = form.elements.decision.value;
    return {
      ...JSON.parse(form.dataset.answer),
      decision,
      by: by.value,
      date: date.value,
      due: decision === "approved" && due.value ? due.value : null,
      note: note.value.trim(),
      questions: questions(),
    };
  };

  const save = (text) => {
    const link = document.createElement("a");
    link.download = form.dataset.file;
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.click();
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = `${JSON.stringify(answer(), null, 2)}\n`;
    part("#answer-text").value = text;
    const mail = part("[data-mail]");
    mail.href = `mailto:${form.dataset.email}?subject=${encodeURIComponent(form.dataset.file)}&body=${encodeURIComponent(text)}`;
    for (const shown of [mail, part("[data-copy]"), part(".review-form__done")]) shown.hidden = false;
    part(".review-form__done").focus();
    save(text);
  });
}
