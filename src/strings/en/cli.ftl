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
value-pupils = PUPILS
value-value = VALUE
value-text = TEXT
value-seconds = SECONDS
value-kind = KIND
value-file = FILE
value-teacher = TEACHER
value-profile = PROFILE
value-session = SESSION
value-code = CODE
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
arg-ascii = Signs of the screens from plain letters
arg-plain = Lines instead of screens: for screen readers, plain terminals and slow links
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
arg-demo-lesson = The first-day trainer: walk through a lesson step by step
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
cmd-sessions = Where you are signed in, on all computers; end a session that was forgotten
arg-sessions-end = End the session of this id (its first letters will do); may be given again
arg-sessions-others = End all sessions but this one
examples-sessions =
    zvonok sessions
    zvonok sessions --end 4f1a09
    zvonok sessions --others
sessions-id = session
sessions-used = last used
sessions-machine = computer
sessions-address = address
sessions-opened = sign-in
sessions-ends = until
sessions-current = (this one)
sessions-unnamed = unnamed
sessions-no-others = There are no other sessions.
sessions-ended =
    { $count ->
        [one] { $count } session was ended. What was entered there and not sent yet has stayed on that computer and goes after a sign-in.
       *[other] { $count } sessions were ended. What was entered there and not sent yet has stayed on those computers and goes after a sign-in.
    }
fail-session = There is no session "{ $id }", or several fit. Nothing was ended. Ids are shown by zvonok sessions.
fail-session-current = "{ $id }" is the session of this computer. To sign out here: zvonok logout.

cmd-codes = One-time codes of the phone at sign-in: switch on, switch off, ask
arg-codes-on = Switch on: show the secret for the phone and ask for the first code
arg-codes-off = Switch off: needs the password and a code
arg-codes-code = The code that the phone shows; without it you are asked
examples-codes =
    zvonok codes
    zvonok codes --on
    zvonok codes --off
codes-secret =
    Type the secret into the phone's code program (time-based, six digits). It is not shown again.
    secret:  { $secret }
    address: { $address }
codes-on = One-time codes are on: every sign-in needs one. On the sign-in screen it is typed behind the password, after a blank. If the phone is lost, ask the school's administrator.
codes-off = One-time codes are off: signing in needs the password only.
codes-are-on = One-time codes are on.
codes-are-off = One-time codes are off. To switch them on: zvonok codes --on
codes-wait = A secret was given out, but codes are not on yet: signing in is as before. To switch on: zvonok codes --code CODE. A new secret: zvonok codes --on
ask-first-code = Code of the phone:
fail-no-code = There is nobody to ask for the code: no terminal. Nothing was changed. Give --code.

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
arg-mark-work = Which work of the lesson, where it has several
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
arg-lesson-only = Whose homework it is: numbers or first letters of surnames; without it the whole class
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

cmd-check = Check cases in JSON Lines by the rules, or with --from or --to the journals
arg-check-files = Files with cases; "-" is standard input
arg-check-json = Answers as JSON, one a line
arg-check-profile = Regulation instead of the one that the cases name
examples-check =
    zvonok check cases.jsonl
    zvonok check --json --profile altai-stdr - < cases.jsonl
    zvonok check --from 01.09 --to 24.10 --class 7А

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
cmd-school-user-add = A new account; gives out a one-time password
arg-school-user-add-name = Surname, first name and patronymic
arg-school-user-add-role = Role: teacher, class-teacher, deputy, director, admin, analyst
examples-school-user-add = zvonok school user add orlova --name "Орлова Елена Викторовна" --role teacher --data /srv/zvonok
cmd-school-user-list = Every account
cmd-school-user-disable = Close an account; its entries stay in the journal
cmd-school-user-password = Give out a new one-time password
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
cmd-config-fields = Every setting: name, what may stand there, what holds now
cmd-config-keys = Every key: place, key, action
keys-head-place = place
keys-head-keys = keys
keys-head-id = name
keys-head-action = action
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
config-unknown-action = "{ $field }": there is no such action, the line was passed over. Names of actions: zvonok config keys.
config-unknown-context = "{ $field }": there is no such place, the section was passed over. Places: { $words }.
config-not-keys = "{ $field }" is a key in quotation marks ("Ctrl-K"), a list of keys (["F7", "z"]) or "off"; the usual key holds.
config-not-a-key = "{ $field }": "{ $text }" is no key; the usual one holds. Keys are written: "z", "Ctrl-K", "F7", "Space", "PgDn".
config-key-not-there = "{ $field }": this place has no such action, the line was passed over. What is where: zvonok config keys.
config-key-text = "{ $field }": { $key } is a letter of text there; the usual key holds. Take a key with Ctrl, or F1–F12.
config-key-mark = "{ $field }": { $key } is a mark or an absence in the grid; the usual key holds.
config-key-unsendable = "{ $field }": terminals do not send { $key }, or as another key; the usual key holds.
config-key-one-layout = "{ $field }": { $key } is not there under every keyboard layout; the usual key holds. Take a letter, a digit or F1–F12.
config-key-taken = "{ $field }": { $key } is taken by "{ $action }" ({ $place }); the usual key holds. Free it by the same setting, or take another one.
config-key-stays = "{ $field }": { $key } stays with this action, being the way out or named in sentences; the line was passed over. Other keys can be added.
config-any-key = "key" | ["key", …] | "off"
config-keys-of-action = keys.ACTION

