# The command line: help, usage errors, answers of commands.

## Headings and words of the help

heading-usage = Usage:
heading-commands = Commands:
heading-arguments = Arguments:
heading-options = Options:
heading-examples = Examples:

value-options = OPTIONS
value-command = COMMAND
value-url = URL
value-name = NAME
value-full = FULL NAME
value-lang = LANG
value-theme = THEME
value-role = ROLE
value-size = SIZE
value-instant = INSTANT
value-dir = DIR
value-data = DIR
value-addr = ADDR
value-date = DATE
value-class = CLASS
value-subject = SUBJECT
value-group = GROUP
value-lesson = LESSON
value-pupil = PUPIL
value-value = VALUE
value-text = TEXT
value-seconds = SECONDS
value-kind = KIND
value-file = FILE
value-teacher = TEACHER
value-profile = PROFILE
value-id = RULE
value-shell = SHELL
value-number = NUMBER
value-school = SCHOOL

arg-help = Show this help
arg-version = Show the version
arg-default = [default: { $value }]
arg-server = Address of the journal server (instead of the setting)
arg-user = Name at sign-in (instead of the setting)
arg-lang = Language of the texts
arg-theme = Theme of the screen: dark, light, mono or an own one
arg-json = Print JSON instead of a table
arg-date = Day: 2026-11-20, 20.11, yesterday. Without it: today
arg-class = Class: 7А
arg-subject = Subject or its first letters: русский
arg-lesson = Number of the lesson today, or DATE:NUMBER: 3, 20.11:3
arg-pupil = Number in the list, or the first letters of the surname
arg-pupils = Who is absent: list numbers or first letters of surnames; nobody named: all present
arg-group = Subgroup, where the class is divided
arg-comment = Comment on the entry
arg-reason = Why it is late or off the plan
arg-explanation = Explanation of a correction
arg-yes = Answer every warning with yes
arg-no-push = Record on disk only, do not send now
arg-wait = Wait so many seconds for the server (60 without a number)
arg-profile = Regulation: standard, altai-stdr, crimea-vorobyovo
arg-data = Folder with the server's data
arg-login = Name at sign-in
arg-listen = Address and port that the server answers on

## Commands

cmd-main =
    Zvonok, the electronic class journal in the terminal.

    Without a command it opens the journal. Entries go to the disk first and to the server next: neither the network nor the evening deadline makes you wait.
examples-main =
    zvonok demo                              the training school, no server needed
    zvonok login --server https://journal.school.example
    zvonok today                             the day's lessons and what is missing
    zvonok mark 7А русский 3 громова 5       a mark at the third lesson
    zvonok status                            what is urgent

cmd-demo = The training school: server and journal in one program, nothing to set up
arg-demo-role = Who opens it
arg-demo-size = Size of the school
arg-demo-at = When the clock starts: 2026-11-20T11:07 (school time)
arg-demo-keep = Keep the data in this folder for the next time
arg-demo-offline = Start without a link to the server
arg-demo-serve-only = The server alone, without the screen: prints one line of JSON and runs until a signal
examples-demo =
    zvonok demo                              a teacher, Friday 20 November, 11:07
    zvonok demo --as deputy --at 2026-11-20T19:40
    zvonok demo --keep ~/zvonok-demo         go on tomorrow where you stopped
    zvonok demo --serve-only --listen 127.0.0.1:8750

cmd-login = Sign in: asks for the password and keeps the session in the secret storage
examples-login =
    zvonok login --server https://journal.school.example --user orlova
    ZVONOK_PASSWORD_FILE=- zvonok login --user orlova < password.txt

cmd-logout = Sign out: forget the session. Entries in the queue stay on disk
cmd-whoami = Who is signed in, on which server, until when
cmd-passwd = Change the own password

cmd-today = The day's lessons: what is filled and how much time is left
examples-today =
    zvonok today
    zvonok today --date yesterday --json

cmd-show = A journal page
arg-show-from = First day; without it: the beginning of the period
arg-show-to = Last day; without it: today
examples-show =
    zvonok show 7А русский
    zvonok show 7А русский --from 01.11 --to 20.11 --json

cmd-mark = One cell: a mark, an absence or nothing
arg-mark-value = 5, н, 5/4, н5; "-" clears
examples-mark =
    zvonok mark 7А русский 3 громова 5
    zvonok mark 7А русский 20.11:3 12 н
    zvonok mark 7А русский 3 12 -            clear

cmd-absent = Roll call: those named are absent, the others are present
examples-absent =
    zvonok absent 5А 3 3 17 ив
    zvonok absent 5А 3                       all present

cmd-lesson = The lesson page: topic, homework, kind of work
arg-lesson-topic = Topic of the lesson
arg-lesson-next-topic = Take the next topic of the plan
arg-lesson-homework = Homework
arg-lesson-no-homework = No homework
arg-lesson-due = For which day the homework is; without it: the next lesson
arg-lesson-work = Kind of work: oral, exposition, control…
examples-lesson =
    zvonok lesson 5А 3 --next-topic --homework "Упр. 214, правило § 31"
    zvonok lesson 5А 3 --topic "Р.р. Изложение «Весна»" --work exposition --no-homework

cmd-apply = Entries from a file of JSON Lines: each line as a whole or not at all, one answer a line
arg-apply-file = File; "-" is standard input
examples-apply =
    zvonok apply entries.jsonl
    echo '{"{"}"do":"mark","class":"7А","subject":"русский","lesson":"3","pupil":"12","value":"5"{"}"}' | zvonok apply -

