# What the screens say: titles, headings, sentences in the place of a list, questions.

title-today = Today
title-grid = Journal
title-lesson = Lesson
title-roll-call = Roll call
title-queue = Queue
title-deadlines = Deadlines
title-journals = My journals
title-week = Week
title-plan = Plan
title-sign-in = Sign in
title-help = Help
title-nothing = Zvonok

too-small = Window too small, 40×12 is needed. Waiting: { $waiting }

# Short words for the last line; the full ones are the titles of the actions.
hint-today-open = journal
hint-journals-open = open
hint-queue-open = decide
hint-deadlines-open = lesson
hint-absent = absent
hint-find-pupil = find
hint-only-unfilled = unfilled
hint-roll-call-accept = record all
hint-roll-call-list-accept = record all
hint-roll-call-down = to the list
hint-lesson-choice-right = another kind
hint-sign-in-accept = sign in
hint-sign-in-back = without it
hint-question-back = no
hint-prompt-back = cancel
hint-prompt-accept = done
hint-help-back = close
hint-action-list-accept = do it

heading-time = time
heading-class = class
heading-class-short = cl
heading-subject = subject
heading-room = room
heading-attendance = roll
heading-marks = marks
heading-topic = topic
heading-homework = HW
heading-due = due
heading-attendance-short = r
heading-marks-short = mrk
heading-topic-short = t
heading-homework-short = h
heading-pupil = Pupil
heading-mean = mean
heading-teacher = teacher
heading-when = when
heading-lesson = lesson
heading-entry = entry
heading-state = state

month-name-1 = January
month-name-2 = February
month-name-3 = March
month-name-4 = April
month-name-5 = May
month-name-6 = June
month-name-7 = July
month-name-8 = August
month-name-9 = September
month-name-10 = October
month-name-11 = November
month-name-12 = December

# Today.

today-asked = Reading the timetable…
today-missing = The timetable of this day is not on this computer yet, and the server cannot be reached. F5 asks again, ← and → change the day, F4 shows your journals.
today-no-lessons-nearest = No lessons. The nearest school day is { $day }: Enter. ← and → change the day, F4 shows your journals.
today-no-lessons = No lessons. ← and → change the day, F4 shows your journals.
substitution = substitution
instead-of = for { $name }
doubled = doubled, { $place } of { $of }
lesson-number = lesson { $n }
lesson-runs = running, { $left } to the bell
lesson-begins-in = begins in { $left }
lesson-cancelled = cancelled
lesson-not-held = not held
by-plan = planned: { $topic }
absent-count = absent: { $n }
waits-for-you = Waiting for you
waits-nothing = Everything is filled in.
waits-decision = { $n ->
    [one] { $n } entry was not accepted and waits for your decision — F6
   *[other] { $n } entries were not accepted and wait for your decision — F6
}
overdue-since = overdue since { $time }
marks-owed = no marks for { $owed } of { $of }: { $work }

# The grid.

grid-asked = Reading the journal…
grid-missing = This page is not on this computer yet, and the server cannot be reached. F5 asks again, Esc goes back.
grid-no-pupils = This class has no pupils. The school's administration keeps the list; once the server has it, F5 reads it.
grid-no-lessons = This period has no lessons. Esc goes back.
pupils-count = { $n ->
    [one] { $n } pupil
   *[other] { $n } pupils
}
absent-reason = absent: { $reason }
known-reason = known: { $reason }
reason-prompt = Why absent:
reason-told-by-class-teacher = the class teacher knows it · Tab: a note of the parents
reason-told-by-parents = a note of the parents · Tab: the class teacher knows it
reason-of-parents = { $reason } (note of the parents)
off-roster = not in this class on the lesson's date
home-schooled = taught at home
missed-in-a-row = { $n ->
    [one] absent { $n } lesson
   *[other] absent { $n } lessons in a row
}
cell-two-marks = Two marks with “/”: { $kind ->
    [dictation_with_grammar] for the dictation and for the task
   *[other] for content and for spelling
}
cell-debt = An obligatory work: the mark joins the absence
topic-is = Topic: { $topic }
value-cleared = clear
value-nothing = nothing

# The roll call.

