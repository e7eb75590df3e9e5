// Lets a reader copy the address of a page, or hand it to another program of the telephone. Without this script the
// address stands there as text, with a link to the e-mail program. Texts come from data attributes.

class Share {
  constructor(place) {
    this.place = place;
    this.told = document.createElement("span");
    this.told.setAttribute("role", "status");
    const { copy, send, address, title } = place.dataset;
    if (navigator.clipboard) this.button(copy, () => this.copy(address));
    const page = { title, url: address };
    if (navigator.share && (navigator.canShare?.(page) ?? true)) this.button(send, () => this.hand(page));
    place.append(this.told);
  }

  button(words, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet";
    button.textContent = words;
    button.addEventListener("click", act);
    this.place.prepend(button, " ");
  }

  async copy(address) {
    try {
      await navigator.clipboard.writeText(address);
      this.told.textContent = this.place.dataset.copied;
    } catch {
      this.told.textContent = address;
    }
  }

  async hand(page) {
    try {
      await navigator.share(page);
    } catch (error) {
      // Whoever turns back has nothing to be told.
      if (error.name !== "AbortError") this.told.textContent = page.url;
    }
  }
}

for (const place of document.querySelectorAll("[data-share]")) new Share(place);
