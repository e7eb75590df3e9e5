// The scan beside the claims of a review page, in the viewer of the transcription screen. Without this file the
// pictures simply stand there.

import { DeepViewer } from "../transcribing/deep_viewer.js";
import { PlainViewer } from "../transcribing/plain_viewer.js";

const STEP = 60; // pixels that an arrow key moves the picture

class Pictures {
  constructor(page) {
    this.page = page;
    const find = (mark) => page.querySelector(`[data-${mark}]`);
    [this.box, this.tools, this.words, this.list] = ["viewer", "tools", "page-words", "pages"].map(find);
    this.scans = [...this.list.children];
    find("plain").remove();
    this.box.hidden = this.tools.hidden = false;
    this.viewer = new (window.OpenSeadragon ? DeepViewer : PlainViewer)(this.box);
    this.tools.addEventListener("click", (event) => this.act(event.target.closest("[data-tool]")?.dataset.tool));
    this.list.addEventListener("click", (event) => this.choose(event));
    this.box.addEventListener("keydown", (event) => this.key(event), true);
    this.show(0);
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

  act(what) {
    const acts = {
      in: () => this.viewer.zoom(1.4),
      out: () => this.viewer.zoom(1 / 1.4),
      fit: () => this.viewer.fit(),
      left: () => this.viewer.turn(-90),
      right: () => this.viewer.turn(90),
      before: () => this.show(this.current - 1),
      next: () => this.show(this.current + 1),
      full: () => (document.fullscreenElement ? document.exitFullscreen() : this.box.requestFullscreen?.()),
    };
    acts[what]?.();
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const turns = { "+": "in", "=": "in", "-": "out", 0: "fit", r: "right", R: "left", f: "full", PageDown: "next", PageUp: "before" };
    const moves = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
    if (!(event.key in turns) && !(event.key in moves)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key in turns) this.act(turns[event.key]);
    else this.viewer.pan(...moves[event.key]);
  }
}

const page = document.getElementById("review");
if (page.querySelector("[data-pages]")) new Pictures(page);
