// What was entered is kept in this browser until it is saved: words only, never pictures, one draft a form.

const WAIT = 700;
const MOST = 6;
const OLDEST_DAYS = 30;

export function storedDrafts(user, kind) {
  const begin = `transcribing:${user}:${kind}:`;
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(begin))
    .map((key) => ({ key, ...JSON.parse(localStorage.getItem(key)) }))
    .sort((one, other) => other.at - one.at);
}

export function forget(user, kind, token) {
  localStorage.removeItem(`transcribing:${user}:${kind}:${token}`);
}

export class Draft {
  constructor(form, people, { takenUp }) {
    Object.assign(this, { form, people, takenUp });
    this.kept = form.querySelector("[data-kept]");
    this.removeOld();
    this.offer();
    for (const kind of ["input", "change", "filled"]) form.addEventListener(kind, () => this.soon());
    window.addEventListener("pagehide", () => this.keep());
  }

  get name() {
    const { user, kind, token } = this.form.dataset;
    return `transcribing:${user}:${kind}:${token}`;
  }

  soon() {
    this.changed = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (window.requestIdleCallback) requestIdleCallback(() => this.keep(), { timeout: 2000 });
      else this.keep();
    }, WAIT);
  }

  values() {
    const skipped = new Set(["csrfmiddlewaretoken", "token", "act", "seen"]);
    const found = [];
    for (const field of this.form.elements) {
      if (!field.name || skipped.has(field.name) || !field.value || field.type === "file" || field.type === "submit") continue;
      if (/radio|checkbox/.test(field.type) && !field.checked) continue;
      found.push([field.name, field.value]);
    }
    return found;
  }

  keep() {
    if (!this.changed) return;
    this.changed = false;
    const now = Date.now();
    try {
      localStorage.setItem(this.name, JSON.stringify({ at: now, token: this.form.dataset.token, values: this.values() }));
      this.kept.textContent = `${this.form.dataset.saysKept} ${clock(now)}`;
    } catch {
      // The browser has no room, or keeps nothing: the form works all the same.
      this.kept.textContent = "";
    }
  }

  removeOld() {
    const { user, kind } = this.form.dataset;
    const tooOld = Date.now() - OLDEST_DAYS * 86_400_000;
    storedDrafts(user, kind).forEach((draft, place) => {
      if (draft.at < tooOld || place >= MOST) localStorage.removeItem(draft.key);
    });
  }

  offer() {
    const { user, kind, token, saysDraft, saysTakeUp, saysThrowAway } = this.form.dataset;
    const box = this.form.querySelector("[data-drafts]");
    for (const draft of storedDrafts(user, kind).filter((one) => one.token !== token)) {
      const line = document.createElement("p");
      line.className = "desk-card tr-draft";
      line.append(`${saysDraft} ${clock(draft.at)}. `);
      const [take, drop] = [saysTakeUp, saysThrowAway].map((words) => {
        const button = document.createElement("button");
        Object.assign(button, { type: "button", className: "desk-button", textContent: words });
        line.append(button, " ");
        return button;
      });
      take.addEventListener("click", () => {
        box.replaceChildren();
        this.takeUp(draft);
      });
      drop.addEventListener("click", () => {
        localStorage.removeItem(draft.key);
        line.remove();
      });
      box.append(line);
    }
  }

  takeUp(draft) {
    const { form } = this;
    // The draft goes on under its own name: its scans are kept under it, and a save that did arrive is recognised.
    form.dataset.scans = form.dataset.scans.replace(form.dataset.token, draft.token);
    form.dataset.token = form.elements.token.value = draft.token;
    this.makeRoom(draft.values);
    const refused = [];
    for (const [name, value] of draft.values) {
      if (name === "page") continue;
      const field = form.elements[name];
      if (!field && /^(columns$|people\.\d+\.values\.)/.test(name)) this.hold(name, value);
      else if (!field) refused.push([name, value]);
      else if (name.endsWith(".not_same")) continue;
      else if (field instanceof RadioNodeList) [...field].forEach((one) => { one.checked = one.value === value; });
      else field.value = value;
    }
    for (const part of form.querySelectorAll("details")) {
      if ([...part.querySelectorAll("input:not([type=hidden]), textarea")].some((field) => field.value && !/radio|checkbox/.test(field.type)) && !part.matches(".tr-read, .tr-paste")) part.open = true;
    }
    this.changed = true;
    this.keep();
    this.takenUp(draft.values.filter(([name]) => name === "page").map(([, value]) => value));
  }

  // A column that few lists have, and this screen not yet: what stood in it is sent all the same.
  hold(name, value) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    this.form.append(field);
  }

  makeRoom(values) {
    for (const [name, role] of values) {
      const number = /^people\.(\d+)\.role$/.exec(name)?.[1];
      if (!number || this.form.querySelector(`[data-person="${number}"]`)) continue;
      const group = this.form.querySelector(`[data-group="${CSS.escape(role)}"]`) ?? this.form.querySelector("[data-rows]");
      const made = group && this.people.add(group, Number(number), false);
      const unfold = made?.querySelector("[data-unfold]");
      if (unfold) unfold.hidden = false;
    }
    // A link that was chosen stands among people not yet asked for: it is kept as it was, and asked for again.
    for (const [name, value] of values.filter(([one, chosen]) => one.endsWith(".decision.act") && chosen.startsWith("link:"))) {
      const person = this.form.querySelector(`[data-person="${name.split(".")[1]}"]`);
      const place = person?.querySelector("[data-likely]");
      if (!place || place.querySelector(`[value="${CSS.escape(value)}"]`)) continue;
      const line = document.createElement("label");
      line.className = "tr-choice";
      const choice = document.createElement("input");
      Object.assign(choice, { type: "radio", name, value });
      line.append(choice, ` ${this.form.dataset.saysLink}`);
      place.append(line);
    }
    // So does who was said not to be the same.
    for (const [name, value] of values.filter(([one]) => one.endsWith(".decision.not_same"))) {
      const place = this.form.querySelector(`[data-person="${name.split(".")[1]}"] [data-likely]`);
      if (!place || place.querySelector(`[type=checkbox][value="${CSS.escape(value)}"]`)) continue;
      const line = document.createElement("label");
      line.className = "tr-choice tr-refused";
      const tick = document.createElement("input");
      Object.assign(tick, { type: "checkbox", name, value, checked: true });
      line.append(tick, ` ${this.form.dataset.saysNotSame}`);
      place.append(line);
    }
  }
}

function clock(time) {
  const then = new Date(time);
  const today = then.toDateString() === new Date().toDateString();
  const style = today ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" };
  return new Intl.DateTimeFormat(document.documentElement.lang || undefined, style).format(then);
}
