// Sending the form, once: first the scans that have not arrived, then a look whether one is still signed in.

export class Sending {
  constructor(form) {
    this.form = form;
    this.notice = form.querySelector("[data-signed-out]");
    this.busy = false;
    // A page that the browser shows again as it was left may be sent again; the server knows a form by its token.
    window.addEventListener("pageshow", () => { this.busy = false; });
  }

  begin(scans, draft) {
    Object.assign(this, { scans, draft });
    this.form.addEventListener("submit", (event) => this.submitted(event));
  }

  press(act) {
    this.form.requestSubmit(this.form.querySelector(`button[name=act][value=${act}]`));
  }

  async submitted(event) {
    event.preventDefault();
    const button = event.submitter;
    if (this.busy) return;
    if (!button) return;
    this.busy = true;
    this.draft.changed = true;
    this.draft.keep();
    try {
      if (!(await this.ready())) {
        this.busy = false;
        return;
      }
    } catch {
      this.busy = false;
      return this.tell(this.form.dataset.saysOffline);
    }
    const chosen = document.createElement("input");
    Object.assign(chosen, { type: "hidden", name: button.name, value: button.value });
    this.form.append(chosen);
    this.form.submit();
    chosen.remove();
  }

  async ready() {
    const reply = await fetch(this.form.dataset.session);
    if (reply.status === 401) {
      this.signedOut();
      return false;
    }
    if (!reply.ok) throw new Error(String(reply.status));
    // Signing in anew makes another token; the form's own would be refused.
    this.form.elements.csrfmiddlewaretoken.value = (await reply.json()).csrf;
    this.notice.replaceChildren();
    if (!(await this.scans.send())) throw new Error("a scan has not arrived");
    return true;
  }

  signedOut() {
    const link = document.createElement("a");
    Object.assign(link, { href: this.form.dataset.login, target: "_blank", className: "desk-button" });
    link.textContent = this.form.dataset.saysSignIn;
    this.tell(this.form.dataset.saysSignedOut, link);
  }

  tell(words, ...more) {
    const line = document.createElement("p");
    line.className = "desk-card desk-warning";
    line.append(words, " ", ...more);
    this.notice.replaceChildren(line);
    line.scrollIntoView({ block: "nearest" });
  }
}
