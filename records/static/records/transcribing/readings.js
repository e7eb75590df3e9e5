// What a name, place or date is read as: offered below the field while someone types (a combobox), never forced.
// One list serves the whole form, and the form listens for all its fields: a list of 300 rows costs no more.

const WAIT = 180; // milliseconds without a key before the server is asked
const LONGEST = 300; // letters of which the server reads a text
const SURNAMES = 20; // of the others on the page, told to the server with a name
const LINE = 400; // the widest the list gets, in pixels

export class Readings {
  constructor(form, asker, onRead) {
    Object.assign(this, { form, asker, onRead, input: null, current: -1 });
    this.list = document.createElement("ul");
    this.list.id = "tr-readings";
    this.list.className = "tr-readings";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", form.dataset.saysTaken);
    this.list.hidden = true;
    form.append(this.list);
    this.live = form.querySelector("[data-live]");
    form.addEventListener("focusin", (event) => this.begin(event.target));
    form.addEventListener("input", (event) => this.typed(event.target));
    form.addEventListener("keydown", (event) => this.key(event), true);
    form.addEventListener("filled", (event) => this.read(event.target));
    form.addEventListener("focusout", () => this.close());
    form.addEventListener("click", (event) => event.target.closest("[data-swap]") && this.swap(event.target));
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.take(event.target.closest("[role=option]")));
    window.addEventListener("scroll", () => this.close(), { capture: true, passive: true });
  }

  begin(input) {
    if (!input.dataset?.reads || input.hasAttribute("role")) return;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", this.list.id);
  }

  typed(input) {
    if (input.dataset.part) return this.ownName(input);
    if (!input.dataset.reads) return;
    // What was understood belonged to other words.
    this.clear(input);
    this.close();
    if (!input.value.trim()) {
      this.asker.drop(input.name);
      this.onRead(input);
      return this.say(input, "");
    }
    this.asker.ask(input.name, WAIT, () => this.question(input), (answer) => this.answered(input, answer));
  }

  // Reads what is already in a field: taken up from a draft, pasted, or repeated from above.
  read(input) {
    if (input.value.trim()) {
      this.asker.ask(input.name, 0, () => this.question(input), (answer) => this.answered(input, answer));
    }
  }

  question(input) {
    if (!input.isConnected || !input.value.trim()) return null;
    const query = new URLSearchParams({ q: input.value.slice(0, LONGEST), for: input.dataset.reads });
    if (input.dataset.reads === "place") query.set("on", this.form.elements["date.text"]?.value ?? "");
    if (input.dataset.reads === "name") this.surnamesBeside(input).forEach((one) => query.append("with", one));
    input.asked = input.value;
    return [`${this.form.dataset.readings}?${query}`];
  }

  // The surnames of the others on the page tell which word of a name is the surname.
  surnamesBeside(input) {
    const own = input && this.place(input);
    const others = [...this.form.querySelectorAll("[data-part=surname]")].filter((part) => !own?.contains(part));
    return [...new Set(others.map((part) => part.value.trim()).filter(Boolean))].slice(-SURNAMES);
  }

  // What was taken for the surname becomes the given name, and the other way round.
  swap(field) {
    const person = this.place(field);
    const [surname, given] = ["surname", "given"].map((part) => person?.querySelector(`[data-part=${part}]`));
    if (!surname || !given) return;
    [surname.value, given.value] = [given.value, surname.value];
    this.ownName(surname);
    this.close();
    this.live.textContent = `${this.form.dataset.saysTaken}: ${surname.value} ${given.value}`;
    surname.dispatchEvent(new Event("input", { bubbles: true }));
  }

  answered(input, { readings, sure }) {
    if (input.value !== input.asked) return;
    if (sure) this.set(input, readings[0]);
    else this.say(input, readings.length ? `${this.form.dataset.saysMayBe}: ${readings[0].words}${readings.length > 1 ? " …" : ""}` : this.form.dataset.saysNone, !readings.length);
    if (document.activeElement === input && readings.length > (sure ? 1 : 0)) this.open(input, readings);
    this.onRead(input);
  }

  // --- where a reading is kept and shown -----------------------------------------------------------------------

  place(input) {
    return input.closest("[data-person]") ?? input.closest(".tr-box");
  }

  hidden(input, mark) {
    return input.parentElement.querySelector(`[data-${mark}]`);
  }

  clear(input) {
    const key = this.hidden(input, "key");
    const understood = this.hidden(input, "understood");
    if (key) key.value = "";
    if (understood && input.dataset.reads !== "name") understood.value = "";
  }

  set(input, reading, byHand = false) {
    if (reading.parts) this.setName(input, reading, byHand);
    else {
      const key = this.hidden(input, "key");
      const understood = this.hidden(input, "understood");
      if (key) key.value = reading.key ?? "";
      if (understood) understood.value = reading.understood ?? "";
      if (input.dataset.reads === "source" && reading.key) input.value = reading.words;
    }
    this.say(input, reading.words ? `${this.form.dataset.saysTaken}: ${reading.words}` : this.form.dataset.saysWords);
  }

  setName(input, reading, byHand) {
    const person = this.place(input);
    if (person.dataset.own && !byHand) return;
    for (const part of person.querySelectorAll("[data-part]")) part.value = reading.parts[part.dataset.part] ?? "";
    const sex = person.querySelector("select[name$='.sex']");
    if (sex && reading.sex && reading.sex !== "U") sex.value = reading.sex;
    this.wordName(person);
    if (byHand) person.dataset.own = "true";
  }

  // Someone wrote the reading themselves: ours no longer takes its place.
  ownName(part) {
    const person = this.place(part);
    person.dataset.own = "true";
    this.wordName(person);
    this.onRead(part);
  }

  wordName(person) {
    const parts = ["surname", "given", "patronymic"].map((part) => person.querySelector(`[data-part=${part}]`)?.value);
    const said = person.querySelector("[data-name-reading]");
    if (said) said.textContent = parts.filter(Boolean).join(" ") || "…";
  }

  say(input, words, unread = false) {
    const line = input.closest(".tr-box")?.querySelector("[data-reading]")
      ?? this.form.querySelector("[data-row-reading]");
    if (line && line.textContent !== words) line.textContent = words;
    line?.classList.toggle("tr-unread", unread);
  }

  // --- the list ------------------------------------------------------------------------------------------------

  get rows() {
    return [...this.list.children];
  }

  open(input, readings) {
    this.input = input;
    this.offered = [...readings];
    if (!readings[0].parts && input.dataset.reads !== "source") this.offered.push({ words: "", more: this.form.dataset.saysWords });
    this.list.replaceChildren(...this.offered.map((reading, place) => {
      const row = document.createElement("li");
      row.id = `tr-reading-${place}`;
      row.dataset.place = place;
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", "false");
      row.append(reading.words);
      const more = document.createElement("small");
      more.textContent = reading.more ? ` ${reading.more}` : "";
      row.append(more);
      return row;
    }));
    const box = input.getBoundingClientRect();
    const width = Math.min(Math.max(box.width, 240), LINE, window.innerWidth - 16);
    Object.assign(this.list.style, {
      left: `${Math.max(8, Math.min(box.left, window.innerWidth - width - 8))}px`,
      top: `${box.bottom}px`,
      width: `${width}px`,
    });
    this.current = -1;
    this.list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    this.live.textContent = this.form.dataset.saysChoose;
  }

  close() {
    if (this.list.hidden) return;
    this.list.hidden = true;
    this.list.replaceChildren();
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.current = -1;
  }

  mark(place) {
    const rows = this.rows;
    this.current = (place + rows.length + 2) % (rows.length + 1) - 1;
    rows.forEach((row, at) => row.setAttribute("aria-selected", String(at === this.current)));
    if (this.current < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", rows[this.current].id);
  }

  take(row) {
    if (!row) return;
    const reading = this.offered[Number(row.dataset.place)];
    const input = this.input;
    this.set(input, reading, true);
    this.close();
    this.onRead(input);
  }

  key(event) {
    if (this.list.hidden || event.isComposing || event.ctrlKey || event.altKey) return;
    const acts = {
      ArrowDown: () => this.mark(this.current + 1),
      ArrowUp: () => this.mark(this.current - 1),
      Escape: () => this.close(),
      Enter: () => this.take(this.rows[this.current]),
    };
    if (!(event.key in acts) || (event.key === "Enter" && this.current < 0)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    acts[event.key]();
  }
}
