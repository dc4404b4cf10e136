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

# The command `check` over the own journals.
arg-check-from = Первый день; без него — начало текущей четверти
arg-check-to = Последний день; без него — сегодня
arg-check-class = Только этот класс
arg-check-teacher = Только этот учитель
check-head = Проверка { $from }–{ $to }, { $scope ->
    [school] вся школа
    [class] свои журналы и свой класс
   *[other] свои журналы
}: уроков { $lessons }, отклонено { $refused }, поздно { $late }, просрочено { $missing }, не внесено { $waiting }, предупреждений { $warnings }
check-clean = Замечаний нет.
check-lesson = { $date }, { $number }-й урок · { $class } { $subject } · { $teacher }
check-period = { $date }, отметки за период · { $class } { $subject } · { $teacher }
check-names-more = { $names } и ещё { $more }
check-unseen = Не видно без связи, страниц: { $pages }. { $names }
fail-check-role = Журналы проверяют учителя и администрация школы: вашей роли они не открыты.
fail-check-span = Первый день позже последнего: поменяйте их местами.
fail-check-class = Класса «{ $class }» нет среди журналов, которые вам открыты.

# «Проверка»
title-review = Проверка
context-review = Проверка
action-check = проверка журналов
action-filter-severity = Все замечания или только важные
hint-check = проверка
hint-filter-severity = важные
hint-review-findings = правило
review-loading = Читаю журналы…
review-missing = Нет связи, и прочитанных журналов нет. Обновить: F5.
review-reading = Читаю ещё страниц: { $pages }…
review-unseen = Без связи не видно страниц: { $pages }. Обновить: F5.
review-clean = Замечаний нет. Проверено уроков: { $lessons } — посещаемость, темы, задания, отметки и их сроки.
review-filtered = С этим отбором замечаний нет. Показать все: клавиша отбора ещё раз.
review-counts = Уроков { $lessons } · отклонено { $refused } · поздно { $late } · просрочено { $missing } · не внесено { $waiting } · прочее { $warnings }
review-shown-all = все замечания
review-shown-weighty = только важные
review-shown-refused = только то, что положение запрещает
review-own-only = Здесь ваши журналы: отбор по учителю — у администрации.
review-lesson = { $date } · { $number }-й урок · { $class } { $subject } · { $teacher }
review-period = { $date } · отметки за период · { $class } { $subject } · { $teacher }

# «Правило»
title-rule = Правило
context-rule = Правило
rule-of = { $at } из { $of }, ← →
rule-clause = Пункт { $clause } · { $severity }
rule-own = Правило программы, а не положения · { $severity }
rule-unknown = Этого правила нет в списке программы.
rule-line-built-in = Задаёт { $profile }.toml (встроенный), строка { $line }:
rule-line-school = Задаёт регламент школы { $profile }, строка { $line }:
rule-no-line = Отдельной строки в регламенте нет: правило действует всегда, пока действует положение.
allowed-cell = Здесь можно: { $value }
allowed-nothing = Здесь сейчас нельзя ничего.
allowed-topic = Ожидается тема: «{ $value }»
allowed-number = Ожидается номер: { $value }
allowed-mark = Предлагается: { $value }
allowed-code = Код отсутствия: { $value }
allowed-due = Срок: { $value }

# Forecasts
forecast-one-more = ср. { $mean } → { $mark }; ещё одна { $more } даёт { $next } → { $then }
forecast-fives = ср. { $mean } → { $mark }; до { $better } нужно пятёрок: { $fives }
head-proposal = →
head-one-more = +5
hint-rule-left = прежнее
hint-rule-right = следующее
