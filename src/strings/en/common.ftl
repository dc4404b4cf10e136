# Words that every screen shares: dates, states, duties, kinds of work.

date-long = { $weekday } { $day } { $month }
weekday-1 = Mon
weekday-2 = Tue
weekday-3 = Wed
weekday-4 = Thu
weekday-5 = Fri
weekday-6 = Sat
weekday-7 = Sun
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
day-month = { $day } { $month }
today-until = today until { $time }
until-date = until { $date }

left-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
left-hours = { $h } h { $m } min
left-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}

training-time = training time
link-up = online
link-unknown = link?
link-down = offline
link-down-since = offline since { $time }
link-cut = server switched off
link-sign-in = sign-in needed

# States of an entry, as the queue shows them.
life-typed = being written to disk
life-held = held back
life-held-until = goes at { $time }
life-draft-until = draft until { $time }
life-on-disk = waits for link
life-on-disk-online = waits to be sent
life-sent = being sent
life-uncertain = unknown, being checked
life-requested = waits for approval
life-conflict = conflict
life-refused = refused
# The clause of a regulation: «6.3, абз. 11», «п. 2.17».
clause-paragraph = { $point }, par. { $paragraph }
clause-point = cl. { $point }
life-refused-clause = refused: { $clause }
life-superseded = replaced
life-withdrawn = given up
life-in-journal = in the journal

duty-attendance = attendance
duty-marks = marks
duty-topic = topic
duty-topic-short = topic
duty-homework = homework
duty-homework-short = HW

work-oral = oral answer
work-independent = independent work
work-short-test = short test
work-test = test
work-control = control work
work-control-dictation = control dictation
work-dictation-with-grammar = dictation with grammar
work-vocabulary-dictation = vocabulary dictation
work-exposition = exposition
work-composition = composition
work-home-composition = home composition
work-lab = laboratory work
work-practical = practical work
work-credit = credit test
work-notebook = notebook
work-project = project
work-other = other work

# At most three letters: the second line of the grid.
column-oral = ora
column-independent = IND
column-short-test = SHT
column-test = TES
column-control = CON
column-control-dictation = DIC
column-dictation-with-grammar = DIC
column-vocabulary-dictation = VOC
column-exposition = EXP
column-composition = COM
column-home-composition = HCO
column-lab = LAB
column-practical = PRA
column-credit = CRE
column-notebook = not
column-project = PRJ
column-other = oth
