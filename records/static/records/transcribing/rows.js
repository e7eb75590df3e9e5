// A list, row by row: Enter and the arrows go down a column, F9 repeats from above, numbers go on by themselves.

export class Rows {
  constructor(form, people, readings) {
    Object.assign(this, { form, people, readings });
    this.section = form.querySelector("[data-rows]");
    this.table = this.section.querySelector("table");
    this.section.classList.add("tr-folded");
    this.line = document.createElement("p");
    this.line.className = "tr-reading tr-row-reading";
    this.line.dataset.rowReading = "";
    this.line.setAttribute("role", "status");
    this.section.querySelector(".desk-scroll").after(this.line);
    this.section.querySelectorAll("[data-unfold]").forEach((button) => { button.hidden = false; });
    this.section.addEventListener("keydown", (event) => this.key(event));
    this.section.addEventListener("input", (event) => this.number(event.target));
    this.section.addEventListener("click", (event) => this.clicked(event));
  }

  clicked(event) {
    const unfold = event.target.closest("[data-unfold]");
    if (unfold) return this.unfold(unfold.closest("tbody"));
    if (event.target.closest("[data-add-rows]")) {
      event.preventDefault();
      const first = this.add();
      for (let more = 1; more < 10; more += 1) this.add();
      this.cell(first, "name").focus();
    }
    if (event.target.closest("[data-read-table]")) {
      event.preventDefault();
      this.readTable();
    }
  }

  add() {
    const row = this.people.add(this.section, undefined, false);
    row.querySelector("[data-unfold]").hidden = false;
    return row;
  }

  cell(row, column) {
    return row.querySelector(`[data-column="${column}"]`);
  }

  unfold(row) {
    const open = row.classList.toggle("tr-open");
    row.querySelector("[data-unfold]").setAttribute("aria-expanded", String(open));
    if (open) row.querySelector(".tr-more input[type=radio]:checked")?.focus();
  }

  // --- moving about --------------------------------------------------------------------------------------------

  key(event) {
    const cell = event.target.closest("[data-column]");
    if (event.key === "F7" && event.target.closest("tbody")) {
      event.preventDefault();
      const row = event.target.closest("tbody");
      this.unfold(row);
      if (!row.classList.contains("tr-open")) this.cell(row, "name").focus();
      return;
    }
    if (!cell || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const row = cell.closest("tbody");
    const { column } = cell.dataset;
    const acts = {
      Enter: () => this.goTo(row.nextElementSibling ?? this.add(), column),
      ArrowDown: () => this.goTo(row.nextElementSibling, column),
      ArrowUp: () => this.goTo(row.previousElementSibling, column),
      F9: () => this.repeat(row, event.shiftKey ? null : column),
    };
    if (!(event.key in acts) || (cell.tagName === "SELECT" && event.key.startsWith("Arrow"))) return;
    event.preventDefault();
    acts[event.key]();
  }

  goTo(row, column) {
    if (row?.tagName !== "TBODY") return;
    const cell = this.cell(row, column);
    cell.focus();
    cell.select?.();
  }

  // --- what repeats --------------------------------------------------------------------------------------------

  repeat(row, column) {
    const above = row.previousElementSibling;
    if (above?.tagName !== "TBODY") return;
    const columns = column ? [column] : [...row.querySelectorAll("[data-carries]")].map((cell) => cell.dataset.column);
    for (const one of columns) {
      const [from, to] = [this.cell(above, one), this.cell(row, one)];
      if (!column && to.value.trim()) continue;
      to.value = from.value;
      for (const mark of ["understood", "key"]) {
        const [kept, copy] = [from, to].map((cell) => cell.parentElement.querySelector(`[data-${mark}]`));
        if (kept) copy.value = kept.value;
      }
      to.dispatchEvent(new CustomEvent("filled", { bubbles: true }));
    }
  }

  // The next number is proposed as soon as something stands in a row.
  number(field) {
    const row = field.closest?.("tbody");
    if (!row || field.dataset.column === "row" || !field.dataset.column) return;
    const own = this.cell(row, "row");
    if (own.value || own.dataset.emptied) return;
    const above = row.previousElementSibling;
    const before = above?.tagName === "TBODY" ? this.cell(above, "row").value.trim() : "0";
    if (/^\d+$/.test(before)) own.value = String(Number(before) + 1);
    own.dataset.emptied = "true";
  }

  // --- rows from a spreadsheet -----------------------------------------------------------------------------------

  async readTable() {
    const text = this.section.querySelector("#table-text").value;
    const preview = this.section.querySelector("[data-table-preview]");
    try {
      const body = new URLSearchParams({ table: text });
      this.readings.surnamesBeside(null).forEach((one) => body.append("with", one));
      const reply = await fetch(this.form.dataset.table, this.people.posted(body));
      if (!reply.ok) throw new Error(String(reply.status));
      this.preview(preview, await reply.json());
    } catch {
      preview.textContent = this.form.dataset.saysOffline;
    }
  }

  preview(place, read) {
    const said = document.createElement("p");
    said.textContent = read.words;
    const table = document.createElement("table");
    table.className = "desk-table";
    const head = table.createTHead().insertRow();
    for (const column of read.columns) {
      const cell = document.createElement("th");
      cell.scope = "col";
      cell.textContent = column.label;
      head.append(cell);
    }
    const body = table.createTBody();
    for (const row of read.rows.slice(0, 5)) {
      const line = body.insertRow();
      for (const column of read.columns) line.insertCell().textContent = row[column.key] ?? "";
    }
    const problems = document.createElement("ul");
    problems.className = "desk-list";
    for (const problem of read.problems) {
      const line = document.createElement("li");
      line.textContent = problem;
      problems.append(line);
    }
    const scroll = document.createElement("div");
    scroll.className = "desk-scroll";
    scroll.tabIndex = 0;
    scroll.append(table);
    place.replaceChildren(said, scroll, problems);
    if (!read.rows.length) return;
    const take = document.createElement("button");
    Object.assign(take, { type: "button", className: "desk-button", textContent: read.take });
    take.addEventListener("click", () => this.takeRows(read.rows, place));
    place.append(take);
    take.focus();
  }

  // The columns of these rows that the screen has no box for: few lists have them.
  lacks(rows) {
    const shown = this.table.querySelector("tbody");
    return rows.some((values) => Object.entries(values)
      .some(([column, value]) => value && typeof value === "string" && column !== "sex" && !this.cell(shown, column)));
  }

  takeRows(rows, place) {
    // The server makes the boxes, and fills them as it does without scripts.
    if (this.lacks(rows)) return this.form.requestSubmit(this.section.querySelector("[data-read-table]"));
    const empty = [...this.table.querySelectorAll("tbody")].filter((row) => !this.cell(row, "name").value.trim());
    const filled = rows.map((values) => {
      const row = empty.shift() ?? this.add();
      for (const [column, value] of Object.entries(values)) {
        const cell = this.cell(row, column);
        if (cell) cell.value = value;
      }
      for (const part of row.querySelectorAll("[data-part]")) part.value = values.parts[part.dataset.part] ?? "";
      row.querySelector("select[name$='.sex']").value = values.sex;
      this.readings.wordName(row);
      this.number(this.cell(row, "name"));
      return row;
    });
    place.replaceChildren();
    this.section.querySelector("#table-text").value = "";
    this.section.querySelector(".tr-paste").open = false;
    this.cell(filled[0], "name").dispatchEvent(new Event("input", { bubbles: true }));
    this.cell(filled[0], "name").focus();
  }
}
