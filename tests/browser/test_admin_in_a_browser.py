"""The desk as a volunteer's browser shows it: signed in by the form, read by axe, walked with keys."""


