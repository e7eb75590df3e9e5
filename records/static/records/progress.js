/* Asks now and then how far a job is, and shows the page anew when it is over. Without it the page refreshes itself. */
(() => {
    "use strict";
    const box = document.getElementById("job-progress");
    if (!box) return;
    const bar = box.querySelector("progress");
    const words = box.querySelector("[data-words]");

    async function look() {
        let wait = 1500;
        try {
            const answer = await fetch(box.dataset.address, { headers: { Accept: "application/json" } });
            if (!answer.ok) throw new Error(answer.status);
            const job = await answer.json();
            if (!job.under_way) {
                window.location.reload();
                return;
            }
            if (job.percent === null) bar.removeAttribute("value");
            else bar.value = job.percent;
            if (words.textContent !== job.words) words.textContent = job.words;
        } catch {
            wait = 5000;
        }
        window.setTimeout(look, wait);
    }
    window.setTimeout(look, 1000);
})();
