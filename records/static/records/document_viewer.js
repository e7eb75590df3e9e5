// Lets the pictures of a paper be looked at closely, in place of the plain ones, once a reader asks for it.
// OpenSeadragon is fetched then, where the site has it; otherwise our own plain viewer serves. Texts come from the page.

import { act, press, viewerIn } from "./transcribing/handling.js";

class DocumentViewer {
  constructor(leaves) {
    this.leaves = leaves;
    this.says = leaves.dataset;
    this.figures = [...leaves.querySelectorAll(".leaf")];
    this.figures.forEach((figure, at) => this.offer(figure, at));
    document.addEventListener("click", (event) => this.follow(event));
  }

  // A button below each picture, and the picture itself.
  offer(figure, at) {
    const button = this.button(this.says.saysOpen, () => this.open(at));
    figure.querySelector(".leaf-links").prepend(button);
    figure.querySelector("[data-open]").addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.open(at);
    });
  }

  button(words, act, label = "") {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", textContent: words });
    if (label) {
      button.setAttribute("aria-label", label);
      button.title = label;
    }
    button.addEventListener("click", act);
    return button;
  }

  async open(at, area = null) {
    if (!this.box) {
      await this.fetch();
      this.build();
    }
    this.leaves.hidden = true;
    this.frame.hidden = false;
    await this.show(at, area);
    if (!this.box.contains(document.activeElement)) this.box.focus({ preventScroll: true });
    this.frame.scrollIntoView({ block: "nearest" });
  }

  get count() {
    return this.figures.length;
  }

  leave() {
    this.viewer.close();
    this.frame.hidden = true;
    this.leaves.hidden = false;
    this.figures[this.current].scrollIntoView({ block: "nearest", inline: "start" });
    this.figures[this.current].querySelector(".leaf-links button").focus();
  }

  fetch() {
    const address = this.says.openseadragon;
    if (!address || window.OpenSeadragon) return Promise.resolve();
    // It would write a style sheet of its own for its buttons, which we do not show and our policy forbids: it takes this
    // empty element, which is no style sheet, for that one.
    const taken = document.createElementNS("urn:kresy:nothing", "style");
    taken.setAttribute("data-openseadragon-mobile-css", "");
    document.head.append(taken);
    return new Promise((done) => {
      const script = document.createElement("script");
      script.src = address;
      script.addEventListener("load", done);
      // Without it the plain viewer serves.
      script.addEventListener("error", done);
      document.head.append(script);
    });
  }

  build() {
    const { says } = this;
    this.frame = document.createElement("div");
    this.frame.className = "viewer";
    this.box = document.createElement("div");
    Object.assign(this.box, { className: "viewer-box", tabIndex: 0 });
    this.box.setAttribute("role", "group");
    this.box.setAttribute("aria-label", says.saysViewer);
    this.words = document.createElement("p");
    this.words.setAttribute("role", "status");
    const tools = document.createElement("div");
    tools.className = "viewer-tools";
    tools.setAttribute("role", "group");
    tools.setAttribute("aria-label", says.saysTools);
    this.earlier = this.button("←", () => act(this, "before"), says.saysBefore);
    this.later = this.button("→", () => act(this, "next"), says.saysNext);
    this.earlier.hidden = this.later.hidden = this.figures.length < 2;
    tools.append(
      this.button("+", () => act(this, "in"), says.saysIn),
      this.button("−", () => act(this, "out"), says.saysOut),
      this.button("▢", () => act(this, "fit"), says.saysFit),
      this.button("↺", () => act(this, "left"), says.saysLeft),
      this.button("↻", () => act(this, "right"), says.saysRight),
      this.earlier, this.later,
      this.button("⤢", () => act(this, "full"), says.saysFull),
      this.button(says.saysClose, () => this.leave()),
      this.words,
    );
    this.frame.append(tools, this.box);
    this.leaves.before(this.frame);
    this.viewer = viewerIn(this.box);
    this.box.addEventListener("keydown", (event) => press(this, event), true);
  }

  async show(at, area = null) {
    this.current = Math.max(0, Math.min(at, this.figures.length - 1));
    const { info, whole, label } = this.figures[this.current].dataset;
    this.earlier.disabled = this.current === 0;
    this.later.disabled = this.current === this.figures.length - 1;
    this.words.textContent = label;
    await this.viewer.open(whole, window.OpenSeadragon ? await this.tiles(info) : null);
    this.viewer.mark?.(this.areas(), area);
  }

  // What the site says of the tiles of a picture; nothing where there are none.
  async tiles(address) {
    try {
      const answer = await fetch(address);
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  }

  areas() {
    const picture = this.figures[this.current].querySelector(".areas");
    return [...(picture?.querySelectorAll("a") ?? [])].map((link) => {
      const { x, y, width, height } = link.querySelector("rect");
      const sides = [x, y, width, height].map((side) => side.baseVal.value);
      return { id: link.id, href: link.getAttribute("href"), name: link.getAttribute("aria-label"), sides };
    });
  }

  // A name leads to its place on the picture that is being looked at.
  follow(event) {
    const link = event.target.closest("[data-area]");
    if (!link || !this.frame || this.frame.hidden) return;
    event.preventDefault();
    const at = this.figures.findIndex((figure) => figure.dataset.number === link.dataset.picture);
    if (at >= 0) this.open(at, `area-${link.dataset.area}`);
  }
}

for (const leaves of document.querySelectorAll("[data-leaves]")) new DocumentViewer(leaves);