roll-call-question = Who is absent?
roll-call-hint = numbers or first letters, Enter when done
roll-call-count = { $listed } listed · { $absent } absent
roll-call-count-doubtful = { $listed } listed · { $absent } absent · { $doubtful } to confirm
roll-call-count-known = { $listed } listed · { $absent } absent, { $unconfirmed } of them unconfirmed
roll-call-known = ?? known to be absent: Enter confirms all, Space in the list clears one
roll-call-known-lesson = {"   "}{ $numbers }: absent from lesson { $n }, { $subject }
roll-call-known-reason = {"   "}{ $numbers }: the class teacher says { $reason }
roll-call-known-parents = {"   "}{ $numbers } — note of the parents: { $reason }
roll-call-doubtful = ? was absent from the last lesson: confirm, or clear with Space
# For a narrow terminal.
roll-call-count-doubtful-short = { $listed } listed · { $absent } absent · ? { $doubtful }
roll-call-count-known-short = { $listed } listed · { $absent } absent (?? { $unconfirmed })
roll-call-known-short = ?? Enter confirms, Space clears
roll-call-known-lesson-short = {"   "}{ $numbers }: absent from lesson { $n }
roll-call-doubtful-short = ? was absent from the last lesson
roll-call-nobody = “{ $word }”: no such number or name in the list
roll-call-several = “{ $word }” may be { $names }: type more

# The lesson.

field-topic = Topic
field-kind = Work
field-number = Number
field-homework = Homework
plan-place = plan, { $n } of { $of }
plan-after = next: { $topic }
plan-next = planned: { $topic }
plan-empty = there is no plan: type the topic yourself
plan-done = the plan is done
work-obligatory = obligatory
work-added = one more work of the lesson
marks-until = marks until { $date }
homework-none = none set
homework-next-lesson = for the next lesson
homework-for-date = for { $date }
field-pupils = For
homework-for-all = the whole class
homework-pupils-hint = numbers or first letters of surnames; empty: the whole class
homework-for-pupils = { $n ->
    [one] { $n } pupil: { $names }
   *[other] { $n } pupils: { $names }
}
homework-of-some = { $n ->
    [one] { $text } (for { $n } pupil)
   *[other] { $text } (for { $n } pupils)
}
until-with-left = until { $time }, { $left } left

# The queue.

queue-empty = Everything is in the journal.
queue-count = { $n ->
    [one] Not in the journal yet: { $n } entry. It is on disk.
   *[other] Not in the journal yet: { $n } entries. They are on disk.
}
queue-offline = They go by themselves when the link is back. What was in time stays in time.
queue-online = They go by themselves. F5 sends now.
queue-undecided = Refused and disputed entries wait for you: without a decision they stay out.
queue-sign-in = The server asks you to sign in again: entries are on disk and go after that.
conflict-present = in the journal: { $value } — { $author }, { $time }
requested-present = { $state } · in the journal: { $value }
requested-wish = { $state }: { $value }
conflict-lesson-cancelled = the lesson was cancelled meanwhile
conflict-lesson-moved = the lesson is now on { $date }, number { $number }
conflict-empty = the journal does not hold it any more

target-absence = absence
target-reason = reason of absence
target-marks = mark
target-term = term mark
target-topic = topic
target-homework = homework
target-attendance = roll call
target-not-held = lesson not held
target-work = kind of work

# Deadlines.

deadlines-asked = Reading the deadlines…
deadlines-missing = The deadlines of this day are not on this computer yet, and the server cannot be reached. F5 asks again.
deadlines-no-lessons-nearest = There are no lessons on this day. The nearest school day is { $day }: Enter. ← and → change the day.
deadlines-no-lessons = There are no lessons on this day. ← and → change the day.
deadlines-all-filled = Everything is filled in.
deadlines-none-pass = No lesson passes the filter.
deadlines-totals = lessons { $lessons } · done { $done } · waiting { $waiting } · overdue { $late }
deadlines-totals-until = lessons { $lessons } · done { $done } · waiting till { $time } { $waiting } · overdue { $late }
deadlines-totals-later = lessons { $lessons } · done { $done } · waiting till { $time } { $waiting }, later { $later } · overdue { $late }
deadlines-in-time = in time { $share } %
deadlines-missing-heading = missing
deadlines-since = since { $time }
deadlines-everything =
    all, { $n } { $n ->
        [one] lesson
       *[other] lessons
    }
