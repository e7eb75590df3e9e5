// Shows only the rows of the word list that hold what is typed; accents and case do not matter.

const page = document.getElementById("word-list");
const box = page.querySelector("[data-filter]");
const found = page.querySelector("[data-found]");
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ł", "l");
const rows = [...page.querySelectorAll("[data-row]")].map((row) => ({ row, text: plain(row.textContent) }));

box.hidden = false;
box.querySelector("input").addEventListener("input", (event) => {
  const wanted = plain(event.target.value.trim());
  let shown = 0;
  for (const { row, text } of rows) {
    row.hidden = !text.includes(wanted);
    shown += !row.hidden;
  }
  for (const part of page.querySelectorAll("[data-part]")) part.hidden = !part.querySelector("[data-row]:not([hidden])");
  // "Rows: 5" needs no plural forms, of which languages have up to four.
  found.textContent = wanted ? (shown === 1 ? found.dataset.saysOne : `${found.dataset.says}: ${shown}`) : "";
});
