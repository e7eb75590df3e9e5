"""The sentences in which the room of the file format says what is wrong, for the catalogues of the desk.

The room knows no Django, so that its English sentences are repeated here, where they can be collected; a test holds
that none is missing. What a sentence quotes stands in braces.
"""

from django.utils.translation import gettext_noop as _

from records.tables.problems import PROBLEMS as ROW_PROBLEMS
from records.tables.table_report import untranslated

# What was mended on the way in.
PROBLEMS = (
    _("Lines follow the end of the file (TRLR); they were read as well."),
    _("The number at the beginning of the line is not a proper level; the nearest was taken."),
    _("The tag holds signs that GEDCOM does not allow; it was kept."),
    _("The line has no level and tag; its words were added to the line before it."),
    _("The line is empty."),
    _("A byte order mark stands inside the file; it was left out."),
    _("GEDCOM 7 has no CONC; the text was joined to the line before it."),
    _("The line holds control characters; they were left out."),
    _("The lines end with a carriage return only, as on old Macintosh computers."),
    _("Another record has the same identifier; pointers to it may mean either."),
    _("Blanks stand before the level or between level and tag."),
    _("The level is more than one deeper than the line above; it was taken as part of that line."),
    _("The lines end with LF CR, the wrong way round."),
    _("The line is longer than the 255 characters that this version of GEDCOM allows."),
    _("The tag is not in capitals."),
    _("The file does not begin with a header (HEAD)."),
    _("The file has no end mark (TRLR): it may have been cut off."),
    _("The lines of the file end in different ways."),
    _("Another header stands inside the file; it was left out."),
    _("The level is deeper than 99; the line was read as level 99."),
    _("The file has more problems than are listed."),
    _("Some letters do not belong to the character set of the file; they were guessed."),
    _("The record begins with a line that cannot be read; it was kept as _UNKNOWN."),
    _("The identifier of the record has no second @."),
    _("The person names the family, but the family does not name the person; the tie was made."),
    _("Another record has this UID: it stays that record's, and this one gets its own."),
    _("This is a complete copy of an archive, with drafts and living people: it is taken in as a draft."),
    _("This date could not be understood: its words are kept as they stand."),
    _("This part of a picture lies outside of it or is none; the whole picture was taken."),
    _("This part of a picture reaches beyond its edge; it was cut there."),
    _("The picture was turned upright on the way in; this part was read as one of the upright picture."),
)
# What the check finds.
FINDINGS = (
    _("This is no age as GEDCOM writes it, such as 8y 3m."),
    _("The text holds a sign that GEDCOM forbids."),
    _("The file is not in the character set that its header names."),
    _("This version of GEDCOM must be written in UTF-8."),
    _("This is no date as GEDCOM writes it."),
    _("The range or period ends before it begins."),
    _("The month has no such day."),
    _("The extension tag or its address is declared twice."),
    _("The line has neither words nor lines below it, so that it says nothing."),
    _("The value is not one of those that GEDCOM allows here."),
    _("Here only one exact Gregorian day may stand, such as 10 FEB 1940."),
    _("Below an extension stands a pointer that leads to no record of the file."),
    _("The extension tag is not declared in the header (SCHMA)."),
    _("The archive does not hold this file."),
    _("This is no proper name or address of a file."),
    _("No record names this file of the archive."),
    _("The format is not among those that 5.5.1 names."),
    _("This is no UUID as the standard wants it."),
    _("Latitude or longitude is no number with its direction, such as N50.8."),
    _("This is no language tag such as pl or ru-Cyrl."),
    _("The language is not one of the words that 5.5.1 knows."),
    _("An @ that begins a text must be doubled."),
    _("The other record does not point back to this one."),
    _("This is no media type such as image/jpeg."),
    _("Below {tag} something is missing that must stand there: {value}."),
    _("The words of a date must be in capitals."),
    _("The words of a date are not in capitals."),
    _("A name has no slash, or one pair around the surname."),
    _("Here a pointer to a record must stand."),
    _("{tag} may not stand below {above}."),
    _("Here a number must stand."),
    _("{tag} may have no words."),
    _("{tag} must have words."),
    _("Here only a period (FROM, TO) may stand."),
    _("Words instead of a date must stand in round brackets."),
    _("Here words must stand, but they look like a pointer."),
    _("The pointer leads to a record of another kind."),
    _("The pointer leads to no record of the file."),
    _("A declaration must hold a tag that begins with _ and an address."),
    _("Every @ in a text of this version must be doubled."),
    _("This is no time such as 14:05:00."),
    _("{tag} stands more often below {above} than is allowed."),
    _("A blank stands after the tag though no words follow."),
    _("GEDCOM knows no record {tag}."),
    _("Only GEDCOM 7 knows the pointer @VOID@."),
    _("Here the address (URI) of a kind must stand."),
    _("The version of the file is not one that is checked here; it was judged as 5.5.1."),
    _("The record has no identifier."),
    _("Only a record may have an identifier."),
    _("The identifier holds signs that this version does not allow, or too many."),
    _("5.5.1 allows Y here only after BIRT, CHR, DEAT and MARR."),
    _("Here only Y may stand, or nothing."),
)
# Why a character set was taken.
REASONS = (
    _("byte order mark"),
    _("every second byte is NUL"),
    _("only ASCII letters"),
    _("all letters are valid UTF-8"),
    _("nearly all UTF-8"),
    _("chosen by the person who imports"),
    _("the header says {label}"),
    _("the header says {label}; guessed by the letters"),
    _("the header names none; guessed by the letters"),
)
# Why a file was not taken in, or none was written.
REFUSALS = (
    _("The file is empty."),
    _("The file ends in the middle of a letter: it was cut off and must be fetched again."),
    _("The file is a web page or XML, not GEDCOM."),
    _("The file is not GEDCOM: it holds binary data."),
    _('The file is not GEDCOM: no line such as "0 HEAD" stands in its beginning.'),
    _("The character set {name} is not known."),
    _("The file has a line of more than 16 million letters: it is not GEDCOM."),
    _("The file has a line of more than 16 million bytes: it is not GEDCOM."),
    _("The file has a record of more than {number} letters: it is not GEDCOM."),
    _("The file {name} in the archive is too large."),
    _("The archive is damaged: {reason}."),
    _("The archive holds no file {name}."),
    _("The archive holds {number} files, more than the {most} allowed."),
    _("The archive would be too large when unpacked."),
    _("The archive is damaged or hostile: its files share the same bytes."),
    _("The archive holds two files named {name} (capitals do not count)."),
    _("The archive holds a file with a dangerous name: {name}."),
    _("The archive holds a link instead of a file: {name}."),
    _("The archive holds another archive: {name}. Unpack it first."),
    _("The archive is protected by a password."),
    _("The file {name} is packed in a way that GEDZIP does not allow."),
    _("The file {name} grows suspiciously when unpacked."),
    _("The archive holds no file gedcom.ged."),
    _("{name} is no name for a file in an archive."),
    _("This very file was imported before, on {day} ({name}). Nothing was changed."),
    _(
        "This very file was imported before, on {day} ({name}). Nothing was changed. "
        "What it brought waits to be published: run `manage.py publish_edition`."
    ),
    _("{name} holds no record that could be read. Nothing was changed."),
    _("The file changed while it was being read; nothing was imported."),
    _("The edition holds nothing for {scope}."),
    _("The edition holds no history {value}."),
    _("The edition holds no {kind} {value}."),
    _("GEDZIP is a form of GEDCOM 7: choose the profile archive or share-7.0."),
    _("Generations are counted from 1 to {most}; {all} stands for all relatives."),
)
# Why undoing an import keeps a record.
KEPT = (
    _("changed since"),
    _("changed or added since: {part}"),
    _("{part} depends on it"),
)
# What is odd in a row of a list: collected where it is said.
ROWS = tuple(untranslated(code) for code in ROW_PROBLEMS)
SENTENCES = (*PROBLEMS, *FINDINGS, *REASONS, *REFUSALS, *KEPT, *ROWS)
