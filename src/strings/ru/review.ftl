# review: the check of a period, the rule behind a finding, forecasts and marks of periods

# What is not there: its instant has passed.
missing-attendance = Посещаемость не отмечена: срок был { $due }.
missing-topic = Нет темы урока: срок был { $due }.
missing-homework = Нет домашнего задания: срок был { $due }.
missing-marks = Нет отметки за работу: срок был { $due }.
missing-term = Нет отметки за период: срок был { $due }.

# What is not there: its instant has not come, or there is none.
waiting-attendance = { $due ->
    [none] Посещаемость не отмечена.
   *[other] Посещаемость не отмечена: срок { $due }.
}
waiting-topic = { $due ->
    [none] Нет темы урока.
   *[other] Нет темы урока: срок { $due }.
}
waiting-homework = { $due ->
    [none] Нет домашнего задания.
   *[other] Нет домашнего задания: срок { $due }.
}
waiting-marks = { $due ->
    [none] Нет отметки за работу.
   *[other] Нет отметки за работу: срок { $due }.
}
waiting-term = { $due ->
    [none] Нет отметки за период.
   *[other] Нет отметки за период: срок { $due }.
}

standing-entry = запись
standing-late = поздно
standing-waiting = не внесено
standing-missing = просрочено
