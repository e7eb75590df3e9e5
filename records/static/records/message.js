// Words marked in a reader's message become the words of the next button; without this file whole lines are ticked.

const form = document.querySelector("[data-words-form]");
const lines = form?.querySelector("[data-lines]");
const words = form?.querySelector("[data-words]");

if (words) {
  const shown = form.querySelector("[data-marked]");
  // A click on a button ends the marking in some browsers: the last marked words count until others are marked.
  document.addEventListener("selectionchange", () => {
    const marked = document.getSelection();
    if (marked.isCollapsed || !lines.contains(marked.anchorNode) || !lines.contains(marked.focusNode)) return;
    take(marked.toString().replace(/\s+/g, " ").trim());
  });
  // Ticking a line says: this line, and not what was marked before.
  lines.addEventListener("change", () => take(""));
  // Marking words with the mouse ends in a click on the line, which is no wish to tick it.
  lines.addEventListener("click", (event) => {
    if (event.target.closest("label") && !document.getSelection().isCollapsed) event.preventDefault();
  });

  function take(text) {
    words.value = text;
    shown.hidden = !text;
    shown.querySelector("[data-marked-words]").textContent = text;
  }
}
