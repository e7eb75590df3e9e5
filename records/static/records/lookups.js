/* Look-up fields: Select2 shows the choice in a box without a name. It gets that of the field it stands for. */
(() => {
    "use strict";

    function nameOf(select) {
        const label = select.labels && select.labels[0];
        return select.getAttribute("aria-label") || (label ? label.textContent.trim().replace(/:$/, "") : select.name);
    }

    function nameBoxes() {
        for (const select of document.querySelectorAll("select.select2-hidden-accessible")) {
            const box = select.parentElement.querySelector(".select2-selection__rendered:not([aria-label])");
            if (box) box.setAttribute("aria-label", nameOf(select));
        }
    }

    new MutationObserver(nameBoxes).observe(document.documentElement, { childList: true, subtree: true });
    document.addEventListener("DOMContentLoaded", nameBoxes);
})();
