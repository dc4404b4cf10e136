# What is wrong with the files of a school. { $value } stands in the file, { $other } is what it is at odds with.
school-hint = perhaps “{ $guess }”?
school-line = { $place }: { $what }
school-count = Problems: { $count }. Nothing was imported.

school-file-missing = the file { $value } is missing
school-too-large = the file is too large: { $value } bytes, the limit is { $other }
school-unreadable = the file cannot be read: { $value }
school-windows-1251 = the file is in Windows-1251. Save it as “CSV UTF-8”
school-not-utf8 = the file is not UTF-8. Save it as “CSV UTF-8”
school-not-toml = not TOML, or something is missing: { $value }
school-column-missing = the column “{ $value }” is missing
school-column-unknown = unknown column “{ $value }”
school-row-length = the row has { $value } cells, the header has { $other }
school-empty = the cell is empty but must be filled
school-bad-text = the text is too long or has characters that are not allowed: “{ $value }”
school-bad-id = id “{ $value }”: Latin letters, digits, “-”, “_”, “.” are allowed, at most 64
school-duplicate = “{ $value }” is there already: { $other }
school-said-twice = “{ $value }” is said twice: { $other }
school-bad-number = “{ $value }” is not a number or not within { $other }
school-bad-date = “{ $value }” is not a date of the school year { $other }. Write 2026-11-20 or 20.11.2026
school-bad-time = “{ $value }” is not a time. Write 08:30, for a lesson 08:30-09:15
school-bad-word = “{ $value }” is unknown; allowed are: { $other }
school-bad-zone = there is no time zone “{ $value }”. Example: Asia/Barnaul
school-bad-span = “{ $value }” ends before it begins, lies outside the school year or overlaps “{ $other }”
school-unknown = “{ $value }” is not in { $other }
school-teacher-twice = { $value } has another lesson at that time: { $other }
school-class-twice = { $value } has another lesson at that time: { $other }
school-teacher-differs = the teacher is “{ $value }”, but journals.csv has “{ $other }” for this journal
school-no-bell = there is no bell for lesson { $value } in the schedule “{ $other }”
school-no-lesson = there is no lesson { $value }: { $other }
school-bad-marks = “{ $value }” cannot be read. Write 12:5, 12:5/4, 12:н or 12:н5
school-not-in-journal = “{ $value }”: the journal { $other } has no such number
school-no-work = the marks “{ $value }” stand without a kind of work
school-more = and { $value } more

## School: archive

archive-done = Archive of the school year { $year }/{ $next }, { $files } files. Written and read back: { $folders }.
    Fingerprint of the key: { $key }
    Note the fingerprint apart from the archive: it shows that the school made it.
archive-few = An archive goes to at least { $count } places on different media. Nothing was written. Name another folder.
archive-same = Two of the folders are the same. Nothing was written.
archive-no-place = { $path }: there is no such folder. Nothing was written.
archive-good = The archive is whole: { $files } files, the signature holds. Fingerprint of the key: { $key }.
archive-bad = The archive is not as it was made. Take another copy and keep both. Files in the list: { $files }. Fingerprint of the key: { $key }.
archive-changed = changed: { $what }
archive-missing = missing or unreadable: { $what }
archive-added = added: { $what }
archive-signature = the list of files is not the one that was signed
archive-key = signed with another key than the one that was noted
archive-unreadable = { $path }: this is no archive of a journal, or its list of files cannot be read ({ $why }).
archive-readme =
    Archive of journals: { $school }, school year { $year }/{ $next }.
    Made on { $date } by the program Zvonok.

    journals.csv — which class and subject is in which folder.
    journals/…/marks.csv — marks, absences (н) and marks of periods, as the journal shows them.
    journals/…/lessons.csv — lessons: topics, homework, substitutes, numbers of the absent.
    journals/…/versions.csv — every entry and every correction: who, when, what and why.
    people.csv — teachers and staff. audit.csv — who did what in the journal.
    Tables: UTF-8, columns separated by semicolons.

    That nothing was changed can be checked without this program:
    sha256sum -c manifest.sha256
    openssl pkeyutl -verify -pubin -keyform DER -inkey key.der -rawin -in manifest.sha256 -sigfile manifest.sig

    These are personal data of pupils: keep them as journals on paper are kept.
