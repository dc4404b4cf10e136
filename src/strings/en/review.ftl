# review: the check of a period, the rule behind a finding, forecasts and marks of periods

# What is not there: its instant has passed.
missing-attendance = The roll call is missing: it was due { $due }.
missing-topic = The topic is missing: it was due { $due }.
missing-homework = The homework is missing: it was due { $due }.
missing-marks = The mark for the work is missing: it was due { $due }.
missing-term = The mark for the period is missing: it was due { $due }.

# What is not there: its instant has not come, or there is none.
waiting-attendance = { $due ->
    [none] The roll call is not made yet.
   *[other] The roll call is not made yet: due { $due }.
}
waiting-topic = { $due ->
    [none] There is no topic yet.
   *[other] There is no topic yet: due { $due }.
}
waiting-homework = { $due ->
    [none] There is no homework yet.
   *[other] There is no homework yet: due { $due }.
}
waiting-marks = { $due ->
    [none] There is no mark for the work yet.
   *[other] There is no mark for the work yet: due { $due }.
}
waiting-term = { $due ->
    [none] There is no mark for the period yet.
   *[other] There is no mark for the period yet: due { $due }.
}

standing-entry = entry
standing-late = late
standing-waiting = open
standing-missing = overdue

# The command `check` over the own journals.
arg-check-from = The first day; without it the beginning of the current quarter
arg-check-to = The last day; without it today
arg-check-class = This class only
arg-check-teacher = This teacher only
check-head = Check { $from }–{ $to }, { $scope ->
    [school] the whole school
    [class] own journals and own class
   *[other] own journals
}: lessons { $lessons }, refused { $refused }, late { $late }, overdue { $missing }, open { $waiting }, warnings { $warnings }
check-clean = Nothing to remark.
check-lesson = { $date }, lesson { $number } · { $class } { $subject } · { $teacher }
check-period = { $date }, marks of the period · { $class } { $subject } · { $teacher }
check-names-more = { $names } and { $more } more
check-unseen = Not to be seen without a link, pages: { $pages }. { $names }
fail-check-role = Journals are checked by teachers and the administration: they are not open to your role.
fail-check-span = The first day comes after the last one: change them round.
fail-check-class = There is no class “{ $class }” among the journals that are open to you.

# «Проверка»
title-review = Check
context-review = Check
action-check = check of the journals
action-filter-severity = All remarks, or the grave ones only
hint-check = check
hint-filter-severity = grave ones
hint-review-findings = rule
review-loading = Reading the journals…
review-missing = No link, and no journals were read before. Read anew: F5.
review-reading = Reading more pages: { $pages }…
review-unseen = Pages that cannot be seen without a link: { $pages }. Read anew: F5.
review-clean = Nothing to remark. Lessons checked: { $lessons } — roll calls, topics, homework, marks and their terms.
review-filtered = Nothing to remark under this filter. To see all: the filter key again.
review-counts = Lessons { $lessons } · refused { $refused } · late { $late } · overdue { $missing } · open { $waiting } · other { $warnings }
review-shown-all = all remarks
review-shown-weighty = the grave ones only
review-shown-refused = only what the regulation forbids
review-own-only = These are your journals: filtering by teacher is for the administration.
review-lesson = { $date } · lesson { $number } · { $class } { $subject } · { $teacher }
review-period = { $date } · marks of the period · { $class } { $subject } · { $teacher }

# «Правило»
title-rule = Rule
context-rule = Rule
rule-of = { $at } of { $of }, ← →
rule-clause = Clause { $clause } · { $severity }
rule-own = A rule of the program, not of the regulation · { $severity }
rule-unknown = This rule is not in the program's list.
rule-line-built-in = Set by { $profile }.toml (built in), line { $line }:
rule-line-school = Set by the school's regulation { $profile }, line { $line }:
rule-no-line = No line of the regulation sets it: the rule holds as long as the text does.
allowed-cell = Allowed here: { $value }
allowed-nothing = Nothing is allowed here now.
allowed-topic = The topic expected: “{ $value }”
allowed-number = The number expected: { $value }
allowed-mark = Proposed: { $value }
allowed-code = Code of absence: { $value }
allowed-due = Due: { $value }

# Forecasts
forecast-one-more = mean { $mean } → { $mark }; one more { $more } gives { $next } → { $then }
forecast-fives = mean { $mean } → { $mark }; fives needed for a { $better }: { $fives }
head-proposal = →
head-one-more = +5
hint-rule-left = previous
hint-rule-right = next
