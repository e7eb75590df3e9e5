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

  open(address) {
    this.viewer.viewport?.setRotation(0, true);
    this.viewer.open({ type: "image", url: address });
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