deadlines-legend = { $done } all filled   { $waiting } waiting, in time   { $late } overdue   { $none } no lesson
deadlines-lesson = { $class } { $subject }, lesson { $n }
deadlines-lesson-done = all filled
deadlines-lesson-future = has not begun
deadlines-lesson-until = { $what } — till { $time }
deadlines-lesson-since = { $what } — overdue since { $time }
deadlines-no-names = This role does not see teachers: filter by class instead
deadlines-closed = This role does not see the pages of the journal: only the deadlines
filter-unfilled = unfilled only
filter-class = class: { $letters }
filter-teacher = teacher: { $letters }
filter-class-prompt = Class begins with
filter-teacher-prompt = Teacher begins with

# Journals.

journals-asked = Reading the list of journals…
journals-missing = The list of journals is not on this computer yet, and the server cannot be reached. F5 asks again, Esc goes back.
journals-none = You have no journal. The school's administration can change that.

# Sign-in.

sign-in-why = Sign in to the school's journal. Entries that wait are on disk and safe.
sign-in-new-why = This is your first sign-in: set a new password. Nobody but you knows it.
sign-in-asking = Asking the server…
title-locked = Locked
hint-locked-accept = open
hint-locked-next-field = PIN or password
lock-why = The screen is locked. Entries are safe and go into the journal by themselves; waiting to be sent: { $waiting }.
lock-asking = Checking…
lock-wait = Wait a minute and try again.
lock-pin-wrong = The PIN does not fit.
lock-password-wrong = The password does not fit. Check the keyboard layout.
lock-pin-over = The PIN was wrong five times. Type the password.
lock-training = Training school: the password is uchebnaya-shkola
field-pin = PIN
names-hidden = (no names)
notice-names-hidden = Names are hidden: pupils go by list numbers.
notice-names-shown = Names are shown again.
sign-in-phrase-why = The entries on this computer are sealed. Open them with your pass-phrase.
sign-in-store-why = The entries on this computer are sealed. Open them with your password: no link is needed for that.
sign-in-opening = Opening…
sign-in-waiting = Waiting to be sent: { $count }.
sign-in-others = Entries of others wait on this computer: { $count }.
field-passphrase = Pass-phrase
screen-secret-place-keyring = Session and key of the entries: in the keyring of the desktop.
screen-secret-place-kernel = Session: in the kernel's keyring until sign-out or restart; key of the entries: under the password.
screen-secret-place-key-file = Session and key of the entries: in a file under the pass-phrase.
screen-secret-place-nowhere = The session is kept nowhere, the key of the entries under the password.
screen-secret-wrong-passphrase = The pass-phrase does not fit. The entries on the disk are safe.
screen-secret-wrong-password = The password does not fit. If it was changed on another computer, the former one is needed here.
field-login = Name
field-password = Password
field-new-password = New password
field-again = Once more

# Help.

help-marks-heading = Marks
help-marks-1 = 5 4 3 2 — a mark; the cursor goes to the next pupil
help-marks-2 = н or 0 — absent; н5 — absent, with a mark for the work
help-marks-3 = 5/4 — two marks for one work, where the rules allow it
help-marks-4 = a pasted column is shown before it is written
help-signs-heading = Signs beside a value
help-no-sign = no sign
help-no-key = no key
help-layouts = Keys work under the Russian and the Latin layout: the place of the key counts. An entry goes to disk at once, and into the journal when there is a link.

nothing-here = An administrator keeps no journals. Your work is done by commands: zvonok school --help, zvonok serve --help.

# Questions.

