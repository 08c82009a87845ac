// Answers the HL7 Infobutton query string that a health record adds to the address of the list of codes: goes to the
// page of the code, or of the nearest category above it (F32.1 is below F32), else says that there is none.
{
  const systems = ["2.16.840.1.113883.6.90", "2.16.840.1.113883.6.3"]; // ICD-10-CM, ICD-10
  const form = /^[A-Z]\d[0-9A-Z]{1,5}$/;
  const box = document.getElementById("condition-lookup");
  const asked = new Map();
  for (const [name, value] of new URLSearchParams(location.search)) asked.set(name.toLowerCase(), value);

  // Whoever makes a link can put any words into it: they are shown as text, short, and without invisible signs.
  const word = (name) => (asked.get(`mainsearchcriteria.v.${name}`) ?? "").replace(/\p{C}/gu, "").trim().slice(0, 80);
  const plain = (code) => code.toUpperCase().replace(/[\s.]/g, "");

  const say = (words, name, value) => {
    const line = document.createElement("p");
    line.textContent = words.replace(`{${name}}`, () => value);
    box.append(line);
    box.hidden = false;
  };

  const code = word("c");
  const system = word("cs").replace(/^urn:oid:/i, "");
  const rows = new Map();
  for (const row of document.querySelectorAll("[data-code]")) rows.set(plain(row.dataset.code), row);

  const wanted = plain(code);
  let nearest = systems.includes(system) && form.test(wanted) ? wanted : "";
  while (nearest && !rows.has(nearest)) nearest = nearest.slice(0, -1);

  if (nearest) {
    const row = rows.get(nearest);
    const pages = row.querySelectorAll("li a");
    // One page for just this code is the answer; a wider category is named before its pages are read.
    const only = nearest === wanted && pages.length === 1;
    location.replace(only ? pages[0].href : row.querySelector("a").href);
  } else if (code) {
    if (systems.includes(system)) say(box.dataset.none, "code", code);
    else say(box.dataset.system, "system", system || "?");
    if (word("dn")) say(box.dataset.name, "name", word("dn"));
  }
}
