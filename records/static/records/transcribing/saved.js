// What has been saved needs no draft any more.

import { forget } from "./draft.js";

const { user, kind, token } = document.getElementById("saved").dataset;
forget(user, kind, token);
document.querySelector("#saved [autofocus]")?.focus();
