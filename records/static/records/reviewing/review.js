// The scan beside the claims of a review page, in the viewer of the transcription screen. Without this file the
// pictures simply stand there.

import { act, press, viewerIn } from "../transcribing/handling.js";

class Pictures {
  constructor(page) {
    this.page = page;
    const find = (mark) => page.querySelector(`[data-${mark}]`);
    [this.box, this.tools, this.words, this.list] = ["viewer", "tools", "page-words", "pages"].map(find);
    this.scans = [...this.list.children];
    find("plain").remove();
    this.box.hidden = this.tools.hidden = false;
    this.viewer = viewerIn(this.box);
    this.tools.addEventListener("click", (event) => act(this, event.target.closest("[data-tool]")?.dataset.tool));
    this.list.addEventListener("click", (event) => this.choose(event));
    this.box.addEventListener("keydown", (event) => press(this, event), true);
    this.show(0);
  }

  get count() {
    return this.scans.length;
  }

  show(at) {
    this.current = Math.max(0, Math.min(at, this.scans.length - 1));
    this.scans.forEach((row, place) => row.classList.toggle("tr-current", place === this.current));
    const { saysPage, saysOf } = this.page.dataset;
    this.words.textContent = this.scans.length > 1 ? `${saysPage} ${this.current + 1} ${saysOf} ${this.scans.length}` : "";
    this.viewer.open(this.scans[this.current].dataset.address);
  }

  choose(event) {
    const row = event.target.closest("li");
    if (!row || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.show(this.scans.indexOf(row));
  }
}

const page = document.getElementById("review");
if (page.querySelector("[data-pages]")) new Pictures(page);
