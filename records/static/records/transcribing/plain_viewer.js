// Our own viewer: one picture, moved, turned and enlarged by CSS. Used where OpenSeadragon was not fetched.

const LARGEST = 12;
const SMALLEST = 0.2;

export class PlainViewer {
  constructor(element) {
    this.element = element;
    this.image = document.createElement("img");
    this.image.alt = "";
    this.image.draggable = false;
    this.image.className = "tr-picture";
    element.append(this.image);
    element.addEventListener("pointerdown", (event) => this.drag(event));
    element.addEventListener("wheel", (event) => {
      if (!this.image.src) return;
      event.preventDefault();
      this.zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2);
    }, { passive: false });
    this.turned = 0;
    this.fit();
  }

  // At once, not when it has come: who turns it or comes nearer meanwhile keeps that.
  open(address) {
    this.turned = 0;
    this.fit();
    this.image.src = address;
  }

  close() {
    this.image.removeAttribute("src");
  }

  fit() {
    Object.assign(this, { x: 0, y: 0, scale: 1 });
    this.draw();
  }

  zoom(times) {
    this.scale = Math.min(LARGEST, Math.max(SMALLEST, this.scale * times));
    this.draw();
  }

  turn(degrees) {
    this.turned = (this.turned + degrees + 360) % 360;
    this.draw();
  }

  pan(right, down) {
    this.x -= right;
    this.y -= down;
    this.draw();
  }

  draw() {
    const { x, y, scale, turned } = this;
    this.image.style.transform = `translate(${x}px, ${y}px) rotate(${turned}deg) scale(${scale})`;
  }

  drag(event) {
    if (event.button !== 0) return;
    const move = (moved) => this.pan(-moved.movementX, -moved.movementY);
    const stop = () => {
      this.element.removeEventListener("pointermove", move);
      this.element.removeEventListener("pointerup", stop);
    };
    this.element.setPointerCapture(event.pointerId);
    this.element.addEventListener("pointermove", move);
    this.element.addEventListener("pointerup", stop);
  }
}
