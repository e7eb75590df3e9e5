/* Says on the page, not only in the console, that a passkey was refused or the question closed. */
document.addEventListener("allauth.error", (event) => {
    const notice = document.getElementById("passkey-failed");
    if (!notice) return;
    event.preventDefault();
    notice.hidden = false;
    notice.scrollIntoView({ block: "nearest" });
});
