// The people on the page: one more in a role, those of the kind of entry only, who each may be, what is unlikely.

const WAIT_LIKELY = 350;
const WAIT_WARNINGS = 900;

export class People {
  constructor(form, asker, csrf) {
    Object.assign(this, { form, asker, csrf });
    form.addEventListener("click", (event) => this.clicked(event));
    form.addEventListener("change", (event) => this.changed(event.target));
    form.addEventListener("input", (event) => this.typed(event.target));
    this.form.querySelectorAll("[data-key-hint], [data-with-scripts]").forEach((hint) => { hint.hidden = false; });
    this.showRolesOfAct();
  }

  clicked(event) {
    const button = event.target.closest("[data-add]");
    if (!button) return;
    event.preventDefault();
    this.add(button.closest("[data-group]"));
  }

  // --- one more ------------------------------------------------------------------------------------------------

  add(group, number = this.nextNumber(group), focus = true) {
    const pattern = group.querySelector("[data-pattern]").innerHTML.replaceAll("__n__", number);
    const holder = document.createElement("template");
    holder.innerHTML = pattern;
    const person = holder.content.querySelector("[data-person]");
    person.querySelectorAll("[data-with-scripts]").forEach((part) => { part.hidden = false; });
    const button = group.querySelector("[data-add], [data-add-rows]");
    if (person.tagName === "TBODY") group.querySelector("table").append(person);
    else (button ?? group.querySelector("[data-pattern]")).before(person);
    if (focus) person.querySelector("[data-reads=name]").focus();
    return person;
  }

  nextNumber(group) {
    const numbers = [...group.querySelectorAll("[data-person]")].map((person) => Number(person.dataset.person));
    return Math.max(Number(group.dataset.base ?? 0) - 1, ...numbers) + 1;
  }

  // F8: one more in the role one stands in; from a role of one person, in the next that may have several.
  addHere() {
    const groups = [...this.form.querySelectorAll("[data-group]:not([hidden])")];
    const here = document.activeElement.closest?.("[data-group]");
    const group = groups.slice(Math.max(0, groups.indexOf(here))).find((one) => one.querySelector("[data-add]"))
      ?? groups.find((one) => one.querySelector("[data-add]"));
    if (!group) return;
    const empty = [...group.querySelectorAll("[data-reads=name]")].find((input) => !input.value.trim());
    if (empty) empty.focus();
    else this.add(group);
  }

  showRolesOfAct() {
    const act = this.form.elements["fields.act.text"]?.value;
    for (const group of this.form.querySelectorAll("[data-group][data-acts]")) {
      const acts = group.dataset.acts.split(" ").filter(Boolean);
      const entered = [...group.querySelectorAll("[data-reads=name]")].some((input) => input.value.trim());
      group.hidden = Boolean(act && acts.length && !acts.includes(act) && !entered);
    }
  }

  // --- who it may be -------------------------------------------------------------------------------------------

  typed(field) {
    if (field.closest("[data-person]") && !field.dataset.reads && !field.dataset.part && !field.closest(".tr-who")) this.askLikely(field);
    if (field.type !== "file") this.askWarnings();
  }

  changed(field) {
    if (field.name === "fields.act.text") this.showRolesOfAct();
    if (field.type === "checkbox" && field.name.endsWith(".not_same")) this.refuse(field);
    const person = field.closest("[data-person]");
    if (person && field.closest(".tr-who")) this.state(person);
  }

  refuse(box) {
    const person = box.closest("[data-person]");
    const link = box.closest(".tr-candidate").querySelector("input[type=radio]");
    link.disabled = box.checked;
    if (box.checked && link.checked) person.querySelector("input[value=create]").checked = true;
  }

  askLikely(field) {
    const person = field.closest("[data-person]");
    // In a second reading nobody is asked who it is.
    if (!person || !this.form.dataset.likely) return;
    const number = person.dataset.person;
    this.asker.ask(`likely ${number}`, WAIT_LIKELY, () => this.question(person, number), (answer) => this.likely(person, answer));
  }

