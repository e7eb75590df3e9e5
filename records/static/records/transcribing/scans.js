// The scans: sent to the server as soon as they are chosen, shown at once, turned over and looked at closely.

import { act, press, viewerIn } from "./handling.js";

const SHOWN_AT_ONCE = ["image/jpeg", "image/png", "image/webp"];

export class Scans {
  constructor(form, { csrf, onSignedOut, onChange, onTaken }) {
    Object.assign(this, { form, csrf, onSignedOut, onChange, onTaken, current: -1, unsent: [], sending: Promise.resolve() });
    const find = (mark) => form.querySelector(`[data-${mark}]`);
    [this.list, this.box, this.tools, this.words, this.drop, this.said] =
      ["pages", "viewer", "tools", "page-words", "drop", "sending"].map(find);
    this.input = form.querySelector("#scans");
    find("plain").remove();
    const there = [...this.list.children].map(({ dataset }) => ({ name: dataset.page, address: dataset.address }));
    this.list.replaceChildren();
    this.listen();
    there.forEach((page) => this.add(page));
  }

  listen() {
    this.input.addEventListener("change", () => this.take([...this.input.files]));
    const area = this.form.querySelector(".tr-scans");
    area.addEventListener("dragover", (event) => event.preventDefault());
    area.addEventListener("drop", (event) => {
      event.preventDefault();
      this.take([...event.dataTransfer.files]);
    });
    this.tools.addEventListener("click", (event) => act(this, event.target.closest("[data-tool]")?.dataset.tool));
    this.list.addEventListener("click", (event) => this.choose(event));
    this.box.addEventListener("keydown", (event) => press(this, event), true);
  }

  get count() {
    return this.pages.length;
  }

  get pages() {
    return [...this.list.children];
  }

  // --- which pages there are ---------------------------------------------------------------------------------

  take(files) {
    if (!files.length) return;
    // Sent one by one below: the form itself must not bring them once more.
    this.input.value = "";
    for (const file of files) {
      const local = SHOWN_AT_ONCE.includes(file.type) ? this.add({ address: URL.createObjectURL(file) }) : null;
      this.unsent.push({ file, local });
    }
    this.send();
    this.onTaken();
  }

  // Sends what was chosen, one file after the other; true when all has arrived.
  send() {
    this.sending = this.sending.then(async () => {
      while (this.unsent.length) {
        const { file, local } = this.unsent[0];
        const answer = await this.sendOne(file);
        if (answer === null) return false;
        this.unsent.shift();
        this.arrived(answer, file, local);
      }
      return true;
    });
    return this.sending;
  }

  async sendOne(file) {
    const body = new FormData();
    body.append("scan", file);
    this.said.textContent = `${file.name} ${this.form.dataset.saysSending}`;
    try {
      const reply = await fetch(this.form.dataset.scans, {
        method: "POST", body, headers: { "X-CSRFToken": this.csrf() },
      });
      if (reply.status === 401) {
        this.onSignedOut();
        return null;
      }
      return reply.ok || reply.status === 400 ? await reply.json() : { error: this.form.dataset.saysNotSent };
    } catch {
      this.said.textContent = `${file.name} ${this.form.dataset.saysNotSent}`;
      return null;
    }
  }

  arrived(answer, file, local) {
    this.said.textContent = answer.error ? `${file.name}: ${answer.error}` : "";
    const known = new Set(this.pages.map((page) => page.dataset.page));
    const pages = (answer.pages ?? []).filter((page) => !known.has(page.name));
    if (local && pages.length === 1) this.name(local, pages[0].name);
    else {
      if (local) this.remove(local);
      pages.forEach((page) => this.add(page));
    }
    this.onChange();
  }

  add(page) {
    const row = document.createElement("li");
    row.dataset.address = page.address;
    row.innerHTML = '<button type="button" data-open></button>'
      + '<button type="button" data-earlier class="tr-small">↑</button>'
      + '<button type="button" data-remove class="tr-small">×</button>';
    this.list.append(row);
    if (page.name) this.name(row, page.name);
    this.number();
    this.show(this.pages.length === 1 ? 0 : this.current);
    return row;
  }

  name(row, name) {
    row.dataset.page = name;
    const kept = document.createElement("input");
    Object.assign(kept, { type: "hidden", name: "page", value: name });
    row.append(kept);
  }

  remove(row) {
    const at = this.pages.indexOf(row);
    this.unsent = this.unsent.filter((one) => one.local !== row);
    row.remove();
    this.number();
    this.show(Math.min(at < this.current ? this.current - 1 : this.current, this.pages.length - 1));
    this.onChange();
  }

  number() {
    const { saysPage, saysRemove, saysEarlier } = this.form.dataset;
    this.pages.forEach((row, at) => {
      row.querySelector("[data-open]").textContent = `${saysPage} ${at + 1}`;
      row.querySelector("[data-remove]").ariaLabel = `${saysRemove} ${at + 1}`;
      row.querySelector("[data-earlier]").ariaLabel = `${saysEarlier} ${at + 1}`;
      row.querySelector("[data-earlier]").hidden = at === 0;
    });
  }

  choose(event) {
    const row = event.target.closest("li");
    if (event.target.closest("[data-remove]")) return this.remove(row);
    if (event.target.closest("[data-earlier]")) {
      const shown = this.pages[this.current];
      row.previousElementSibling.before(row);
      this.number();
      this.current = this.pages.indexOf(shown);
      this.show(this.current, { again: false });
      return this.onChange();
    }
    if (event.target.closest("[data-open]")) this.show(this.pages.indexOf(row));
  }

  // Pages that a kept draft knows and the server still has.
  async recall(address, wanted) {
    try {
      const reply = await fetch(address);
      if (!reply.ok) return;
      const there = new Map((await reply.json()).pages.map((page) => [page.name, page]));
      const known = new Set(this.pages.map((page) => page.dataset.page));
      wanted.filter((name) => there.has(name) && !known.has(name)).forEach((name) => this.add(there.get(name)));
    } catch {
      // Without the server the words of the draft are taken up all the same.
    }
  }

  // --- looking at them -----------------------------------------------------------------------------------------

  show(at, { again = true } = {}) {
    const pages = this.pages;
    const before = this.current;
    this.current = pages.length ? Math.max(0, Math.min(at, pages.length - 1)) : -1;
    this.box.hidden = this.tools.hidden = !pages.length;
    pages.forEach((row, place) => row.classList.toggle("tr-current", place === this.current));
    const { saysPage, saysOf } = this.form.dataset;
    this.words.textContent = pages.length > 1 ? `${saysPage} ${this.current + 1} ${saysOf} ${pages.length}` : "";
    if (!pages.length) return this.viewer?.close();
    this.viewer ??= viewerIn(this.box, this.form.dataset.layout === "list");
    const address = pages[this.current].dataset.address;
    if (again && (this.shown !== address || before !== this.current)) this.viewer.open(address);
    this.shown = address;
  }
}