## Sign-in

ask-server = Address of the journal server:
ask-user = Name at sign-in:
ask-password = Password:{" "}
ask-old-password = Present password:{" "}
ask-new-password = New password:{" "}
ask-new-password-again = Once more:{" "}
ask-passphrase = Pass-phrase of the secrets file:{" "}
ask-new-passphrase = New pass-phrase of the secrets file:{" "}
ask-key-file = Keep the session in a file under a pass-phrase? (yes: a file; no: the password is asked for each time)
login-done = Signed in: { $name }, { $server }. Next: zvonok today
login-last = Last sign-in: { $at }, { $address }. Wrong passwords since: { $wrong }.
login-must-change = The server wants a new password before anything else.
login-no-keyring = This computer has no secret storage: neither a keyring of the desktop nor one of the kernel.
logout-done = Signed out, the session is forgotten.
logout-waiting =
    { $count ->
        [one] { $count } entry waits on the disk and goes
       *[other] { $count } entries wait on the disk and go
    } after the next sign-in.
passwd-done = The password is changed.
whoami-name = who
whoami-role = role
whoami-school = school
whoami-server = server
whoami-secret = session
whoami-waiting = in the queue
role-teacher = teacher
role-class-teacher = class teacher
role-deputy = deputy head
role-director = head
role-admin = administrator
role-analyst = analyst
role-district = district
secret-place-keyring = The session is kept in the keyring of the desktop.
secret-place-kernel = The session is kept in the kernel's keyring: until you sign out or the computer restarts.
secret-place-key-file = The session is kept in a file under a pass-phrase.
secret-place-nowhere = The session is kept nowhere: the password is asked for again (or set ZVONOK_PASSWORD_FILE).

fail-no-server = It is not said which server to ask. Entries on the disk are untouched. Sign in: zvonok login --server URL, or try the training school: zvonok demo.
fail-server-not-allowed = The address { $server } is none of those that the setting servers allows: { $servers }. Nothing was sent, the entries are on the disk. Check the address, or ask the administrator.
fail-no-user = It is not said who signs in. Entries on the disk are untouched. Sign in: zvonok login --user NAME.
fail-no-password = There is nobody to ask for the password: no terminal. Nothing was changed. Name a file with it in ZVONOK_PASSWORD_FILE ("-" is standard input).
fail-passphrases-differ = The pass-phrases differ. Nothing was changed. Try again.
login-not-finished = The sign-in is not finished: without a new password the server lets nobody further. Entries are on the disk, nothing is lost. Repeat: zvonok login.
fail-old-password = The present password is wrong. The password was not changed, entries are untouched. Check the layout and repeat: zvonok passwd.
fail-new-password-empty = The new password is empty. The present password stays. Repeat.
sync-weak-password = The server did not take the new password: it has fewer than 8 characters, is too common, or is the same as before. The present password stays. Repeat.
fail-passwords-differ = The passwords differ. The old one is still valid. Try again.
fail-password-empty = There is no password in { $path }: the first line is empty. Nothing was changed.
fail-password-file = The password file { $path } cannot be read: { $why }. Nothing was changed. Check ZVONOK_PASSWORD_FILE.
fail-save-settings = Server and name could not be written to the settings ({ $why }). You are signed in; next time give --server and --user.

## Server, store, secrets: what happened, what it means for the data, what to do

