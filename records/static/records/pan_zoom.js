// Lets a picture be made larger and smaller and drawn about: any svg in an element with data-pan-zoom, which scrolls.
// Without this script the element still scrolls. Texts come from the element's data attributes.

const STEP = 1.25;
const LARGEST = 4;
const SMALLEST = 0.15;
// So far a pointer moves before a click becomes a pull, in pixels.
const STEADY = 5;

class PanZoom {
  constructor(view) {
    this.view = view;
    this.svg = view.querySelector("svg[viewBox]");
    this.width = this.svg.viewBox.baseVal.width;
    this.height = this.svg.viewBox.baseVal.height;
    this.scale = 1;
    view.classList.add("pan-zoom");
    view.before(this.buttons());
    view.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    view.addEventListener("keydown", (event) => this.key(event));
    view.addEventListener("pointerdown", (event) => this.grasp(event));
    view.addEventListener("pointermove", (event) => this.pull(event));
    for (const end of ["pointerup", "pointercancel"]) view.addEventListener(end, () => this.release());
    view.addEventListener("click", (event) => this.click(event), true);
    view.addEventListener("dragstart", (event) => event.preventDefault());
    view.addEventListener("touchstart", (event) => this.fingers(event), { passive: false });
    view.addEventListener("touchmove", (event) => this.pinch(event), { passive: false });
    // Without this script it brings that person into view.
    view.querySelector(".chart-begins")?.remove();
    this.showRoot();
  }

  buttons() {
    const { closer, farther, whole, buttons } = this.view.dataset;
    const row = document.createElement("div");
    row.className = "pan-zoom-buttons";
    row.setAttribute("role", "group");
    row.setAttribute("aria-label", buttons);
    const acts = [["+", closer, () => this.zoom(STEP)], ["−", farther, () => this.zoom(1 / STEP)], [whole, "", () => this.whole()]];
    for (const [sign, label, act] of acts) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = sign;
      if (label) button.setAttribute("aria-label", label);
      button.addEventListener("click", act);
      row.append(button);
    }
    return row;
  }

  // Someone begins in view, even where the picture is larger.
  showRoot() {
    const root = this.svg.querySelector(".chart-root rect")?.getBBox();
    if (!root) return;
    this.view.scrollLeft = root.x + root.width / 2 - this.view.clientWidth / 2;
    this.view.scrollTop = root.y + root.height / 2 - this.view.clientHeight / 2;
  }

  // Makes the picture so many times larger; what lies at (x, y) of the view stays there.
  zoom(times, x = this.view.clientWidth / 2, y = this.view.clientHeight / 2) {
    const before = this.scale;
    this.scale = Math.min(LARGEST, Math.max(SMALLEST, before * times));
    const grown = this.scale / before;
    const left = (this.view.scrollLeft + x) * grown - x;
    const top = (this.view.scrollTop + y) * grown - y;
    this.svg.setAttribute("width", this.width * this.scale);
    this.svg.setAttribute("height", this.height * this.scale);
    this.view.scrollLeft = left;
    this.view.scrollTop = top;
  }

  whole() {
    const fits = Math.min(this.view.clientWidth / (this.width + 20), this.view.clientHeight / (this.height + 20));
    this.zoom(Math.min(1, fits) / this.scale);
  }

  at(clientX, clientY) {
    const box = this.view.getBoundingClientRect();
    return [clientX - box.left, clientY - box.top];
  }

  wheel(event) {
    if (!event.ctrlKey) return;
    event.preventDefault();
    this.zoom(event.deltaY < 0 ? STEP : 1 / STEP, ...this.at(event.clientX, event.clientY));
  }

  key(event) {
    const acts = { "+": () => this.zoom(STEP), "-": () => this.zoom(1 / STEP), 0: () => this.whole() };
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in acts)) return;
    event.preventDefault();
    acts[event.key]();
  }

  // A finger scrolls as everywhere; a mouse pulls the picture about.
  grasp(event) {
    this.pulled = false;
    if (event.pointerType === "touch" || event.button !== 0) return;
    this.from = { x: event.clientX, y: event.clientY, left: this.view.scrollLeft, top: this.view.scrollTop };
  }

  pull(event) {
    if (!this.from || !(event.buttons & 1)) return this.release();
    const across = event.clientX - this.from.x;
    const down = event.clientY - this.from.y;
    if (!this.pulled && Math.hypot(across, down) < STEADY) return;
    this.pulled = true;
    this.view.classList.add("panning");
    this.view.scrollLeft = this.from.left - across;
    this.view.scrollTop = this.from.top - down;
  }

  release() {
    this.from = null;
    this.view.classList.remove("panning");
  }

  // Who has pulled the picture did not mean the link below the pointer.
  click(event) {
    if (!this.pulled) return;
    event.preventDefault();
    event.stopPropagation();
    this.pulled = false;
  }

  fingers(event) {
    this.apart = event.touches.length === 2 ? this.distance(event.touches) : 0;
  }

  pinch(event) {
    if (event.touches.length !== 2 || !this.apart) return;
    event.preventDefault();
    const [one, other] = event.touches;
    const apart = this.distance(event.touches);
    this.zoom(apart / this.apart, ...this.at((one.clientX + other.clientX) / 2, (one.clientY + other.clientY) / 2));
    this.apart = apart;
  }

  distance([one, other]) {
    return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
  }
}

for (const view of document.querySelectorAll("[data-pan-zoom]")) if (view.querySelector("svg")) new PanZoom(view);
