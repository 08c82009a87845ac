// Answers the form of the search page from the site's own index, which Pagefind made (https://pagefind.app/docs/api/).
// Words, addresses and badges come from the page. Text of the index is only ever put in as text.

const MANY = 10; // results at a time
const PLACES = 3; // at most, of a result
const PAUSE = 250; // milliseconds without a key

const form = document.querySelector(".search-form");
const box = document.getElementById("search-results");
const all = document.getElementById("search-list");
const crisis = document.getElementById("search-crisis");
const count = box.querySelector("[role=status]");
const help = box.querySelector(".search-results__help");
const list = box.querySelector("ol");
const more = box.querySelector("button");

// The badge and the day of each page, by its address.
const states = new Map();
for (const state of all.querySelectorAll("[data-state]")) {
  states.set(state.closest("li").querySelector("a").pathname, state);
}

const make = (name, parent, className = "") => {
  const made = document.createElement(name);
  if (className) made.className = className;
  parent.append(made);
  return made;
};

// Pagefind gives an excerpt as HTML: read in a document that runs nothing, and of it the words and the marks. Half a
// sentence may say something else than the whole one: dots show where it is cut.
const putExcerpt = (excerpt, parent) => {
  const { body } = new DOMParser().parseFromString(excerpt, "text/html");
  if (/^\p{Ll}/u.test(body.textContent)) parent.append("… ");
  for (const node of body.childNodes) {
    if (node.nodeName === "MARK") make("mark", parent).textContent = node.textContent;
    else parent.append(node.textContent);
  }
  if (!/[.!?…。؟]$/.test(body.textContent)) parent.append(" …");
};

// The folders of the indexes for an audience that hold pages in this language: a large site has several.
const shardsFor = (audience) => JSON.parse(box.dataset.shards ?? "{}")[audience] ?? [""];

// The index of the editions for one audience is loaded when it is first asked. Of several Pagefind makes one.
const indexes = new Map();
const indexFor = (audience) => {
  if (!indexes.has(audience)) {
    const [first, ...others] = shardsFor(audience).map((shard) => ({
      basePath: box.dataset.index + [audience, shard].map((level) => level && `${level}/`).join(""),
      baseUrl: box.dataset.site,
      excerptLength: 24,
      mergeFilter: shard ? { shard } : {},
    }));
    const loaded = import(`${box.dataset.index}pagefind.js`).then(async ({ createInstance }) => {
      // A worker would load the same program a second time.
      const found = createInstance({ ...first, noWorker: true });
      await found.init();
      // Of a first index that does not load, the others would wait without an end.
      await found.search("");
      await Promise.all(others.map(({ basePath, ...options }) => found.mergeIndex(basePath, options)));
      return found;
    });
    indexes.set(audience, loaded);
    // What did not load may do so when it is asked again.
    loaded.catch(() => indexes.delete(audience));
  }
  return indexes.get(audience);
};

const putResult = (data) => {
  const item = make("li", list, "search-result");
  const title = make("a", make("h2", item, "heading-minor"));
  title.href = data.url;
  title.textContent = data.meta.title;
  // The edition for another audience stands below the article, and its review is the same.
  const state = states.get(title.pathname) ?? states.get(title.pathname.replace(/[^/]+\/$/, ""));
  if (state) item.append(state.cloneNode(true));
  if (data.meta.summary) make("p", item, "soft").textContent = data.meta.summary;
  const places = data.sub_results.filter((place) => place.anchor).slice(0, PLACES);
  if (places.length) {
    const inside = make("ul", item, "search-result__places");
    for (const place of places) {
      const line = make("li", inside);
      const link = make("a", line);
      link.href = place.url;
      link.textContent = place.title;
      putExcerpt(place.excerpt, make("p", line, "note"));
    }
  } else if (!data.meta.summary) {
    putExcerpt(data.excerpt, make("p", item, "soft"));
  }
  return title;
};

// An index where a word is missing answers without that word, or for the longest word that this one begins with ("van"
// for "vancomycin"). Of all pages in one index that is a help; of one shard among several it would be a mistake.
const UNWRITTEN = "\uA66E"; // a letter that no page has: no word begins with one that ends so

