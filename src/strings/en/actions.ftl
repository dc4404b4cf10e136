# Titles of actions, as help and the bottom line show them.
action-up = up
action-down = down
action-left = left, a day back
action-right = right, a day on
action-page-up = screenful up
action-page-down = screenful down
action-first = to the first
action-last = to the last
action-to-running = to the running lesson
action-previous-day = a day back
action-next-day = a day on
action-next-field = field
action-previous-field = field back
action-open = open
action-roll-call = roll call
action-lesson = lesson
action-deadlines = deadlines
action-queue = queue
action-journals = my journals
action-today = today
action-week = week
action-plan = plan of the year
action-help = help
action-actions = actions
action-jump = what is not filled
action-findings = what the rules say
action-back = back
action-find-pupil = find
action-absent = absent
action-clear = clear
action-pile = pile of notebooks
action-fill = fill the column
action-scope = empty ones or all
action-repeat = repeat the last
action-comment = comment
action-select = select
action-select-up = select upwards
action-select-down = select downwards
action-select-left = select to the left
action-select-right = select to the right
action-copy = copy
action-direction = down or right after a mark
action-copy-lesson = copy to a parallel class
action-undo = undo
action-redo = redo
action-accept = write
action-toggle = under the cursor
action-next-topic = from the plan
action-no-homework = none given
action-obligatory = obligatory
action-add-work = one more work
action-not-held = not held
action-retry = send again
action-correct = correct
action-give-up = give up
action-yes = yes
action-only-unfilled = unfilled only
action-filter-class = class
action-filter-teacher = teacher
action-text-left = a letter back
action-text-right = a letter on
action-text-start = start of the line
action-text-end = end of the line
action-delete-back = delete a letter
action-delete-on = delete the letter on the right
action-delete-word = delete a word
action-delete-line = delete the line
action-push = send now
action-toggle-server = server off or on
action-redraw = draw anew
action-suspend = suspend
action-lock = lock the screen
action-hide-names = hide or show names
action-quit = quit

# Names of keys that are words.
key-space = Space

# Findings of the program itself about what was typed.
ZV-CELL = A cell takes 5, 4, 3, 2, two marks joined by “/”, н, and н with a mark
ZV-REPLACE = { $cells ->
    [one] { $cells } cell is filled: replace it?
    [few] { $cells } cells are filled: replace them?
    [other] { $cells } cells are filled: replace them?
   *[none] Something is written in the cell already: replace it?
}
STD-6_3-19-together = “{ $together }” and a mark do not stand together: a cell holds one sign only — 2, 3, 4 or 5.
ZV-PAGE = The page of the journal does not hold this lesson, work or pupil
ZV-MARKED = A mark and an absence cannot both stand in one lesson: no. { $numbers }. Clear the mark in the journal first.
ZV-NO-LESSON = This column takes no absence: it has no lesson

# Titles of the contexts of keys, as help shows them.
context-anywhere = Everywhere
context-today = Today
context-journals = My journals
context-week = Week
context-plan = Plan
context-grid = Journal
context-roll-call = Roll call
context-pile = Pile of notebooks
context-fill = Filling a column
context-roll-call-list = Roll call, the list
context-lesson-text = Lesson
context-lesson-choice = Lesson, kind of work
context-queue = Queue
context-deadlines = Deadlines
context-sign-in = Sign-in
context-locked = Locked
context-help = Help
context-nothing = Start
context-question = Question
context-prompt = Line of text
context-action-list = Actions
context-jump-list = What is not filled

# What the status line says.
notice-key-unused = This key does nothing here. All keys: F1
notice-sign-in-first = Sign in first: without it there are only Enter and F10 here
notice-already-here = This screen is open already
notice-first-screen = This is the first screen. To leave: F10
notice-not-your-lessons = This role has no lessons of its own: see the screen “Deadlines”
notice-write-first = Something here is not written yet: Enter writes it, Esc does not
notice-elsewhere = This is done on the screen “{ $place }”
notice-jumped-back = You are back where you came from
notice-selecting = Arrows select, a mark fills the empty cells, Del clears, Esc ends the selection
notice-select-marks-only = A selection takes a mark: 5 4 3 2. Absences belong to the roll call
notice-fill-marks-only = A column is filled with a mark. Absences belong to the roll call
notice-fill-nothing = There are no cells here that this would change
notice-nothing-to-repeat = There is nothing to repeat
notice-comment-needs-mark = A comment belongs to a mark, and there is none here
notice-copied = Copied: paste it where your terminal stands
notice-goes-down = After a mark: down, to the next pupil
notice-goes-right = After a mark: right, to the next lesson
notice-pile-surname-first = First the letters of the surname, then the mark
notice-nothing-to-copy = Nothing to copy: there is neither a topic nor homework
notice-no-parallel = No lessons of yours of this subject in a parallel class within two weeks
notice-copied-lesson = Topic and homework are carried over: look, and Enter writes them
notice-copied-nothing = Topic and homework are there already: nothing is changed
notice-paste-unused = Text cannot be pasted here
notice-no-demo = The server can be switched off in the training school only
notice-pushing = Sending what waits, and reading anew
notice-no-server = The server does not answer; it is being asked again. The screen shows what is on the disk
notice-no-server-waiting = { $waiting ->
    [one] The server does not answer: { $waiting } entry is on the disk and goes by itself when it does
   *[other] The server does not answer: { $waiting } entries are on the disk and go by themselves when it does
}
notice-no-lesson = No lesson is selected here
notice-no-pupils = There are no pupils in this class. The school keeps the list
notice-read-only = This can only be looked at
notice-no-cell = There is no cell to write into
notice-no-page = The page of the journal is not open
notice-joiner-first = First a mark, then “/” and the second one
notice-paste-too-long = More lines than pupils down to the end of the list: { $what }
notice-paste-not-marks = This is no column of marks: “{ $what }”. Paste one mark a line
notice-paste-filled = The cell is filled already: { $what }. Pasting overwrites nothing
notice-paste-nothing = There are no marks in this text
notice-no-findings = The rules have nothing to say of this cell
notice-nothing-to-undo = Nothing to undo
notice-nothing-to-redo = Nothing to redo
notice-undo-elsewhere = The last edit is in another journal. Open it (F4) and undo it there
notice-undo-here = The last edit was made here, in this journal. Press again to undo it; Esc to go back
notice-changed-since = Somebody else has changed the entry since: nothing was undone
notice-roll-call-made = The roll call is written, absent: { $absent }
notice-lesson-written = The lesson is written
notice-lesson-draft = A draft: the entries go when the lesson begins ({ $time })
notice-words-needed = Words are needed. Esc leaves it unwritten
notice-nobody-of-that-name = Nobody in the list: “{ $word }”
notice-several-of-that-name = There are several: “{ $word }”. Type more letters
notice-no-next-topic = There is no plan, or it is passed: type the topic
notice-too-late-to-give-up = The entry was sent already and cannot be given up
notice-place-unknown = The place of this entry is not known here
notice-sign-in-needed = The server asks to sign in again: F5. The entries are safe
sign-in-login-needed = Type the name for signing in
sign-in-password-needed = Type the password
sign-in-again-needed = Type the new password once more
sign-in-not-the-same = The passwords differ
sign-in-same-as-before = The new password must differ from the present one
