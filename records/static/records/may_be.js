// While a person's names, sex and birth are typed, says above the form who of the archive it may be.
// The form works without it: then the same is said after saving.

import { Asker } from "./transcribing/asking.js";

const WAIT = 350; // milliseconds without a key before the server is asked
const COUNTS = /^(names|events)-\d+-(given|surname|patronymic|suffix|as_written|kind|preferred|position|date_text|date_value|place|DELETE)$|^sex$/;

class MayBe {
  constructor(box) {
    this.box = box;
    this.list = box.querySelector("[data-may-be-list]");
    this.said = document.querySelector("[data-may-be-said]");
    this.form = document.querySelector("form[id$='_form']");
    // Signed out: the desk itself says so with the next save.
    this.asker = new Asker(() => {});
    if (!this.form) return;
    for (const kind of ["input", "change"]) this.form.addEventListener(kind, (event) => this.typed(event.target));
    // Look-up fields (Select2) tell of a choice through jQuery alone.
    window.django?.jQuery?.(this.form).on("select2:select select2:clear", (event) => this.typed(event.target));
    box.addEventListener("click", (event) => this.take(event));
  }

  typed(field) {
    if (COUNTS.test(field.name ?? "")) this.asker.ask("may be", WAIT, () => this.question(), (answer) => this.show(answer));
  }

  question() {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) if (COUNTS.test(name) && value) body.append(name, value);
    if (this.box.dataset.person) body.append("person", this.box.dataset.person);
    const token = this.form.querySelector("[name=csrfmiddlewaretoken]").value;
    return [this.box.dataset.mayBe, { method: "POST", body, headers: { "X-CSRFToken": token } }];
  }

  show({ html, count }) {
    // Whoever stands on one of its links keeps it.
    if (this.list.contains(document.activeElement) || this.list.innerHTML === html) return;
    this.list.innerHTML = html;
    this.box.hidden = !count;
    const words = count ? this.box.dataset.saysSome : this.box.dataset.saysNone;
    if (count || this.said.textContent) this.said.textContent = words;
  }

  // In the window that a look-up field opened, the person is handed to that field.
  take(event) {
    const link = event.target.closest("[data-take]");
    const opener = window.opener;
    if (!link || !new URLSearchParams(location.search).has("_popup") || !opener?.dismissAddRelatedObjectPopup) return;
    event.preventDefault();
    opener.dismissAddRelatedObjectPopup(window, link.dataset.take, link.dataset.words);
  }
}

for (const box of document.querySelectorAll("[data-may-be]")) new MayBe(box);