// Returns those of the shards where a word stands, or one that begins with it.
const shardsWith = async (index, shards, word) => {
  const count = async (words) => (await index.search(words, { filters: { shard: "none" } })).totalFilters.shard ?? {};
  const whole = await count(`"${word}"`);
  if (shards.every((shard) => whole[shard])) return shards;
  const longer = word + UNWRITTEN;
  const counts = [await count(word), await count(longer), await count(`${word} ${longer}`)];
  const answering = shards.filter((shard) => counts[0][shard]);
  const isSame = (shard) => counts.every((found) => found[shard] === counts[0][shard]);
  const doubtful = answering.filter((shard) => !whole[shard] && isSame(shard));
  const sure = answering.filter((shard) => !doubtful.includes(shard));
  if (!sure.length || !doubtful.length) return answering;
  // They answer for a shorter word if a longer one has the same places on the same pages. If in doubt they are asked.
  const places = async (words) => {
    const { results } = await index.search(words, { filters: { shard: { any: doubtful } } });
    return results.map((result) => `${result.id} ${result.words}`).sort().join();
  };
  return (await places(word)) === (await places(longer)) ? sure : answering;
};

// Asks the shards that have each word, as far as any of them has it. Words in quotation marks are found or not, and
// where no spaces part the words, nobody but Pagefind knows them.
const UNPARTED = /^(zh|ja|th)\b/;
const resultsOf = async (index, shards, words) => {
  if (shards.length === 1 || words.includes('"') || UNPARTED.test(document.documentElement.lang)) {
    return (await index.search(words)).results;
  }
  let asked = shards;
  for (const word of words.split(/\s+/)) {
    const having = await shardsWith(index, shards, word);
    if (having.length) asked = asked.filter((shard) => having.includes(shard));
  }
  return asked.length ? (await index.search(words, { filters: { shard: { any: asked } } })).results : [];
};

let turn = 0; // of several searches under way the last one counts
let waiting = []; // results that are not shown yet

const say = (words, { helpful = false, listed = true } = {}) => {
  count.textContent = words;
  help.hidden = !helpful;
  all.hidden = !listed;
};

const fail = () => {
  list.replaceChildren();
  more.hidden = true;
  say(box.dataset.broken);
};

// Loads the next results, and shows them if nobody has asked for others meanwhile; returns the first one's link.
const showNext = async () => {
  const mine = turn;
  const next = await Promise.all(waiting.splice(0, MANY).map((result) => result.data()));
  if (mine !== turn) return null;
  more.hidden = waiting.length === 0;
  return next.map(putResult)[0];
};

const asked = () => ({
  words: form.elements.q.value.trim(),
  audience: form.elements.for?.value ?? "",
});

const noteAddress = (words, audience) => {
  const address = new URL(location.pathname, location.href);
  if (words) address.searchParams.set("q", words);
  if (words && audience) address.searchParams.set("for", audience);
  history.replaceState(null, "", address);
};

const openHelp = (words) => {
  const low = words.toLowerCase();
  const marks = crisis.dataset.words.split(",").map((mark) => mark.trim().toLowerCase());
  crisis.open ||= marks.some((mark) => mark && low.includes(mark));
};

const search = async () => {
  const mine = ++turn;
  box.ariaBusy = "true"; // a screen reader waits for the end of it
  const { words, audience } = asked();
  noteAddress(words, audience);
  if (crisis) openHelp(words);
  try {
    const found = words ? await resultsOf(await indexFor(audience), shardsFor(audience), words) : [];
    if (mine !== turn) return;
    waiting = [...found];
    list.replaceChildren();
    await showNext();
    if (mine !== turn) return;
    if (found.length) say(box.dataset.found.replace("{count}", found.length), { listed: false });
    else if (words) say(box.dataset.nothing, { helpful: true });
    else say("");
  } catch {
    if (mine === turn) fail();
  } finally {
    if (mine === turn) box.ariaBusy = "false";
  }
};

let pause;
form.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(search, PAUSE);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(pause);
  search();
});
form.addEventListener("focusin", () => indexFor(asked().audience).catch(() => {}), { once: true });
more.addEventListener("click", () => showNext().then((first) => first?.focus(), fail));

const given = new URLSearchParams(location.search);
for (const option of form.elements.for ?? []) option.selected ||= option.value === given.get("for");
if (given.get("q")) {
  form.elements.q.value = given.get("q").slice(0, form.elements.q.maxLength);
  search();
}
