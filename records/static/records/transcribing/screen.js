// The screen "Transcribe a document": joins the scans, the readings, the people, the draft and the sending.
// Without this file the form works by itself, in more steps.

import { Asker } from "./asking.js";
import { Draft } from "./draft.js";
import { act } from "./handling.js";
import { People } from "./people.js";
import { Readings } from "./readings.js";
import { Rows } from "./rows.js";
import { Scans } from "./scans.js";
import { Sending } from "./sending.js";

const form = document.getElementById("transcribe");
form.classList.add("tr-scripted");
form.querySelectorAll("[data-without-scripts]").forEach((part) => part.remove());

const csrf = () => form.elements.csrfmiddlewaretoken.value;
const sending = new Sending(form);
const asker = new Asker(() => sending.signedOut());
const scans = new Scans(form, { csrf, onSignedOut: () => sending.signedOut(), onChange: () => draft.soon(), onTaken });
const people = new People(form, asker, csrf);
const readings = new Readings(form, asker, (input) => people.askLikely(input));
const rows = form.dataset.layout === "list" ? new Rows(form, people, readings) : null;
const draft = new Draft(form, people, { takenUp });
sending.begin(scans, draft);

function onTaken() {
  if (document.activeElement === form.querySelector("#scans")) form.querySelector("[data-reads]").focus();
}

function takenUp(pages) {
  scans.recall(form.dataset.scans, pages);
  for (const person of form.querySelectorAll("[data-person]")) {
    readings.wordName(person);
    people.state(person);
    const name = person.querySelector("[data-reads=name]");
    if (name && person.querySelector("[name$='.not_same']")) people.askLikely(name);
  }
  people.showRolesOfAct();
  people.askWarnings();
  form.querySelector("[data-reads]")?.focus();
}

// --- keys that work wherever one stands ------------------------------------------------------------------------

let lastField = null;
form.addEventListener("focusin", (event) => {
  if (event.target.closest(".tr-form")) lastField = event.target;
});

document.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  const control = event.ctrlKey || event.metaKey;
  const acts = {
    Enter: control && (() => sending.press("review")),
    s: control && (() => sending.press("draft")),
    F1: whatIsThis(),
    F6: () => toPictureAndBack(),
    F8: !rows && (() => people.addHere()),
    F2: swapName(),
    PageDown: event.altKey && (() => act(scans, "next")),
    PageUp: event.altKey && (() => act(scans, "before")),
  };
  const wanted = acts[event.key];
  if (!wanted) return;
  event.preventDefault();
  wanted();
});

// The browser's own help is left alone where a field has no entry of ours.
function whatIsThis() {
  const link = document.activeElement?.closest(".tr-box")?.querySelector(".tr-what");
  return link && (() => link.click());
}

function swapName() {
  const field = document.activeElement;
  return field?.closest("[data-person]") && (() => readings.swap(field));
}

function toPictureAndBack() {
  const viewer = form.querySelector("[data-viewer]");
  if (viewer.contains(document.activeElement)) (lastField ?? form.querySelector("[data-reads]")).focus();
  else if (!viewer.hidden) viewer.focus();
  else form.querySelector("#scans").focus();
}

// Enter in a field is no wish to save half a page: it goes on to the next field.
form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.isComposing) return;
  if (event.defaultPrevented || !event.target.matches("input[type=text]")) return;
  event.preventDefault();
  const fields = [...form.querySelectorAll(".tr-form input, .tr-form select, .tr-form textarea")]
    .filter((field) => field.offsetParent && field.type !== "hidden");
  fields[fields.indexOf(event.target) + 1]?.focus();
});

// One begins with the scan, and goes on with the first field when it is there.
const wrong = form.querySelector("#tr-errors");
if (wrong) wrong.focus();
else if (document.activeElement === document.body) form.querySelector("#scans").focus();
