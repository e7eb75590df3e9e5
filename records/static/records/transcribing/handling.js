// What buttons and keys do to a picture that is looked at closely: the same on the pages of documents, in review and in
// transcription. The one who is asked for has `viewer`, `box`, `current`, `count` and `show(at)`; where Escape leads
// out of it, also `leave()`.

import { DeepViewer } from "./deep_viewer.js";
import { PlainViewer } from "./plain_viewer.js";

const STEP = 60; // pixels that an arrow key moves the picture
const CLOSER = 1.4;
const KEYS = {
  "+": "in", "=": "in", "-": "out", 0: "fit", r: "right", R: "left", f: "full", PageDown: "next", PageUp: "before",
};
const MOVES = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };

// OpenSeadragon where it is there, otherwise our own viewer.
export function viewerIn(box, wide = false) {
  return new (window.OpenSeadragon ? DeepViewer : PlainViewer)(box, wide);
}

export function act(looking, what) {
  const { viewer, box, current, count } = looking;
  if (!viewer) return;
  const acts = {
    in: () => viewer.zoom(CLOSER),
    out: () => viewer.zoom(1 / CLOSER),
    fit: () => viewer.fit(),
    left: () => viewer.turn(-90),
    right: () => viewer.turn(90),
    before: () => current > 0 && looking.show(current - 1),
    next: () => current < count - 1 && looking.show(current + 1),
    full: () => (document.fullscreenElement ? document.exitFullscreen() : box.requestFullscreen?.()),
  };
  acts[what]?.();
}

export function press(looking, event) {
  if (!looking.viewer || event.ctrlKey || event.metaKey || event.altKey) return;
  const leaves = event.key === "Escape" && looking.leave;
  if (!(event.key in KEYS) && !(event.key in MOVES) && !leaves) return;
  event.preventDefault();
  event.stopPropagation();
  if (event.key in KEYS) act(looking, KEYS[event.key]);
  else if (event.key in MOVES) looking.viewer.pan(...MOVES[event.key]);
  else if (!document.fullscreenElement) looking.leave();
}
