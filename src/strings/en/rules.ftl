# rules: one sentence per rule of the engine, under its id with «_» for «.»; the clause is added by whoever shows it

STD-1_4-01 = Marks and attendance are entered only into a lesson that has begun and was held.
STD-2_2-01 = The plan has no such topic. Give the reason.
STD-3_2-01 = Name at least one pupil of this lesson for individual homework, and nobody else.
STD-3_3-01 = This is not your lesson: entry is closed.
STD-3_3-02 = The pupil does not belong to this lesson, and nothing is written to them here. If the roster is wrong, tell the administrator of the school.
STD-3_5-01 = Attendance was entered after its term ({ $due }).
STD-3_6-02 = Marks of a period are due before the holidays: the term was { $due }.
STD-3_7-01 = The topic differs from the plan: “{ $topic }” was expected.
STD-3_7-02 = Say what kind of work it is (answer, control work, …).
STD-3_8-03 = { $due ->
    [none] Homework was entered after its term.
   *[other] Homework was entered after its term ({ $due }).
 }
STD-3_9-01 = Substitution: { $subject }, { $class } — you give this lesson.
STD-3_10-02 = The reason of the absence was entered after its term ({ $due }).
STD-3_10-03 = The class teacher changes reasons of absence.
STD-3_11-01 = The administration may only read.
STD-4_4-01 = Current marks are entered by the subject's teacher.
STD-6_1-02 = The period is closed: no entry is accepted.
STD-6_3-02 = The topic was entered after its term ({ $due }).
STD-6_3-03 = An entry for a past day (lesson of { $date }): give the reason.
STD-6_3-06 = The code of absence is { $code }; a cell takes no other letters.
STD-6_3-07 = The reason of an absence is entered within the day ({ $date }).
STD-6_3-14 = The lesson has no topic.
STD-6_3-16 = Doubled lesson: each has a topic of its own.
STD-6_3-19 = Only 2, 3, 4, 5 are allowed.
STD-6_3-20 = Dots and the signs “-”, “+” are not allowed.
STD-6_3-21 = Two marks only for a dictation with a grammar task, a composition or an exposition in Russian.
STD-6_3-22 = Content counts for literature; the mark for literacy goes into the Russian journal.
STD-6_3-27 = { $due ->
    [none] The mark was entered after its term.
   *[other] The mark was entered after its term ({ $due }).
 }
STD-6_3-28 = For a past day only a mark for a written work may be entered.
STD-6_3-29 = Marks for this work are due by the next lesson: the term was { $due }.
STD-6_3-30 = { $count } works (more than 70): the term is { $due }.
STD-6_3-31 = Exposition or composition in grades 1–4: the term was { $due }.
STD-6_3-32 = Exposition or composition in grades 5–9: the term was { $due }.
STD-6_3-33 = Composition in grades 10–11: the term was { $due }.
STD-6_3-35 = Grade 1 has no marks. Confirm.
STD-6_4-01 = The mark of the period was entered after the last term ({ $due }).
STD-6_4-02 = The mark by protocol was entered after its term ({ $due }).
STD-6_4-07 = “осв.” is not allowed.
STD-6_5-07 = The pupil left on { $date }: nothing new is written to them. If that is wrong, tell the administrator of the school.
STD-6_5-08 = The pupil came on { $date }: earlier entries are closed.
STD-2_6-01 = The mark { $entered } is far from the mean { $mean }. Explain.
STD-3_8-01 = The homework has neither pages nor numbers. Add them or leave it.
STD-3_8-02 = No homework is given: confirm.
STD-3_12-01 = { $what ->
    [surname] The common field has a pupil’s surname: all parents of the class will see it.
   *[other] All parents of the class will see the address or telephone number.
}
STD-6_3-08 = Entries are in Russian.
STD-6_3-09 = Give kind and title of the work: “{ $kind } … «…»”.
STD-6_3-10 = No. { $expected } was expected.
STD-6_3-11 = For a dictation give its theme and the title of the text.
STD-6_3-13 = This is another teacher's subgroup.
STD-6_3-15 = The topic has had { $used } of { $hours } planned hours.
STD-6_3-17 = Add the note «{ $prefix }»?
STD-6_3-18 = Add the note «{ $prefix }»?
STD-6_3-23 = { $date ->
    [none] No lesson of Russian within two weeks for the mark for literacy.
   *[other] The mark for literacy goes to { $date }; add to the topic: «Отметки за сочинение по литературе от { $composition }».
}
STD-6_3-24 = The mark goes to the date of the lesson ({ $date }).
STD-6_3-25 = First lesson: note the safety briefing.
STD-6_3-26 = Marks for a credit are entered for all on its day.
STD-6_4-03 = { $count } marks, at least { $minimum } are needed.
STD-6_4-04 = No mark of the period is for a written, laboratory or practical work.
STD-6_4-05 = A subject of the special list: confirm what a mark without written works rests on.
STD-6_4-06 = Medical group: theory is marked.
STD-10_2-01 = Entries of the temporary journal were carried over after their term ({ $due }).