ask-second-key = Enter writes it all the same, Esc does not.
ask-comment = Comment
ask-reason = Reason
ask-explanation = Explanation of the correction
quit-unwritten = What is typed for the lesson or the roll call is not written yet and will be lost.
quit-waiting = { $n ->
    [one] { $n } entry is not in the journal yet. It is on disk and goes at the next start.
   *[other] { $n } entries are not in the journal yet. They are on disk and go at the next start.
}
quit-undecided = { $n ->
    [one] { $n } entry waits for your decision: it does not go by itself.
   *[other] { $n } entries wait for your decision: they do not go by themselves.
}
quit-question = Quit? Enter quits, Esc stays.
give-up-question = Give the entry up? The journal keeps what it holds. Enter: yes, Esc: no.
conflict-theirs = keep what the journal holds: { $value }
conflict-mine = write mine: { $value }
conflicts-title = { $n ->
    [one] { $n } conflict. How is it decided?
   *[other] { $n } conflicts. How are all of them decided?
}
conflicts-values = own { $mine } · in the journal { $theirs }
conflicts-more = …and { $n } more
conflicts-theirs = keep all that the journal holds
conflicts-mine = write all own values
queue-conflicts = Conflicts: { $n }. Enter decides one, { $key } all at once.
notice-printed = Temporary journal: { $path }. Open it in a browser, print it, delete the file.
notice-not-printed = The temporary journal was not written: no room or no rights. The entries are safe.
find-prompt = Find
find-nobody = No such pupil in the list.
paste-count = { $n ->
    [one] Paste { $n } value?
   *[other] Paste { $n } values?
}
paste-question = Enter writes, Esc does not.
actions-prompt = Action
actions-none = No such action here.
history-heading = Who wrote it, and when: { $who }
history-asked = Reading the earlier entries…
history-missing = Only the server knows the earlier entries, and there is no link
history-none = Nothing was written here yet
history-in-place-of = { $who } in place of { $for }
jump-heading = Not filled in the last week
jump-marks = { $owed } of { $of } have no mark
jump-until = until { $time }
week-no-lessons = You have no lessons this week.
week-room = room { $room }
week-open = not filled: { $what }
plan-summary = Passed { $used } of { $hours } hours, { $left } left; lessons until the end of the period: { $lessons }
plan-lags = { $n ->
    [one] Behind: { $n } lesson that is over has no topic
   *[other] Behind: { $n } lessons that are over have no topic
}
beside-no-roll = the roll was not called
beside-all-present = everybody is present
hint-week-open = journal
hint-week-next-day = a week on
hint-week-previous-day = a week back
hint-plan-to-running = to the next topic
pile-prompt = Whose notebook
pile-hint = first letters of a surname, the mark, the next surname
pile-entered = { $n ->
    [one] { $n } notebook entered
   *[other] { $n } notebooks entered
}
fill-prompt = Fill with the mark
fill-empty = Empty cells: { $n }. Filled ones stay; Tab to write over them too
fill-all = Cells: { $n }, with another mark: { $over }. Tab for the empty ones only
fill-absences = Cells with an absence stay as they are.
copy-lesson-heading = Which lesson gets the topic and the homework
hint-grid-pile = pile
hint-pile-down = which of them
hint-reason = reason
hint-pile-accept = done
hint-fill-accept = fill
hint-lesson-text-copy-lesson = copy
hint-jump-list-accept = go there
not-kept = The entry was NOT kept. The screen shows again what stood there.

# Themes.

theme-not-toml = the line cannot be read: { $word }
theme-unknown-role = there is no role “{ $field }”
theme-unknown-role-near = there is no role “{ $field }”; perhaps { $word }?
theme-not-text = the value of “{ $field }” must stand in quotes: "red bold"
theme-unknown-word = “{ $word }” is neither a colour nor a manner of writing
theme-problem = theme { $file }, line { $line }: { $what }
theme-unknown = there is no theme “{ $name }”: { $why }; the dark one is used

# What the program says at the start.

note-open-elsewhere = The journal is open in another window: here you can only read.
note-network-folder = The program's folder is on a network disk: safe, but slower.
note-log-altered = The log of entries on this computer was changed by something else than the program. Look: zvonok doctor. Tell the administrator.
note-salvaged = The store was damaged. Entries saved: { $saved }, not readable: { $lost }. The old file: { $kept }. Compare the last entries with the journal: enter again what is not there.

# Errors as screens say them: short, without names of commands.

