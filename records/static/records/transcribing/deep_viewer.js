// OpenSeadragon behind the same few acts as our plain viewer; the keys and buttons are ours.

export class DeepViewer {
  constructor(element) {
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
