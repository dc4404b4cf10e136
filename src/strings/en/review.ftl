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
