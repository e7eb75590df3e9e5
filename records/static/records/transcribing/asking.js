// One question to the server at a time. A newer question of the same name takes the place of one that still waits.

export class Asker {
  constructor(onSignedOut) {
    this.waiting = new Map();
    this.timers = new Map();
    this.busy = false;
    this.onSignedOut = onSignedOut;
  }

  // question() makes the arguments of fetch when its turn comes, or nothing; answer() takes the JSON.
  ask(name, wait, question, answer) {
    clearTimeout(this.timers.get(name));
    this.timers.set(name, setTimeout(() => {
      this.timers.delete(name);
      this.waiting.delete(name);
      this.waiting.set(name, { question, answer });
      this.next();
    }, wait));
  }

  drop(name) {
    clearTimeout(this.timers.get(name));
    this.waiting.delete(name);
  }

  async next() {
    if (this.busy || !this.waiting.size) return;
    const [name, { question, answer }] = this.waiting.entries().next().value;
    this.waiting.delete(name);
    const asked = question();
    if (!asked) return this.next();
    this.busy = true;
    try {
      const reply = await fetch(...asked);
      if (reply.status === 401) this.onSignedOut();
      else if (reply.ok) answer(await reply.json());
    } catch {
      // No network for a moment: the form works without answers.
    } finally {
      this.busy = false;
    }
    this.next();
  }
}
