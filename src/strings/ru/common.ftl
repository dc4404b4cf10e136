# Words that every screen shares: dates, states, duties, kinds of work.

date-long = { $weekday } { $day } { $month }
weekday-1 = пн
weekday-2 = вт
weekday-3 = ср
weekday-4 = чт
weekday-5 = пт
weekday-6 = сб
weekday-7 = вс
month-1 = января
month-2 = февраля
month-3 = марта
month-4 = апреля
month-5 = мая
month-6 = июня
month-7 = июля
month-8 = августа
month-9 = сентября
month-10 = октября
month-11 = ноября
month-12 = декабря
day-month = { $day } { $month }
today-until = сегодня до { $time }
until-date = до { $date }

left-minutes = { $n ->
    [one] { $n } минута
    [few] { $n } минуты
   *[many] { $n } минут
}
left-hours = { $h } ч { $m } мин
left-days = { $n ->
    [one] { $n } день
    [few] { $n } дня
   *[many] { $n } дней
}

training-time = учебное время
link-up = связь
link-unknown = связь?
link-down = нет связи
link-down-since = нет связи с { $time }
link-cut = сервер выключен
link-sign-in = нужен вход

# States of an entry, as the queue shows them.
life-typed = записывается на диск
life-held = придержано
life-held-until = уйдёт в { $time }
life-draft-until = черновик до { $time }
life-on-disk = ждёт связи
life-on-disk-online = ждёт отправки
life-sent = отправляется
life-uncertain = неизвестно, проверяется
life-requested = ждёт согласования
life-conflict = расхождение
life-refused = отказано
# The clause of a regulation: «6.3, абз. 11», «п. 2.17».
clause-paragraph = { $point }, абз. { $paragraph }
clause-point = п. { $point }
life-refused-clause = отказано: { $clause }
life-superseded = заменено
life-withdrawn = отменено
life-in-journal = в журнале

duty-attendance = посещаемость
duty-marks = отметки
duty-topic = тема
duty-topic-short = тема
duty-homework = домашнее задание
duty-homework-short = ДЗ

work-oral = ответ
work-independent = самостоятельная работа
work-short-test = проверочная работа
work-test = тест
work-control = контрольная работа
work-control-dictation = контрольный диктант
work-dictation-with-grammar = диктант с грам. заданием
work-vocabulary-dictation = словарный диктант
work-exposition = изложение
work-composition = сочинение
work-home-composition = домашнее сочинение
work-lab = лабораторная работа
work-practical = практическая работа
work-credit = зачёт
work-notebook = тетрадь
work-project = проект
work-other = другая работа

# At most three letters: the second line of the grid.
column-oral = отв
column-independent = САМ
column-short-test = ПРО
column-test = ТЕС
column-control = КОН
column-control-dictation = ДИК
column-dictation-with-grammar = ДИК
column-vocabulary-dictation = СЛО
column-exposition = ИЗЛ
column-composition = СОЧ
column-home-composition = ДСО
column-lab = ЛАБ
column-practical = ПРА
column-credit = ЗАЧ
column-notebook = тет
column-project = ПРЖ
column-other = дру
