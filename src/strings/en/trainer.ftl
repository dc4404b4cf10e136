# The first-day trainer: zvonok demo --lesson.
trainer-head = First lesson · step { $n } of { $of }
trainer-head-done = First lesson done
trainer-roll-call = The sign ▸ on Today is the lesson that runs. Press { $key }: the roll call opens. ({ $other } always leads to Today.)
trainer-absent = Everybody is present but those whom you name. Type numbers or first letters with spaces, like 3 17, and press { $key }.
trainer-grid = The roll call is written. Now the journal: on Today press { $key } on the lesson ({ $other } leads there).
trainer-mark = A row is a pupil, a column a work. Press 5: the mark stands, the cursor is on the next one. { $other } means absent, { $key } clears.
trainer-undo = A slip does no harm: { $key } takes the last edit back, as many times as you like.
trainer-redo = Taken back. { $key } makes it again.
trainer-find = No need to scroll: { $key }, the first letters of a surname, { $other }, and the cursor is there.
trainer-lesson = The topic is left. Press { $key } in the journal or on Today: the lesson opens.
trainer-topic = { $key } takes the topic of the plan. Then write the homework and press { $other }: all of it is written at once.
trainer-queue = The sign ⇅ at the top counts what has not arrived yet. { $key } shows each entry: they are on the disk, no link is needed.
trainer-help = { $key } is help: the keys of the screen. Everything else goes by its name: { $other }.
trainer-today = { $key } leads to Today from every screen. Press it and look at the row of the lesson.
trainer-done = The lesson is entered: keys { $keys }, minutes { $minutes }. Go on trying, nothing here is real. { $key } quits.
