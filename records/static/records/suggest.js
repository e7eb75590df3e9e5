// Offers recorded names and places below a search field while somebody types (WAI-ARIA combobox with a list).
// The form works without it. Nothing is remembered, and nothing is asked of any other site.

const WAIT = 120; // milliseconds without a key before the server is asked
const SHORTEST = 2;

function option(suggestion, id) {
  const row = document.createElement("li");
  row.id = id;
  row.setAttribute("role", "option");
  row.setAttribute("aria-selected", "false");
  row.dataset.value = suggestion.value;
  const name = document.createElement("span");
  name.className = "suggested";
  name.textContent = suggestion.text;
  if (suggestion.lang) name.lang = suggestion.lang;
  row.append(name);
  if (suggestion.more) {
    const more = document.createElement("span");
    more.className = "suggested-more";
    more.textContent = ` ${suggestion.more}`;
    row.append(more);
  }
  return row;
}

class Suggestions {
  constructor(input, form) {
    this.input = input;
    this.address = form.dataset.suggest;
    this.hint = form.dataset.suggestHint;
    this.current = -1;
    this.box = document.createElement("ul");
    this.box.className = "suggestions";
    this.box.id = `${input.id}-suggestions`;
    this.box.hidden = true;
    this.box.setAttribute("role", "listbox");
    this.box.setAttribute("aria-label", form.dataset.suggestLabel);
    this.said = document.createElement("p");
    this.said.className = "unseen";
    this.said.setAttribute("role", "status");
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", this.box.id);
    input.after(this.box, this.said);
    input.addEventListener("input", () => this.wait());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
    // The field keeps the focus while a row is chosen with the mouse or a finger.
    this.box.addEventListener("pointerdown", (event) => event.preventDefault());
    this.box.addEventListener("click", (event) => this.take(event.target.closest("[role=option]")));
  }

  get rows() {
    return [...this.box.children];
  }

  wait() {
    clearTimeout(this.timer);
    this.asking?.abort();
    if (this.input.value.trim().length < SHORTEST) return this.close();
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    this.asking = new AbortController();
    const query = new URLSearchParams({ q: this.input.value, for: this.input.dataset.suggestFor });
    try {
      const answer = await fetch(`${this.address}?${query}`, { signal: this.asking.signal });
      if (answer.ok) this.show((await answer.json()).suggestions);
    } catch {
      // Asked again meanwhile, or there is no network: the field is still a field.
      this.close();
    }
  }

  show(suggestions) {
    if (document.activeElement !== this.input || !suggestions.length) return this.close();
    this.box.replaceChildren(...suggestions.map((one, place) => option(one, `${this.box.id}-${place}`)));
    this.current = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.box.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.said.textContent = this.hint;
  }

  close() {
    clearTimeout(this.timer);
    this.box.hidden = true;
    this.box.replaceChildren();
    this.current = -1;
    this.said.textContent = "";
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  mark(place) {
    const rows = this.rows;
    // Before the first and after the last row stands the field itself.
    this.current = (place + rows.length + 2) % (rows.length + 1) - 1;
    rows.forEach((row, at) => row.setAttribute("aria-selected", String(at === this.current)));
    if (this.current < 0) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", rows[this.current].id);
    rows[this.current].scrollIntoView({ block: "nearest" });
  }

  take(row) {
    if (!row) return;
    this.input.value = row.dataset.value;
    this.close();
    this.input.focus();
  }

  key(event) {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" && this.box.hidden) return this.wait();
    if (this.box.hidden) return;
    const acts = {
      ArrowDown: () => this.mark(this.current + 1),
      ArrowUp: () => this.mark(this.current - 1),
      Escape: () => this.close(),
      Enter: () => this.take(this.rows[this.current]),
    };
    // Enter without a row chosen sends the form, as everywhere.
    if (!(event.key in acts) || (event.key === "Enter" && this.current < 0)) return;
    event.preventDefault();
    acts[event.key]();
  }
}

for (const form of document.querySelectorAll("form[data-suggest]")) {
  for (const input of form.querySelectorAll("input[data-suggest-for]")) new Suggestions(input, form);
}