sign-in-other-name = That is the name of another account. Quit (F10) and sign in: zvonok login.
screen-remote-connect = The server { $server } does not answer. Entries are on disk and go by themselves.
screen-remote-time-out = The server { $server } did not answer in time. Entries are on disk and go by themselves.
screen-remote-proxy = The network’s proxy does not let the program through. The entries are on the disk. Ask the administrator (HTTPS_PROXY).
screen-remote-encryption = No common encryption with the server: wrong port, old server, or GOST only. The entries are on the disk. Ask the administrator.
screen-remote-descriptors = The system lets the program open no more files or connections. The entries are on the disk. Close other programs.
screen-remote-name = The name { $server } is not known in the network. Entries are on disk. Check the connection.
screen-remote-broken = The connection broke before the answer. Entries are on disk; whether they arrived is found out with the next sending.
screen-remote-no-answer = What answered is no journal: perhaps a sign-in page of the network. Entries are on disk. Sign in to the network in a browser.
screen-remote-sign-in = The session has ended. Entries are on disk. F5 signs in again.
screen-remote-not-now = The server is busy and asks to wait. Entries are on disk and go by themselves.
screen-remote-failing = The server has a fault. Entries are on disk and go by themselves.
screen-remote-certificate = The server’s certificate cannot be trusted: it may be a stranger’s. Nothing was sent, entries are on disk. Ask the administrator about ca_file.
screen-remote-certificate-time = The server’s certificate does not fit the time of this computer. Entries are on disk. Check the date and the clock.
screen-remote-certificate-pin = The server’s key is not the one that the setting pin names: it may be a stranger’s. Nothing was sent, entries are on disk. Ask the administrator.
screen-remote-ca-file = The file of certificates (ca_file) cannot be read. Entries are on disk. Check the path: zvonok config check.
screen-remote-pin = The setting pin cannot be read. Nothing was sent, entries are on disk. Check it: zvonok config check.
screen-remote-refused = The server refused. Entries are on disk. If that is wrong, ask the administrator.
screen-remote-cursor-gone = The journal on the server was put back to a backup. Entries are on disk; what it has lost goes again by itself.
screen-remote-too-large = The server did not take so large a request. Entries are on disk, the program tries again.
screen-remote-conflict = Somebody else changed the journal meanwhile. Both entries are kept: decide in the queue.
screen-remote-incompatible = The server speaks a language that this version does not know. Entries are on disk. Update the program.
screen-demo-not-started = The server of the training school did not start: another program has its address. Entries are on disk. F9 tries again.
screen-sync-sign-in-needed = Sign-in needed. Entries are on disk. F5 signs in.
screen-sync-weak-password = The server did not take the new password: too short, too common or the same as before. Type another one.
screen-sync-wrong-password = Name or password are wrong. Check the layout and try again.
screen-sync-code-needed = A one-time code is needed: type the password, a blank, and six digits from the phone.
# What one key puts into the field in the place of what is wrong.
fix-offered = → { $text }
screen-secret-no-place = It is not known where to keep the key of the entries on the disk. Nothing was recorded. Leave and sign in: zvonok login.

# A time without a server, and a wrong clock.

queue-outage-lasts-since = The server cannot be reached since { $from }: { $how }.
queue-outage-notice = Tell the deputy by { $until } ({ $clause }).
queue-carry-until = Carry over by { $until }: { $left } left (no server { $from }–{ $to }).
queue-carry-over = The term for carrying over ended { $until } (no server { $from }–{ $to }).
carry-in-time = made in time: the server could not be reached from { $from } to { $to }
carry-in-time-lasts = made in time: the server cannot be reached since { $from }
carry = the server could not be reached from { $from } to { $to }
carry-lasts = the server cannot be reached since { $from }
outage-name = the network does not know its name
outage-connect = it does not answer
outage-time-out = no answer for too long
outage-proxy = the network’s proxy lets nobody through
outage-encryption = no common encryption
outage-descriptors = the system opens no more connections
outage-no-answer = something else answers, perhaps the sign-in page of the network
outage-broken = the connection breaks before the answer
outage-certificate = its certificate cannot be trusted
outage-certificate-time = its certificate does not fit this computer’s date
outage-certificate-pin = its key is not the one that the setting pin names
outage-ca-file = the file of certificates (ca_file) cannot be read
outage-pin = the setting pin cannot be read
outage-not-now = it is busy and asks to wait
outage-failing = it has a fault
outage-incompatible = it speaks a language that this version does not know
clock-behind = This computer’s clock is { $n } min behind the server. Deadlines go by the server; set the clock.
clock-ahead = This computer’s clock is { $n } min ahead. Deadlines go by the server; set the clock.
clock-useless = This computer’s clock is wrong by more than a day. Deadlines go by the server; set date and time.