  question(person, number) {
    if (!person.isConnected || !person.querySelector("[data-reads=name]").value.trim()) return null;
    // Of a list only the row is asked about; on a certificate the others tell who it may be.
    const rows = this.form.dataset.layout === "list";
    const body = new URLSearchParams({ number });
    for (const field of this.form.elements) {
      if (!field.name || !field.value || field.type === "file" || (/radio|checkbox/.test(field.type) && !field.checked)) continue;
      if (rows && field.name.startsWith("people.") && !person.contains(field)) continue;
      body.append(field.name, field.value);
    }
    return [this.form.dataset.likely, this.posted(body)];
  }

  posted(body) {
    return { method: "POST", body, headers: { "X-CSRFToken": this.csrf() } };
  }

  likely(person, { html, count }) {
    const place = person.querySelector("[data-likely]");
    const chosen = person.querySelector(".tr-who input[type=radio]:checked");
    const focused = place.contains(document.activeElement);
    if (focused || (chosen?.value.startsWith("link:") && place.contains(chosen))) return;
    place.innerHTML = html;
    place.querySelectorAll("[name$='.not_same']:checked").forEach((box) => this.refuse(box));
    if (count) place.dataset.count = count;
    else delete place.dataset.count;
    this.state(person);
  }

  // In a list, the last cell of a row says who it is, and unfolds the rest.
  state(person) {
    const button = person.querySelector("[data-unfold]");
    if (!button) return;
    const act = person.querySelector(".tr-who input[type=radio]:checked")?.value ?? "create";
    const { saysLink, saysLeave, saysLikely, saysNew } = this.form.dataset;
    const count = person.querySelector("[data-likely]")?.dataset.count;
    if (act.startsWith("link:")) button.textContent = saysLink;
    else if (act === "leave") button.textContent = saysLeave;
    else button.textContent = count ? `${saysLikely} (${count})` : saysNew;
  }

  // --- what is unlikely ----------------------------------------------------------------------------------------

  askWarnings() {
    const wait = this.form.dataset.layout === "list" ? 2 * WAIT_WARNINGS : WAIT_WARNINGS;
    this.asker.ask("warnings", wait, () => {
      const body = new URLSearchParams();
      for (const [name, value] of new FormData(this.form)) if (value && typeof value === "string") body.append(name, value);
      return [this.form.dataset.warnings, this.posted(body)];
    }, (answer) => this.warn(answer));
  }

  warn({ warnings, gaps }) {
    const other = this.form.querySelector("[data-other-warnings]");
    const before = new Set([...this.form.querySelectorAll(".tr-warnings:not(:empty)")]);
    const lines = new Map();
    for (const { rule, words, source, path } of warnings) {
      const line = document.createElement("li");
      const where = [rule, source].filter(Boolean).join(", ");
      line.textContent = where ? `${words} (${where})` : words;
      const number = /^people\.(\d+)/.exec(path)?.[1];
      const place = number && this.form.querySelector(`[data-person="${number}"] [data-warnings]`);
      const list = place ?? other;
      if (!lines.has(list)) lines.set(list, []);
      lines.get(list).push(line);
    }
    for (const list of new Set([...before, ...lines.keys()])) list.replaceChildren(...(lines.get(list) ?? []));
    for (const row of this.form.querySelectorAll("tbody[data-person]")) {
      const warned = Boolean(row.querySelector(".tr-warnings")?.childElementCount);
      if (row.classList.contains("tr-warned") !== warned) row.classList.toggle("tr-warned", warned);
    }
    const said = warnings.map((one) => one.words).join(". ");
    const live = this.form.querySelector("[data-live]");
    if (said !== this.said && said) live.textContent = said;
    this.said = said;
    const gap = this.form.querySelector("[data-gaps]");
    if (gap) gap.textContent = gaps.join(" ");
  }
}