remote-address = "{ $server }" is not the address of a server. Nothing was sent, entries are on the disk. It is written like https://journal.school.example.
remote-address-not-secure = "{ $server }" is not encrypted: the password would travel in the clear. Nothing was sent. Use https:// (http:// is for this computer only).
remote-ca-file = The file of certificates (ca_file) cannot be read. Nothing was sent, entries are on the disk. Check the path: zvonok config check.
remote-pin = The setting pin cannot be read: 64 hexadecimal digits are needed, several keys with blanks between them. Nothing was sent, entries are on the disk. Correct it: zvonok config path.
remote-name = There is no server named { $server } in the network. Entries are on the disk, nothing is lost. Check the address and the connection.
remote-connect = The server { $server } does not answer. Entries are on the disk, nothing is lost. Check the network; when it is back: zvonok push.
remote-time-out = The server { $server } did not answer in time. Entries are on the disk, nothing is lost. Try later: zvonok push.
remote-proxy = The network’s proxy does not let this program through to { $server }. Nothing was sent, the entries are on the disk. Check the proxy’s address and password (the variable HTTPS_PROXY), or ask the administrator.
remote-encryption = No common encryption with { $server }: the wrong port, an old server, or one with GOST only. Nothing was sent, the entries are on the disk. Check the address; GOST needs a gateway on this computer — ask the administrator.
remote-descriptors = The system lets the program open no more files or connections. The entries are on the disk, nothing is lost. Close other programs and repeat: zvonok push.
remote-certificate = The certificate of { $server } cannot be trusted. Nothing was sent, entries are on the disk. If the school has an authority of its own, name its file in the setting ca_file; else ask the administrator: it may be somebody else's server.
remote-certificate-time = The certificate of { $server } does not fit this computer's date. Nothing was sent, entries are on the disk. Check date and clock.
remote-certificate-pin = The key of { $server } is not the one that the setting pin names: the certificate was replaced, or it is somebody else's server. Nothing was sent, entries are on the disk. Ask the administrator; the key that was found stands in the program's log.
remote-broken = The server { $server } did not finish its answer: the connection broke. Whether the entries arrived is found out with the next sending; they are on the disk and are never written twice. Try later: zvonok push.
remote-no-answer = Something answered for { $server }, but not a journal (perhaps the network's sign-in page). Entries are on the disk, nothing is lost. Open a browser and sign in to the network, then: zvonok push.
remote-sign-in = The session has ended. Entries are on the disk, nothing is lost. Sign in again: zvonok login.
remote-refused = The server refused: { $detail }. Entries are on the disk. If that is wrong, ask the administrator.
remote-cursor-gone = The journal on { $server } is another one: a backup was put back. Entries are on the disk, nothing is lost: what the journal has lost goes again. Repeat: zvonok push.
remote-too-large = The server did not take a request that large. Entries are on the disk, nothing is lost. Repeat: zvonok push.
remote-not-now = The server is busy and asks to wait. Entries are on the disk, nothing is lost. Try later: zvonok push.
remote-failing = The server { $server } has a fault. Entries are on the disk, nothing is lost. Try later: zvonok push.
remote-conflict = Somebody else changed the journal meanwhile. Both entries are kept. See: zvonok queue.
remote-incompatible = The server { $server } speaks a language that this version does not know. Entries are on the disk, nothing is lost. Update the program.
sync-sign-in-needed = Sign-in needed. Entries are on the disk, nothing is lost. Sign in: zvonok login.
sync-wrong-password = Name or password are wrong. Nothing was changed, entries are on the disk. Check the keyboard layout and repeat: zvonok login.
sync-code-needed = A one-time code from the phone is needed as well. Entries are on the disk. Repeat: zvonok login (password, a blank and the code in one line, if no code is asked for).
sync-cut = The link is cut on purpose. Entries are on the disk, nothing is lost.
sync-machine = The system gives the program no further thread or file. The entries are on the disk, nothing is lost. Close other programs and start again.
store-disk-full = The disk is full: the entry was NOT kept. What was recorded before is safe. Make room and repeat.
store-disk = The disk did not take the entry: it was NOT kept. What was recorded before is safe. Run zvonok doctor.
store-damaged = The store is damaged: the entry was NOT kept. Open the journal (zvonok): the program saves what can be read, and says so.
store-busy = Another program keeps the store busy: the entry was NOT kept. Close other windows and repeat.
store-read-only = The journal is open in another window, here it can only be read: the entry was NOT kept. Write in that window.
store-newer = The store was made by a newer version of the program. Nothing was changed. Update the program.
store-folder = The folder { $detail } cannot be used. Nothing was written. Check its rights, or name another one in ZVONOK_HOME.
store-folder-full = The disk is full: nothing can be written in { $detail }. What was recorded before is safe. Make room and repeat.
store-folder-read-only = The disk with the folder { $detail } can only be read. Nothing was written, earlier entries are safe. Tell the administrator, or name another folder in ZVONOK_HOME.
store-descriptors = The system lets the program open no more files; the disk is well. The entry was NOT kept. What was recorded before is safe. Close other programs and repeat.
store-folder-descriptors = The system lets the program open no more files. Nothing was written, earlier entries are safe. Close other programs and repeat.
store-unsafe = The folder { $detail } is a link, somebody else's, or open to others. Nothing was written. Take the rights away: chmod 700 { $detail }.
store-sealed = The entries on the disk are sealed, and their key is not here. Waiting to be sent: { $count }. Nothing was deleted. Bring the key back (keyring, pass-phrase, former password), or begin a new store: zvonok login --start-over (the former one is set aside).
store-same-id = There is an entry with this number and other contents: the new one was NOT kept. Repeat.
store-closed = The store closed too early: the entry was NOT kept. Repeat.
store-other = The store did not take the entry: it was NOT kept. What was recorded before is safe. Run zvonok doctor.
secret-unavailable = The secret storage does not work, the session was not read. Entries on the disk are safe. Run zvonok doctor, or sign in again: zvonok login.
secret-locked = The secret storage is locked and does not answer. Entries on the disk are safe. Unlock the keyring and repeat.
secret-passphrase-needed = The secrets file is closed by its pass-phrase. Entries on the disk are safe. Sign in: zvonok login.
secret-wrong-passphrase = The pass-phrase does not open the secrets file. Entries on the disk are safe. Repeat.
cmd-pin = Set the PIN that opens the locked screen
arg-pin-remove = Take the PIN away: only the password opens
examples-pin =
    zvonok pin
    zvonok pin --remove
cmd-purge = Destroy on this computer what need not be kept any more; writes an act
arg-purge-dry-run = Only say how much would go
examples-purge =
    zvonok purge --dry-run
    zvonok purge
ask-pin = New PIN (4 characters or more):{" "}
ask-pin-again = Once more:{" "}
fail-pins-differ = The PINs differ. Nothing was changed. Repeat.
fail-pin-password = The password does not fit. The PIN was not changed. If you have not signed in with the password for long, sign in: zvonok login.
fail-pin-short = The PIN is shorter than { $count } characters. Nothing was changed.
pin-set = The PIN is set: it opens the locked screen. After five errors the password is needed.
pin-removed = The PIN is gone: the password opens the locked screen.
purge-left-journals = Pages of journals that are not yours any more: { $count }
purge-old-pages = Pages of periods whose term is over: { $count }
purge-old-days = Lessons of days whose term is over: { $count }
purge-old-entries = Entries that are long in the journal: { $count }
purge-unreadable = Pages of a former kind: { $count }
purge-old-papers = Printed papers whose term is over: { $count }
purge-act = Destroyed. The journal at the server is unchanged, entries that wait are safe. Act: { $path }
purge-dry = Nothing was destroyed yet. Term: { $days } days after the need has ended.
purge-nothing = There is nothing to destroy.
whoami-store = entries on the disk
whoami-sealed = sealed
whoami-not-sealed = not sealed yet: the next start after a sign-in seals them
whoami-others = others wait
store-waiting = Waiting to be sent: { $count }.
secret-password-needed = The entries on the disk are sealed, the password opens them. Nothing is lost. Sign in: zvonok login.
secret-wrong-password = The password does not open the entries on the disk. Nothing is lost. If it was changed on another computer, the former one is needed here.
secret-key-gone = The key of the entries on the disk is not in the secret storage. Nothing was deleted. Run zvonok doctor.
ask-store-password = Password:{" "}
ask-former-password = Former password:{" "}
fail-no-passphrase = There is nobody to ask for the pass-phrase: no terminal. Nothing was changed. Name a file with it in ZVONOK_PASSPHRASE_FILE ("-" is standard input).
fail-nothing-sealed = There is no sealed store here to start over with. Nothing was changed.
login-started-over = The former store was set aside and not deleted: { $path }. Without its key it cannot be read; waiting to be sent: { $count }. Enter them again.
arg-login-start-over = Set a store aside whose key is lost, and begin a new one
secret-file = The file of secrets cannot be read or written: no rights, no room, or a disk that can only be read. The entries on the disk are safe. Run zvonok doctor.
note-from-cache = No link to the server: shown is what was read { $at }.
fail-zone = The server named an unknown time zone "{ $zone }": deadlines cannot be told. Nothing was recorded. Update the program.
fail-profile = This version does not understand the server's regulation "{ $profile }". Nothing was recorded. Update the program.
fail-random = The system gives no random numbers. Nothing was recorded. Restart the computer.
fail-read = { $path } cannot be read: { $why }.

## Names

fail-no-such-day = There is no such day.
fail-no-period = There is no period of the school year on that day.
fail-no-such-lesson = On { $date } { $class } has no lesson { $number } { $subject } of yours. Nothing was recorded. The day's lessons: zvonok today --date { $date }.
fail-several-lessons = { $class } has several journals in lesson { $number } ({ $date }): { $names }. Nothing was recorded. Name the subject more exactly.
fail-no-such-journal = You see no journal "{ $subject }" of { $class }. Check class and subject: zvonok today.
fail-several-journals = "{ $subject }" of { $class } is { $names }. Name it more exactly, or add --group.
fail-no-such-pupil = "{ $pupil }" is not in the list of { $class }. Nothing was recorded. A list number or the first letters of the surname: zvonok show { $class } …
fail-several-pupils = "{ $pupil }" is several pupils: { $names }. Nothing was recorded. Add letters or give the number.
fail-no-such-work = There is no such work in that lesson. Nothing was recorded.
fail-several-works = The lesson has several works: { $names }. Nothing was recorded. Name one: --work KIND.
fail-no-such-kind = There is no kind of work "{ $kind }". Nothing was recorded. There are: { $names }.
fail-no-plan = The plan has no next topic (or there is no plan). Nothing was recorded. Write the topic: --topic TEXT.
fail-no-such-profile = There is no regulation "{ $profile }". There are: { $names }; a .toml file can be named.
lesson-title = { $class } { $subject } { $date }, lesson { $number }

## Entries

entry-cleared = empty
entry-all-present = all present
entry-absent =
    { $count ->
        [0] all present
       *[other] { $count } absent
    }
entry-topic = topic: { $text }
entry-homework = homework: { $text }
entry-no-homework = no homework
entry-in-journal = { $title } — in the journal
entry-queued = { $title } — in the queue
entry-queued-because = { $title } — in the queue: { $why }
entry-held = { $title } — a draft, goes when the lesson begins
entry-requested = { $title } — a request for correction, waits for approval
entry-replaced = { $title } — replaced by a later entry
entry-refused = { $title } — refused, not recorded
entry-refused-by-server = { $title } — refused by the server; the entry is in the queue, decide: zvonok queue
entry-conflict = { $title } — conflict: the journal says something else; decide in the queue
entry-needs-comment = { $title } — not recorded: a comment is needed (--comment)
entry-needs-reason = { $title } — not recorded: a reason is needed (--reason)
entry-needs-yes = { $title } — not recorded: confirm (--yes)
entry-needs-explanation = { $title } — not recorded: an explanation of the correction is needed (--explanation)
why-no-link = no link
why-sign-in = sign-in needed (zvonok login)
why-busy = the server is busy
why-incompatible = the server does not understand this version
why-store = the store does not answer
apply-bad-line = line { $line }: { $why }; not recorded
apply-bad-lesson = a lesson is a number or DATE:NUMBER
apply-no-pupil = no pupil is named ("pupil")
apply-no-value = there is no value ("value")
apply-both = two fields contradict each other
apply-bad-day = the day cannot be read ("for")
apply-nothing = nothing to record: no topic, homework or kind of work
apply-bad-do = "do" is mark, absent or lesson
apply-missing-field = the field "{ $field }" is missing. How a line is written: zvonok apply --help
apply-unknown-field = there is no field "{ $field }". How a line is written: zvonok apply --help
apply-wrong-kind = character { $column }: a value of the wrong kind. How a line is written: zvonok apply --help
apply-not-json = character { $column }: this is not JSON. How a line is written: zvonok apply --help

## Queue

queue-nothing = The queue is empty: everything is in the journal.
queue-waiting =
    { $count ->
        [one] Not in the journal yet: { $count } entry. It is on the disk.
       *[other] Not in the journal yet: { $count } entries. They are on the disk.
    }
queue-lesson-cancelled = the lesson was cancelled meanwhile
queue-lesson-moved = the lesson is now on { $date }, number { $number }
queue-present = in the journal: { $value } — { $author }
queue-outage-in-time = Made in time, the server could not be reached from { $from } to { $to }
queue-outage-in-time-lasts = Made in time, the server cannot be reached since { $from }
queue-outage = The server could not be reached from { $from } to { $to }
queue-outage-lasts = The server cannot be reached since { $from }
queue-outage-until = . Carry over by { $until }: { $hours } h { $minutes } min left
push-all = All in the journal: { $sent } sent.
push-some = { $sent } sent, { $left } left. More: zvonok queue
head-when = when
head-lesson = lesson
head-entry = entry
head-state = state
state-typed = being typed
state-held = held
state-held-until = a draft, goes { $until }
state-on-disk = waits to be sent
state-sent = sent, no answer yet
state-uncertain = uncertain; will be asked with the same number
state-requested = request for correction
state-conflict = conflict
state-refused = refused
state-superseded = replaced
state-withdrawn = withdrawn
state-in-journal = in the journal
fact-absence = absence
fact-reason = reason of absence
fact-marks = mark
fact-term = mark of a period
fact-topic = topic
fact-homework = homework
fact-attendance = roll call
fact-not-held = lesson not held
fact-work = kind of work
value-absent = н
value-confirmed = confirmed
value-not-held = not held

## Lists

today-head = { $name } · { $school } · { $date } · school time { $time }
today-none = No lessons.
today-admin = The administrator enters no marks. Your commands: zvonok school import, zvonok school user, zvonok school lesson.
today-cancelled = { $subject } · cancelled
today-substitute = { $subject } · for { $who }
today-replaced = { $subject } · given by { $who }
head-number = №
head-time = time
head-class = class
head-subject = subject
head-room = room
head-teacher = teacher
head-attendance = roll
head-marks = marks
head-topic = topic
head-homework = homew
head-due = due
head-left = left
head-pupil = pupil
head-mean = mean
head-count = marks
time-left-hours = { $hours } h { $minutes } min
time-left-minutes = { $minutes } min
time-over-hours = overdue by { $hours } h { $minutes } min
time-over-minutes = overdue by { $minutes } min
status-head = { $date }, { $time } · lessons { $lessons } · filled { $done } · waiting { $waiting } · overdue { $overdue } · filled late { $late }
status-signs = ✓ filled · ✓! filled late · "·" waits, in time · ! overdue
show-owed = { $due ->
    [none] { $work } { $date }, owed by: { $names }
   *[other] { $work } { $date } (marks until { $due }), owed by: { $names }
}
show-signs = ° on disk, waits · ? uncertain · ≠ conflict · ± correction waits for approval · ! refused
lesson-topic = topic
lesson-next = plan
lesson-work = kind of work
lesson-homework = homework
lesson-roll = roll call
lesson-marks = marks

kind-oral = answer
kind-independent = independent work
kind-short-test = short test
kind-test = test
kind-control = control work
kind-control-dictation = control dictation
kind-dictation-with-grammar = dictation with a grammar task
kind-vocabulary-dictation = vocabulary dictation
kind-exposition = exposition
kind-composition = composition
kind-home-composition = home composition
kind-lab = laboratory work
kind-practical = practical work
kind-credit = credit
kind-notebook = notebook
kind-project = project
kind-other = other
abbr-oral = ans
abbr-independent = ind
abbr-short-test = s/t
abbr-test = test
abbr-control = c/w
abbr-control-dictation = CD
abbr-dictation-with-grammar = DIC
abbr-vocabulary-dictation = v/d
abbr-exposition = EXP
abbr-composition = COM
abbr-home-composition = h/c
abbr-lab = lab
abbr-practical = p/w
abbr-credit = cred
abbr-notebook = noteb
abbr-project = proj
abbr-other = oth

## Rule engine

verdict-accepted = accepted
verdict-warned = accepted with a remark
verdict-refused = refused
verdict-request = request for correction
check-stored = {" "}· into the journal: { $text }
check-due = {" "}· due: { $due }
check-not-utf8 = the line is not UTF-8
check-no-such-profile = profile: there is no regulation "{ $profile }"; there are: { $names }

## Server inside, training school

value-account = ACCOUNT
arg-school-user-add-account = An imported account without a sign-in name: its number from school user list
arg-school = School, where the server has several
arg-serve-behind-proxy = Answer on addresses beyond this computer too: a proxy with TLS stands before the server
arg-rules-all = Show also those about which the program does nothing yet
arg-rules-markdown = The whole catalogue as a Markdown page
fail-no-server-inside = This build is for the classroom: it has no journal server and no training school. Take the full build of the program.
fail-no-terminal = The journal opens in a terminal, and here is none. Nothing was changed. For scripts there are commands: zvonok --help.
fail-screens = The screen did not open. Entries on the disk are safe. Run zvonok doctor.
first-start =
    This is the first start: no journal server is chosen yet.
    Write its address (https://…), or just press Enter for the training school, where nothing can be spoilt.
ask-first-server = Server:

## School

import-what = what
import-added = new
import-changed = changed
import-ended = ended
import-kind-school = school, bells, calendar
import-kind-accounts = accounts
import-kind-classes = classes
import-kind-pupils = pupils
import-kind-journals = journals
import-kind-roster = places on lists
import-kind-plan = topics of plans
import-kind-lessons = lessons
import-kind-facts = entries of the journal
user-head-login = name
user-head-name = who
user-head-role = role
user-head-state = sign-in
user-head-id = account

## Rules

fail-not-of-profile = The regulation "{ $profile }" has no rule { $rule }: it is from another text.
fail-no-such-rule = There is no rule "{ $rule }". All: zvonok rules --all.
rules-head = { $profile } · { $title } · { $all } rules, the program keeps { $done }
rules-overlay = Personal data and the archive, as the profile sets them:
rules-shown-only = {" "}· read and shown; the program does not act on this line yet
rules-own = Rules of the program, not of the regulation:
rules-not-yet = {" "}· not kept yet
severity-error = error
severity-warning = warning
severity-info = hint

## Doctor

doctor-terminal = terminal
doctor-settings = settings
doctor-rights = rights of files
doctor-secrets = secret storage
doctor-store = store of entries
doctor-server = server
doctor-certificate = certificate
doctor-log = log of entries
doctor-log-good = { $count } entries, the checksums agree. Last one: { $head }
doctor-log-altered = the checksums do not agree: { $count } entries were altered by something else than the program. Keep a copy of { $path } and tell the administrator
doctor-log-cut = the log does not end as it did: the last entry was altered. Keep a copy of { $path } and tell the administrator
doctor-clock = clock
doctor-good = in order
doctor-unknown = cannot be checked
doctor-no-server = cannot be checked: no server or no name chosen yet (zvonok login)
doctor-terminal-none = the output is no terminal, it cannot be checked
doctor-terminal-dumb = the terminal can do nothing (TERM): the journal's screen will not open. Use another terminal
doctor-terminal-locale = the locale is not UTF-8: Russian letters may break. Set LANG=ru_RU.UTF-8
doctor-terminal-small = { $columns }×{ $rows }: the journal does not fit as a whole; 80×24 is comfortable
doctor-terminal-good = { $columns }×{ $rows }, UTF-8
doctor-rights-open = open to others: { $path }{ $count ->
        [1] {""}
       *[other] {" "}and more, { $count } in all
    }. Close it: chmod -R go-rwx
doctor-secrets-chosen = { $place } Working here: { $names }
doctor-secrets-broken = { $place } But it does not work now; working: { $names }. Sign in again: zvonok login
doctor-secrets-open = no place chosen yet; working here: { $names }
doctor-store-good = in order, waiting to be sent: { $count }
doctor-process = memory of the program
doctor-process-good = closed to its neighbours, no image after a crash
doctor-process-open = open to other programs of this user, or kept in a file after a crash. Tell the administrator of the computer.
doctor-sealed = encryption
doctor-sealed-good = the entries on the disk are sealed
doctor-sealed-not = the entries on the disk are not sealed yet: sign in (zvonok login) and start the program again
doctor-sealed-aside = the entries are sealed; former stores set aside: { $count } in { $path }. If they are not needed any more, remove them.
doctor-lock = locked screen
doctor-lock-off = does not lock by itself: lock.idle_minutes = 0. On a shared computer take this line out of the settings.
doctor-lock-pin = opens with the PIN or the password
doctor-lock-password = opens with the password; for an own PIN: zvonok pin
doctor-lock-server = only the server can open it: sign in with the password (zvonok login), so that it opens without a link too
doctor-store-network = on a network disk: slower, but safe. Waiting to be sent: { $count }
doctor-server-good = answers, the session holds
doctor-server-sign-in = answers, but you must sign in: zvonok login
doctor-certificate-none = not needed: the server is on this computer
doctor-certificate-bad = the certificate cannot be trusted; while it is so, nothing is sent
doctor-clock-unknown = not compared with a server yet
doctor-disk = disk
doctor-disk-good = { $megabytes } MB free
doctor-disk-little = only { $megabytes } MB free ({ $path }): new entries may not fit. Make room
doctor-disk-full = no room ({ $path }): new entries will not be kept, earlier ones are safe. Make room
doctor-disk-read-only = { $path } can only be read: new entries will not be kept, earlier ones are safe. Tell the administrator, or name another folder in ZVONOK_HOME
doctor-disk-not-ours = nothing may be written in { $path }: new entries will not be kept. Check its rights, or name another folder in ZVONOK_HOME
doctor-files = open files
doctor-files-good = up to { $count } at once
doctor-files-few = the system allows only { $count } at once: a connection may not fit. Tell the administrator (ulimit -n)
doctor-proxy = proxy
doctor-proxy-used = servers beyond this computer are reached through { $proxy }
doctor-queue = queue
doctor-queue-good = nothing waits for a decision
doctor-queue-undecided = wait for you: { $conflicts } in conflict, { $refused } refused. Open “Queue” (F6) or zvonok queue
doctor-queue-uncertain = the server’s answer was lost, entries: { $count }. The program asks again by itself, nothing is written twice
doctor-outage = link
doctor-outage-lasts = no server since { $from }: { $how }. The entries are on the disk and go by themselves; a paper about it: zvonok print statement
doctor-window = other window
doctor-window-open = the journal is open in another window (process { $process }): write there, a second window only shows
doctor-clock-unchecked = not compared with the server since the computer started: until then the computer’s own clock counts
doctor-server-script = answers; signing in by the file ZVONOK_PASSWORD_FILE
doctor-clock-behind = { $seconds } s behind the server. Deadlines go by the server; set the clock
doctor-clock-ahead = { $seconds } s ahead of the server. Deadlines go by the server; set the clock

## School: corrections, verify, backup

value-request = ID
value-hash = HASH
cmd-school-corrections = Corrections that wait for an approval; approve or decline
arg-approve = Approve the correction of this id
arg-decline = Decline the correction of this id; a reason is needed
arg-school-corrections-by = Login of the director or deputy who decided
arg-school-corrections-reason = Why
arg-school-corrections-json = JSON instead of a table
examples-school-corrections =
    zvonok school corrections --data /srv/zvonok
    zvonok school corrections --approve ID --by petrova --data /srv/zvonok
    zvonok school corrections --decline ID --by petrova --reason "No explanation" --data /srv/zvonok
cmd-school-verify = Check whether the journal was changed behind the program's back
arg-head = Hash of the last line, noted elsewhere before
cmd-school-backup = Copy the journal; the server may be running
arg-school-backup-file = New file of the copy
examples-school-backup = zvonok school backup /mnt/backup/2026-11-20.sqlite3 --data /srv/zvonok
cmd-school-restore = Bring the journal back from a copy into an empty folder
arg-school-restore-file = File of the copy
examples-school-restore = zvonok school restore /mnt/backup/2026-11-20.sqlite3 --data /srv/zvonok-new
correction-none = No correction waits for an approval.
correction-head-id = id
correction-head-who = who asks
correction-head-where = journal
correction-head-pupil = pupil
correction-head-was = stands
correction-head-asked = asked
correction-head-why = explanation
correction-approved = The correction is in the journal; { $who } will see the answer.
correction-declined = The correction was declined, the journal is as it was; { $who } will see why.
correction-not-found = There is no such correction. Nothing was changed. All of them: zvonok school corrections.
verify-bad-head = A hash has 64 hexadecimal digits. Nothing was checked.
verify-good = The journal is whole: { $rows } rows, { $lines } audit lines. Hash of the last: { $head }. Note it elsewhere.
verify-bad = Something else than this program changed the journal. Keep the file as it is and compare it with the last backup. { $rows } rows, { $lines } audit lines, hash of the last: { $head }.
verify-table = table { $what }: rows were added, changed or taken away
verify-version = entry { $what } of the journal was changed
verify-line = audit: line { $what } does not follow from the one before it
verify-root = audit: the last line does not vouch for the tables as they are
verify-schema = structure of the file: { $what }
verify-head = audit: the hash that was noted is not in the log: it was rewritten or cut
verify-damaged = the file is damaged: { $what }
backup-done = The copy is in { $path }, and was checked. Keep it on another computer.
backup-due = The last backup of the journal is of { $last }; one is due every { $days } days: zvonok school backup.
backup-never = The journal was never backed up; a backup is due every { $days } days: zvonok school backup.
restore-done = The journal is back in { $data }. Check it (zvonok school verify) and start the server on this folder.
fail-backup-exists = { $path }: something is here already and was not touched. Name a new file or an empty folder.
fail-not-a-journal = { $path }: not a journal of this program, or damaged ({ $why }). Nothing was changed.
fail-backup-io = { $path }: { $why }. The journal was not changed.
value-ip = ADDRESS
arg-proxy = A proxy that may connect; besides it only this machine may
arg-certificate = The school's certificate with its chain (PEM): answer over HTTPS
arg-serve-key = Key of the certificate (PEM)
arg-log = Write a line of JSON about each request to standard error, without names and marks
# The talk in plain lines (--plain).

plain-welcome = Zvonok, plain lines. An empty line goes back or changes nothing. The words undo and redo take the last entry back and make it again.
plain-day = Today { $date }, { $time }. { $count ->
    [one] { $count } lesson
   *[other] { $count } lessons
}. Not in the journal yet: { $waiting }.
plain-lesson = { $number }. { $time } { $class }, { $subject }: { $state }
plain-filled = all filled
plain-later = nothing to fill yet
plain-open = not filled: { $what }, until { $due }
plain-ask-day = Number of a lesson; u — queue, s — send, q — quit; undo, redo
plain-help-day = Type the number of a lesson in the list, or u, s, q. An empty line reads the day anew.
plain-no-such-lesson = There is no lesson of that number today.
plain-word-quit = q
plain-word-queue = u
plain-word-send = s
plain-state = Roll call: { $roll }. Marks: { $marks }. Topic: { $topic }. Homework: { $homework }.
plain-nothing = none
plain-ask-lesson = r — roll call, m — marks, t — topic, h — homework, w — kind of work, p — marks of periods, l — list of the class, b — back; undo, redo
plain-help-lesson = Type one letter: r, m, t, h, w, p, l or b.
plain-word-back = b
plain-word-roll = r
plain-word-marks = m
plain-word-topic = t
plain-word-homework = h
plain-word-work = w
plain-word-list = l
plain-word-terms = p
plain-ask-period = Number of the period; an empty line goes back
plain-no-such-period = The list has no period of that number.
plain-ask-term = Pupil and mark (“ив 5”, “3 н/а”, “7 +” for the proposed one, “7 -” for none); an empty line ends it
plain-term-proposed = comes to { $mark }
plain-word-yes = yes
plain-word-undo = undo
plain-word-redo = redo
plain-undo-elsewhere = The last edit is old, and its page is not known: take it back in the screens.
plain-undo-more = {" "}and { $count } more
plain-doubtful = Absent from the lesson before, please check: { $names }.
plain-known = Known to be absent: { $names }. The answer + enters all of them.
plain-known-lesson = absent from lesson { $n }, { $subject }
plain-known-reason = the class teacher says { $reason }
plain-known-parents = note of the parents: { $reason }
entry-unnamed = Known to be absent, and not written: { $names }. "+" in the place of names writes all who are known.
plain-ask-roll = Who is absent: numbers or first letters with spaces; 0 — everybody is present
plain-ask-mark = Pupil and mark (“ив 5”, “3 н”, “7 5/4”); an empty line ends it
plain-mark-form = A pupil and a mark with a space between: ив 5
plain-ask-which-work = The lesson has several works. Which: { $names }
plain-by-plan = By the plan: { $topic }
plain-ask-topic = Topic; + — by the plan
plain-ask-homework = Homework; 0 — none
plain-ask-work = Kind of work (first letters)
plain-ask-yes = Write it all the same? yes — write it
plain-ask-comment = Comment
plain-ask-reason = Reason
plain-ask-explanation = Explanation of the correction
plain-not-written = Not written.
plain-all-sent = Everything is in the journal.
plain-waiting = On the disk, not in the journal yet: { $count }.
plain-waiting-because = On the disk, not in the journal yet: { $count } ({ $why }).
plain-left = Entries not in the journal are left on the disk: { $count }. They go with the next start.
secret-no-place = It is not known where to keep the key of the entries on the disk. Nothing was recorded. Sign in: zvonok login.

cmd-print = Papers to print: statement on entries without a server, temporary journal, lines of the substitution register
cmd-print-statement = The statement “made in time, the server could not be reached” for the administration (HTML)
cmd-print-temporary = The temporary journal of a lesson: with what the computer has, or blank for the pen (HTML)
arg-print-statement-from = Since which day; 30 days when left out
arg-print-statement-out = File for the paper; to the screen when left out
arg-print-temporary-out = File for the paper; to the screen when left out
arg-print-temporary-blank = Empty cells, for the pen
cmd-print-substitutions = Lines for the register of substitutions: who gave a lesson, when and for whom; a teacher gets the own ones, deputies and directors all (HTML)
arg-print-substitutions-from = First day; the first of the month without it
arg-print-substitutions-to = Last day; today without it
arg-print-substitutions-out = File for the paper; the screen without it
examples-print =
    zvonok print statement --out statement.html
    zvonok print temporary 5А 3 --blank --out journal.html
    zvonok print substitutions --from 01.11 --to 30.11 --out substitutions.html
print-nothing = Nothing was made without a server in these days: no statement is needed.
print-no-substitutions = There were no substitutions on these days: nothing to put into the register.
print-done = The paper is in { $path }. Open it in a browser and print it. It may hold names of pupils: do not leave it on a shared computer.
fail-print-file = { $path } was not written: it is there already, or the folder cannot be written. Name another file.
arg-serve-database = The journal in a PostgreSQL database instead of a file in the data folder: postgres://role@/database?host=/run/postgresql. The folder remembers the address; the password is in its file database-password
fail-backup-of-database = The journal is in a PostgreSQL database: pg_dump makes the copy, pg_restore puts it back (docs/operations.md). The journal was not changed.
cmd-school-user-totp = One-time codes: a secret for the phone; from the next sign-in on a code is needed too
arg-school-user-totp-off = Ask for no codes any more
cmd-school-user-join = An account of the district in one more school
ask-code = One-time code:
cmd-school-archive = Archive of a school year's journals: plain files with a signature
cmd-school-archive-create = Put the journals of a year into folders, at least two; the server may be running
arg-school-archive-create-places = Folders on different media, at least two
arg-school-archive-create-year = The year in which the school year began; without it the present one
examples-school-archive-create = zvonok school archive create /mnt/disk /mnt/stick --year 2026 --data /srv/zvonok
cmd-school-archive-verify = Check an archive; neither the server nor its data are needed
arg-school-archive-verify-folder = Folder of the archive
arg-school-archive-verify-key = Fingerprint of the key, noted when the archive was made
examples-school-archive-verify = zvonok school archive verify /mnt/disk/journal-s7-2026 --key FINGERPRINT
value-year = YEAR