VOR-2_9-01 = Grade 1 has neither marks nor homework.
VOR-2_10-01 = No homework is entered in this subject.
VOR-2_14-01 = The wording differs from the plan: “{ $topic }”.
VOR-2_14_1-01 = Say what was repeated: “Повторение. …”.
VOR-2_14_2-01 = Doubled lesson: enter the topic of each.
VOR-2_15-01 = Only 2, 3, 4, 5 are allowed.
VOR-2_15_1-01 = Lessons missed in a row: { $missed }. A 2 is not recommended. Keep it?
VOR-2_16-03 = “н” and a mark in one cell only for a work that every pupil owes.
VOR-2_17-01 = Two marks only in Russian and literature, for written works, with “/”.
VOR-2_18-01 = The column «Тетрадь» takes only marks, and only in the subjects that have it.
VOR-2_18-02 = A mark for the notebook goes into the column «Тетрадь».
VOR-2_19-02 = A comment is needed: the certificate that the mark comes from.
VOR-2_21-01 = A mark is corrected only with the approval of the director or deputy: kept as a request.
VOR-2_21-02 = Write an explanation (at least { $letters } letters).
VOR-2_22-01 = { $mean ->
    [none] The mark of a period is a whole number.
   *[other] Mean { $mean } → { $proposed }. You enter { $entered }. Explain.
}
VOR-2_27-01 = Taught at home: absence is not noted.
VOR-2_27-02 = This pupil's marks stand in the journal of teaching at home.
VOR-3_3-01 = The mark was entered more than a day after the result (term { $due }).
VOR-3_4-01 = The lesson and absences are noted on the day (until { $due }).
VOR-3_5-01 = { $due ->
    [none] Homework was entered after its term.
   *[other] Homework was entered after its term ({ $due }).
 }
VOR-3_6-01 = { $due ->
    [none] The mark was entered after its term.
   *[other] The mark was entered after its term ({ $due }).
 }
VOR-3_7-02 = Marks for a written work are due within a week: the term was { $due }.
VOR-6_27-01 = The school year (period) is closed.
VOR-6_36-01 = An entry for a past day (lesson of { $date }).
VOR-2_11-01 = Entries are in the language of teaching (Russian).
VOR-2_11-02 = Entries are in Russian, but for terms.
VOR-2_14-02 = Example: Контрольная работа №1 «…».
VOR-2_14_3-01 = { $expected ->
    [none] Format: { $kind } № … по теме: «…».
   *[other] Format: { $kind } № { $expected } по теме: «…».
}
VOR-2_14_4-01 = Add after the topic: «{ $note }»?
VOR-2_14_5-01 = Say what is to be done (“Повторить”, “Выучить”), with numbers and pages.
VOR-2_14_6-01 = Note the safety briefing.
VOR-2_23-01 = н/а: { $share } % missed, { $count } marks — the condition is not met.
VOR-2_23-02 = н/а is possible: { $share } % missed, { $count } marks.
VOR-2_24-01 = To replace н/а give date and form in which the material was passed.
VOR-2_25-02 = { $missing ->
    [yes] A final mark without one for the examination: Russian and mathematics are taken by all.
   *[other] The pupil did not take this examination.
 }
VOR-2_25_1-01 = The final mark must be { $proposed }.
VOR-2_26-01 = Grade 11: the page of a subject takes neither examination nor final mark.
VOR-2_26_1-01 = The final mark must be { $proposed }.
VOR-3_7-01 = Written work: marks are due by { $due }.
VOR-6_41-01 = { $count } marks, at least { $minimum } are needed.
VOR-6_46-01 = Entries are in Russian.
VOR-6_54-01 = The reason of an absence is entered on its day (until { $due }).

MDA-15-01 = Entries are in the state language.
MDA-17-01 = Name the document that this rests on: its number and date.
MDA-20-01 = Give the ground of the correction.
MDA-33-01 = Somebody else ({ $who }) entered this: only they may change it.
MDA-54_4-01 = The cell is filled already: replace it together with the others?
MSK-1_3-01 = No act of the school is named: the rules are advice.

# Rules of the program: the regulation has no clause for them.
ZV-ACCESS = You may not enter anything here. (A rule of the program, not of the regulation.)
ZV-TEXT = A cell holds up to eight visible characters. (A rule of the program, not of the regulation.)
ZV-CHANGE = The lesson's day is over: give the reason of the change. (A rule of the program, not of the regulation.)
ZV-REASON = Name the reason of the absence. (A rule of the program, not of the regulation.)
ZV-OPEN = Not entered yet; the regulation names no instant. (A rule of the program, not of the regulation.)
ZV-ROSTER = The pupil does not belong to this lesson, and nothing is written to them here. If the roster is wrong, tell the administrator of the school. (A rule of the program, not of the regulation.)
ZV-TIME = The lesson has not begun, was cancelled or was not held. (A rule of the program, not of the regulation.)

# The texts.
regulation-STD = Regulation of the electronic journal, Starodracheninskaya school, Altai
regulation-VOR = Regulation of the electronic journal, Vorobyovo school, Crimea
regulation-MSK = Order No. 810 of the Moscow Department of Education
regulation-SHM = Service regulation, Shemetovo school, Moscow Oblast
regulation-MDA = Decision No. 899 of the Government of Moldova
regulation-ZV = Rules of the program (not of a regulation)
regulation-clause = { $text }, { $clause }

# What answers to a rule.
rule-by-engine = check at entry
rule-by-deadline = deadline
rule-by-counter = counter
rule-by-reminder = reminder
rule-by-document = document
rule-by-access = access
rule-by-store = how data is kept
rule-by-outside = outside the program
rule-decided-yes = decided
rule-decided-no = not decided yet
