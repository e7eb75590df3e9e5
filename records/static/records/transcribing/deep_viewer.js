// OpenSeadragon behind the same few acts as our plain viewer; the keys and buttons are ours.

export class DeepViewer {
  constructor(element, wide) {
    this.viewer = window.OpenSeadragon({
      element,
      drawer: "canvas",
      showNavigationControl: false,
      gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
      maxZoomPixelRatio: 4,
      animationTime: 0.3,
      visibilityRatio: 0.2,
    });
    this.viewer.innerTracker.keyHandler = null;
    this.viewer.innerTracker.keyDownHandler = null;
    // Of a list one reads lines: it begins as wide as the window, at its top.
    if (wide) this.viewer.addHandler("open", () => this.viewer.viewport.fitHorizontally(true).panTo(this.top(), true));
    // The element around takes the focus and the keys.
    this.viewer.canvas.tabIndex = -1;
  }

  // Opens a picture, or its tiles where they are given (what the IIIF Image API says of them); done when it shows.
  open(address, tiles = null) {
    this.viewer.viewport?.setRotation(0, true);
    this.viewer.clearOverlays();
    const shown = new Promise((done) => {
      this.viewer.addOnceHandler("open", done);
      this.viewer.addOnceHandler("open-failed", done);
    });
    this.viewer.open(tiles ?? { type: "image", url: address });
    return shown;
  }

  // Marks areas, each a link: {id, href, name, sides: [left, top, width, height] in pixels}; goes to the one wanted.
  mark(areas, wanted) {
    const picture = this.viewer.world.getItemAt(0);
    if (!picture) return;
    for (const { id, href, name, sides } of areas) {
      const element = document.createElement("a");
      Object.assign(element, { href, className: `viewer-area${id === wanted ? " now" : ""}`, title: name });
      element.setAttribute("aria-label", name);
      const location = picture.imageToViewportRectangle(...sides);
      this.viewer.addOverlay({ element, location });
      // The viewer takes clicks for itself: a link is followed all the same.
      const follow = () => { window.location.hash = href; };
      new window.OpenSeadragon.MouseTracker({ element, clickHandler: follow });
      element.addEventListener("keydown", (event) => event.key === "Enter" && follow());
      if (id === wanted) {
        this.viewer.viewport.fitBoundsWithConstraints(this.around(location));
        element.focus({ preventScroll: true });
      }
    }
  }

  // An area with as much again around it, so that it is seen where it stands.
  around({ x, y, width, height }) {
    return new window.OpenSeadragon.Rect(x - width / 2, y - height / 2, width * 2, height * 2);
  }

  close() {
    this.viewer.close();
  }

  top() {
    const bounds = this.viewer.viewport.getBounds();
    return new window.OpenSeadragon.Point(0.5, bounds.height / 2);
  }

  fit() {
    this.viewer.viewport.goHome();
  }

  zoom(times) {
    this.viewer.viewport.zoomBy(times);
    this.viewer.viewport.applyConstraints();
  }

  turn(degrees) {
    this.viewer.viewport.rotateBy(degrees);
  }

  pan(right, down) {
    const step = this.viewer.viewport.deltaPointsFromPixels(new window.OpenSeadragon.Point(right, down));
    this.viewer.viewport.panBy(step);
    this.viewer.viewport.applyConstraints();
  }
}