cmd-queue = What is not in the journal yet, and why
cmd-push = Send the queue now
arg-push-wait = How many seconds to wait
cmd-status = Deadlines: what is filled, what waits, what is overdue
arg-status-class = This class only
arg-status-teacher = This teacher only
arg-status-watch = Repeat once a minute until interrupted
examples-status =
    zvonok status
    zvonok status --class 7А --json

cmd-check = Check entries against a regulation: cases as JSON Lines
arg-check-files = Files with cases; "-" is standard input
arg-check-json = Answers as JSON, one a line
arg-check-profile = Regulation instead of the one that the cases name
examples-check =
    zvonok check cases.jsonl
    zvonok check --json --profile altai-stdr - < cases.jsonl

cmd-rules = The rules of a regulation: clause, severity, and what the program does about each
arg-rules-id = One rule: STD-6.3-19
examples-rules =
    zvonok rules --profile altai-stdr
    zvonok rules STD-6.3-19

cmd-serve = The journal server
examples-serve = zvonok serve --data /srv/zvonok --listen 127.0.0.1:8750

cmd-school = A server's data: school, accounts, lessons
cmd-school-import = Import a school from files; may be repeated
arg-school-import-dir = Folder with the school's files
arg-school-import-dry-run = Show only what would change
examples-school-import =
    zvonok school import school/ --data /srv/zvonok --dry-run
    zvonok school import school/ --data /srv/zvonok
cmd-school-user = Accounts
cmd-school-user-add = A new account; asks for the password
arg-school-user-add-name = Surname, first name and patronymic
arg-school-user-add-role = Role: teacher, class-teacher, deputy, director, admin, analyst
arg-school-user-add-school = School, where the server has several
examples-school-user-add = zvonok school user add orlova --name "Орлова Елена Викторовна" --role teacher --data /srv/zvonok
cmd-school-user-list = Every account
cmd-school-user-disable = Close an account; its entries stay in the journal
cmd-school-user-password = Set a new password, to be changed at the next sign-in
cmd-school-lesson = One lesson of the timetable: cancel, move, substitute
arg-school-lesson-date = Day: 2026-11-20, 20.11
arg-school-lesson-number = Number of the lesson
arg-school-lesson-cancel = Cancel the lesson
arg-school-lesson-moved = Move it to DATE:NUMBER
arg-school-lesson-substitute = Sign-in name of who gives it instead
examples-school-lesson =
    zvonok school lesson 20.11 7А 3 --cancel --data /srv/zvonok
    zvonok school lesson 20.11 7А 3 --substitute belova --data /srv/zvonok

cmd-config = Settings
cmd-config-path = Where the files of the program lie
cmd-config-check = Check the configuration file
cmd-config-keys = Every setting: name, what may stand there, what holds now
cmd-doctor = What is wrong with this machine: terminal, clock, secrets, server, certificate, store, rights
cmd-completions = Completions for a shell
arg-completions-shell = Shell
examples-completions = zvonok completions bash > ~/.local/share/bash-completion/completions/zvonok
cmd-man = Manual pages
arg-man-dir = Where they go
examples-man = zvonok man ~/.local/share/man/man1
cmd-help = Help on a command
arg-help-command = Command

## Usage errors

usage-no-such-command = There is no command "{ $what }".
usage-no-such-argument = "{ $what }" has no place here.
usage-missing = Missing: { $what }.
usage-no-value = "{ $what }" needs a value.
usage-bad-value = "{ $value }" does not fit { $what }.
usage-conflict = "{ $what }" cannot go with "{ $prior }".
usage-no-command = It is not said what to do.
usage-not-utf8 = An argument is not UTF-8.
usage-no-equals = The value is written with "=": { $what }.
usage-other = It cannot be called like this.
usage-did-you-mean = Perhaps "{ $word }"?
usage-one-of = Possible: { $words }.
usage-see-help = Help: { $command }

## Failures of the program as a whole

fail-home-relative = ZVONOK_HOME is not a full path. Nothing was opened or changed. Give a path from the root: /home/name/zvonok.
fail-no-home = This account has no home folder. Nothing was opened or changed. Name a folder in ZVONOK_HOME.
fail-now = ZVONOK_NOW is not an instant. Write it with an offset: 2026-11-20T11:07+07:00.
fail-defect =
    A defect of the program itself. What was shown as recorded is on the disk and not lost.
    Start the program again; if it happens again, give the file { $log } to whoever set it up: there are no names or marks in it.
fail-output = The answer could not be printed. Journal and queue are not changed by that. Repeat, or send the output to a file.
fail-write = Cannot write to { $path }: { $why }. Choose another folder or check its rights.

## Settings

config-path-file = settings
config-path-data = data
config-path-state = state
config-path-log = log of errors
config-good = { $file }: everything can be read.
config-none = { $file }: there is no file, the defaults hold. An example is config.example.toml.
config-head-name = setting
config-head-values = what may stand there
config-head-now = now
config-any-text = "text"
config-unreadable = the file cannot be read ({ $why }); the defaults hold. Check its rights.
config-not-utf8 = the file is not UTF-8; the defaults hold. Save it as UTF-8.
config-syntax = the line cannot be read and was passed over ({ $why }). The other settings hold. It is written: name = "value".
config-unknown = there is no setting "{ $field }", the line was passed over.
config-not-text = "{ $field }" is a text in quotation marks; the default holds.
config-not-number = "{ $field }" is a whole number from { $from } to { $to }; the default holds.
config-not-one-of = "{ $field }" is one of { $words }; the default holds.
config-empty = "{ $field }" has an empty value; the default holds.
