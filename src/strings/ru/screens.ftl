# What the screens say: titles, headings, sentences in the place of a list, questions.

title-today = Сегодня
title-grid = Журнал
title-lesson = Урок
title-roll-call = Перекличка
title-queue = Очередь
title-deadlines = Сроки
title-journals = Мои журналы
title-week = Неделя
title-plan = План
title-sign-in = Вход
title-help = Справка
title-nothing = Звонок

too-small = Окно мало. Нужно 40×12. Ждут отправки: { $waiting }

# Short words for the last line; the full ones are the titles of the actions.
hint-today-open = журнал
hint-journals-open = открыть
hint-queue-open = решить
hint-deadlines-open = урок
hint-absent = нет
hint-find-pupil = найти
hint-only-unfilled = незаполненное
hint-roll-call-accept = записать всех
hint-roll-call-list-accept = записать всех
hint-roll-call-down = к списку
hint-lesson-choice-right = другой вид
hint-sign-in-accept = войти
hint-sign-in-back = без входа
hint-question-back = нет
hint-prompt-back = отмена
hint-prompt-accept = готово
hint-help-back = закрыть
hint-action-list-accept = выполнить

heading-time = время
heading-class = класс
heading-class-short = кл
heading-subject = предмет
heading-room = каб
heading-attendance = посещ
heading-marks = отм
heading-topic = тема
heading-homework = ДЗ
heading-due = срок
heading-attendance-short = п
heading-marks-short = отм
heading-topic-short = т
heading-homework-short = д
heading-pupil = Ученик
heading-mean = средн
heading-teacher = учитель
heading-when = когда
heading-lesson = урок
heading-entry = запись
heading-state = состояние

month-name-1 = январь
month-name-2 = февраль
month-name-3 = март
month-name-4 = апрель
month-name-5 = май
month-name-6 = июнь
month-name-7 = июль
month-name-8 = август
month-name-9 = сентябрь
month-name-10 = октябрь
month-name-11 = ноябрь
month-name-12 = декабрь

# Today.

today-asked = Читаю расписание…
today-missing = Расписания этого дня на этом компьютере ещё нет, а сервер недоступен. F5 — спросить снова, ← и → — другой день, F4 — мои журналы.
today-no-lessons-nearest = Уроков нет. Ближайший учебный день — { $day }: Enter. ← и → — другой день, F4 — мои журналы.
today-no-lessons = Уроков нет. ← и → — другой день, F4 — мои журналы.
substitution = замена
instead-of = вместо: { $name }
doubled = сдвоенный, { $place }-й из { $of }
lesson-number = { $n }-й урок
lesson-runs = идёт, до звонка { $left }
lesson-begins-in = начнётся через { $left }
lesson-cancelled = отменён
lesson-not-held = не состоялся
by-plan = по плану: { $topic }
absent-count = нет на уроке: { $n }
waits-for-you = Ждут вас
waits-nothing = Всё внесено.
waits-decision = { $n ->
    [one] { $n } запись не принята и ждёт вашего решения — F6
    [few] { $n } записи не приняты и ждут вашего решения — F6
   *[many] { $n } записей не приняты и ждут вашего решения — F6
}
overdue-since = просрочено с { $time }
marks-owed = нет отметок у { $owed } из { $of }: { $work }

# The grid.

grid-asked = Читаю журнал…
grid-missing = Этой страницы журнала на этом компьютере ещё нет, а сервер недоступен. F5 — спросить снова, Esc — назад.
grid-no-pupils = В этом классе нет учеников. Список ведёт администрация школы; когда он появится на сервере, F5 прочитает его.
grid-no-lessons = В этом периоде нет уроков. Esc — назад.
pupils-count = { $n ->
    [one] { $n } ученик
    [few] { $n } ученика
   *[many] { $n } учеников
}
absent-reason = нет: { $reason }
known-reason = известно: { $reason }
reason-prompt = Почему нет:
reason-told-by-class-teacher = сообщил классный руководитель · Tab — по записке родителей
reason-told-by-parents = по записке родителей · Tab — сообщил классный руководитель
reason-of-parents = { $reason } (записка родителей)
off-roster = не в этом классе на дату урока
home-schooled = обучается на дому
missed-in-a-row = { $n ->
    [one] нет { $n } урок
    [few] нет { $n } урока
   *[many] нет { $n } уроков
}
cell-two-marks = Две отметки через «/»: { $kind ->
    [dictation_with_grammar] за диктант и за задание
   *[other] за содержание и за грамотность
}
cell-debt = Обязательная работа: отметка встаёт рядом с «н»
topic-is = Тема: { $topic }
value-cleared = стереть
value-nothing = ничего

# The roll call.

roll-call-question = Кого нет?
roll-call-hint = номера или первые буквы, Enter — готово
roll-call-count = { $listed } в списке · нет { $absent }
roll-call-count-doubtful = { $listed } в списке · нет { $absent } · под вопросом { $doubtful }
roll-call-count-known = { $listed } в списке · нет { $absent }, из них не подтверждено { $unconfirmed }
roll-call-known = ?? уже известно, что нет: Enter подтвердит всех, пробел в списке — снимет
roll-call-known-lesson = {"   "}{ $numbers } — нет на { $n }-м уроке, { $subject }
roll-call-known-reason = {"   "}{ $numbers } — классный руководитель: { $reason }
roll-call-known-parents = {"   "}{ $numbers } — записка родителей: { $reason }
roll-call-doubtful = ? не было на прошлом уроке — подтвердите или снимите пробелом
# For a narrow terminal.
roll-call-count-doubtful-short = { $listed } в списке · нет { $absent } · ? { $doubtful }
roll-call-count-known-short = { $listed } в списке · нет { $absent } (?? { $unconfirmed })
roll-call-known-short = ?? Enter подтвердит, пробел снимет
roll-call-known-lesson-short = {"   "}{ $numbers } — нет на { $n }-м уроке
roll-call-doubtful-short = ? не было на прошлом уроке
roll-call-nobody = «{ $word }»: такого номера или имени в списке нет
roll-call-several = «{ $word }»: подходят { $names } — допишите

# The lesson.

field-topic = Тема
field-kind = Вид работы
field-number = Номер
field-homework = Домашнее
plan-place = КТП, { $n } из { $of }
plan-after = дальше: { $topic }
plan-next = по плану: { $topic }
plan-empty = плана (КТП) нет — тему наберите сами
plan-done = план (КТП) пройден
work-obligatory = обязательная
work-added = ещё одна работа урока
marks-until = отметки до { $date }
homework-none = не задано
homework-next-lesson = к следующему уроку
homework-for-date = к { $date }
field-pupils = Кому
homework-for-all = всему классу
homework-pupils-hint = номера или первые буквы фамилий; пусто — всему классу
homework-for-pupils = { $n ->
    [one] { $n } ученик: { $names }
    [few] { $n } ученика: { $names }
   *[many] { $n } учеников: { $names }
}
homework-of-some = { $n ->
    [one] { $text } ({ $n } ученику)
   *[many] { $text } ({ $n } ученикам)
}
until-with-left = до { $time }, осталось { $left }

# The queue.

queue-empty = Все записи в журнале.
queue-count = { $n ->
    [one] Ещё не в журнале: { $n } запись. Она на диске.
    [few] Ещё не в журнале: { $n } записи. Они на диске.
   *[many] Ещё не в журнале: { $n } записей. Они на диске.
}
queue-offline = Уйдут сами со связью. Сделанное до срока останется сделанным вовремя.
queue-online = Уходят сами. F5 — отправить сейчас.
queue-undecided = Отказанные и спорные записи ждут вас: без решения они в журнал не попадут.
queue-sign-in = Сервер просит войти заново: записи на диске и уйдут после входа.
conflict-present = в журнале: { $value } — { $author }, { $time }
requested-present = { $state } · в журнале: { $value }
requested-wish = { $state }: { $value }
conflict-lesson-cancelled = урок тем временем отменён
conflict-lesson-moved = урок теперь { $date }, { $number }-й
conflict-empty = в журнале этого уже нет

target-absence = отсутствие
target-reason = причина отсутствия
target-marks = отметка
target-term = отметка за период
target-topic = тема
target-homework = домашнее задание
target-attendance = перекличка
target-not-held = урок не состоялся
target-work = вид работы

# Deadlines.

deadlines-asked = Читаю сроки…
deadlines-missing = Сроков этого дня на этом компьютере ещё нет, а сервер недоступен. F5 — спросить снова.
deadlines-no-lessons-nearest = В этот день уроков нет. Ближайший учебный день — { $day }: Enter. ← и → — другой день.
deadlines-no-lessons = В этот день уроков нет. ← и → — другой день.
deadlines-all-filled = Всё внесено.
deadlines-none-pass = Ни один урок не проходит отбор.
deadlines-totals = уроков { $lessons } · внесено { $done } · ждут { $waiting } · просрочено { $late }
deadlines-totals-until = уроков { $lessons } · внесено { $done } · до { $time } ждут { $waiting } · просрочено { $late }
deadlines-totals-later = уроков { $lessons } · внесено { $done } · до { $time } ждут { $waiting }, позже { $later } · просрочено { $late }
deadlines-in-time = вовремя { $share } %
deadlines-missing-heading = не хватает
deadlines-since = с { $time }
deadlines-everything =
    всё, { $n } { $n ->
        [one] урок
        [few] урока
       *[other] уроков
    }
deadlines-legend = { $done } внесено всё   { $waiting } ждёт, срок не вышел   { $late } просрочено   { $none } нет урока
deadlines-lesson = { $class } { $subject }, { $n }-й урок
deadlines-lesson-done = внесено всё
deadlines-lesson-future = ещё не начался
deadlines-lesson-until = { $what } — до { $time }
deadlines-lesson-since = { $what } — просрочено с { $time }
deadlines-no-names = Учителей эта роль не видит: отбор по классу — «к»
deadlines-closed = Страницы журнала этой роли не показываются: здесь только сроки
filter-unfilled = только незаполненное
filter-class = класс: { $letters }
filter-teacher = учитель: { $letters }
filter-class-prompt = Класс начинается с
filter-teacher-prompt = Учитель начинается с

# Journals.

journals-asked = Читаю список журналов…
journals-missing = Списка журналов на этом компьютере ещё нет, а сервер недоступен. F5 — спросить снова, Esc — назад.
journals-none = За вами нет ни одного журнала. Это исправляет администрация школы.

# Sign-in.

sign-in-why = Войдите в журнал школы. Записи, которые ждут, на диске и не пропадут.
sign-in-new-why = Это первый вход: задайте новый пароль. Его не знает никто, кроме вас.
sign-in-asking = Спрашиваю сервер…
title-locked = Заблокировано
hint-locked-accept = открыть
hint-locked-next-field = PIN или пароль
lock-why = Экран закрыт. Записи целы и уходят в журнал сами; ждут отправки: { $waiting }.
lock-asking = Проверяю…
lock-wait = Подождите минуту и попробуйте снова.
lock-pin-wrong = PIN не подходит.
lock-password-wrong = Пароль не подходит. Проверьте раскладку.
lock-pin-over = PIN не подошёл пять раз. Введите пароль.
lock-training = Учебная школа: пароль uchebnaya-shkola
field-pin = PIN
names-hidden = (без имён)
notice-names-hidden = Имена скрыты: ученики названы номерами по списку.
notice-names-shown = Имена снова видны.
sign-in-phrase-why = Записи на этом компьютере запечатаны. Откройте их своей фразой.
sign-in-store-why = Записи на этом компьютере запечатаны. Откройте их своим паролем: связь для этого не нужна.
sign-in-opening = Открываю…
sign-in-waiting = Ждут отправки: { $count }.
sign-in-others = На этом компьютере ждут отправки записи других: { $count }.
field-passphrase = Фраза
screen-secret-place-keyring = Сеанс и ключ записей — в связке ключей рабочего стола.
screen-secret-place-kernel = Сеанс — в связке ключей ядра до выхода или перезагрузки; ключ записей — под паролем.
screen-secret-place-key-file = Сеанс и ключ записей — в файле под фразой.
screen-secret-place-nowhere = Сеанс нигде не хранится, ключ записей — под паролем.
screen-secret-wrong-passphrase = Фраза не подходит. Записи на диске целы.
screen-secret-wrong-password = Пароль не подходит. Если его сменили на другом компьютере, здесь нужен прежний.
field-login = Имя
field-password = Пароль
field-new-password = Новый пароль
field-again = Ещё раз

# Help.

help-marks-heading = Отметки
help-marks-1 = 5 4 3 2 — отметка; курсор идёт к следующему ученику
help-marks-2 = н или 0 — нет на уроке; н5 — не был, отметка за работу
help-marks-3 = 5/4 — две отметки за одну работу, где правила это разрешают
help-marks-4 = вставка столбца из таблицы показывается до записи
help-signs-heading = Знаки возле значения
help-no-sign = без знака
help-no-key = без клавиши
help-layouts = Клавиши работают в русской и в латинской раскладке: важно место клавиши, а не буква на экране. Запись попадает на диск сразу, в журнал — когда есть связь.

nothing-here = Журналы администратор не ведёт. Ваша работа — командами: zvonok school --help, zvonok serve --help.

# Questions

ask-second-key = Enter — всё равно записать, Esc — нет.
ask-comment = Комментарий
ask-reason = Причина
ask-explanation = Объяснение исправления
quit-unwritten = Набранное в уроке или в перекличке ещё не записано и пропадёт.
quit-waiting = { $n ->
    [one] { $n } запись ещё не в журнале. Она на диске и уйдёт при следующем запуске.
    [few] { $n } записи ещё не в журнале. Они на диске и уйдут при следующем запуске.
   *[many] { $n } записей ещё не в журнале. Они на диске и уйдут при следующем запуске.
}
quit-undecided = { $n ->
    [one] { $n } запись ждёт вашего решения: сама она не уйдёт.
    [few] { $n } записи ждут вашего решения: сами они не уйдут.
   *[many] { $n } записей ждут вашего решения: сами они не уйдут.
}
quit-question = Закончить? Enter — да, Esc — остаться.
give-up-question = Отказаться от записи? В журнале останется то, что там есть. Enter — да, Esc — нет.
conflict-theirs = оставить то, что в журнале: { $value }
conflict-mine = записать своё: { $value }
conflicts-title = { $n ->
    [one] { $n } расхождение. Как решить?
    [few] { $n } расхождения. Как решить все сразу?
   *[many] { $n } расхождений. Как решить все сразу?
}
conflicts-values = своё { $mine } · в журнале { $theirs }
conflicts-more = …и ещё { $n }
conflicts-theirs = оставить всё, что в журнале
conflicts-mine = записать всё своё
queue-conflicts = Расхождений: { $n }. Enter решает одно, { $key } — все сразу.
notice-printed = Временный журнал: { $path }. Откройте в браузере, напечатайте и удалите файл.
notice-not-printed = Файл временного журнала не записан: нет места или прав. Записи целы.
find-prompt = Найти
find-nobody = Такого ученика в списке нет.
paste-count = { $n ->
    [one] Вставить { $n } значение?
    [few] Вставить { $n } значения?
   *[many] Вставить { $n } значений?
}
paste-question = Enter — записать, Esc — нет.
actions-prompt = Действие
actions-none = Такого действия здесь нет.
history-heading = Кто и когда писал: { $who }
history-asked = Читаю прежние записи…
history-missing = Прежние записи знает только сервер, а связи нет
history-none = Здесь ещё ничего не писали
history-in-place-of = { $who } вместо: { $for }
jump-heading = Что не заполнено за неделю
jump-marks = нет отметок у { $owed } из { $of }
jump-until = до { $time }
week-no-lessons = На этой неделе у вас нет уроков.
week-room = каб. { $room }
week-open = не внесено: { $what }
plan-summary = Пройдено { $used } из { $hours } ч, осталось { $left }; уроков до конца периода: { $lessons }
plan-lags = { $n ->
    [one] Отставание: { $n } прошедший урок без темы
    [few] Отставание: { $n } прошедших урока без темы
   *[many] Отставание: { $n } прошедших уроков без темы
}
beside-no-roll = переклички не было
beside-all-present = все на месте
hint-week-open = журнал
hint-week-next-day = неделя вперёд
hint-week-previous-day = неделя назад
hint-plan-to-running = к следующей теме
pile-prompt = Чья тетрадь
pile-hint = первые буквы фамилии, отметка, следующая фамилия
pile-entered = { $n ->
    [one] внесена { $n } тетрадь
    [few] внесены { $n } тетради
   *[many] внесено { $n } тетрадей
}
fill-prompt = Заполнить отметкой
fill-empty = Пустых клеток: { $n }. Заполненные не тронем; Tab — переписать и их
fill-all = Клеток: { $n }, из них заполнены другой отметкой: { $over }. Tab — только пустые
fill-absences = Клетки с «н» останутся как есть.
copy-lesson-heading = В какой урок перенести тему и задание
hint-grid-pile = стопка
hint-pile-down = кто из них
hint-reason = причина
hint-pile-accept = готово
hint-fill-accept = заполнить
hint-lesson-text-copy-lesson = копия
hint-jump-list-accept = перейти
not-kept = Запись НЕ сохранена. На экране снова то, что было.

# Themes

theme-not-toml = строка не читается: { $word }
theme-unknown-role = нет роли «{ $field }»
theme-unknown-role-near = нет роли «{ $field }»; может быть, { $word }?
theme-not-text = значение роли «{ $field }» должно быть в кавычках: "red bold"
theme-unknown-word = «{ $word }» не цвет и не начертание
theme-problem = тема { $file }, строка { $line }: { $what }
theme-unknown = темы «{ $name }» нет: { $why }; взята тёмная

# What the program says at the start.

note-open-elsewhere = Журнал уже открыт в другом окне: здесь можно только смотреть.
note-network-folder = Папка программы на сетевом диске: запись надёжна, но медленнее.
note-log-altered = Журнал записей на этом компьютере изменён не программой. Проверьте: zvonok doctor. Скажите администратору.
note-salvaged = Хранилище было повреждено. Спасено записей: { $saved }, не прочитано: { $lost }. Прежний файл: { $kept }. Сверьте последние записи с журналом: чего нет, введите снова.

# Errors as screens say them: short, without names of commands.

sign-in-other-name = Это имя другой учётной записи. Выйдите (F10) и войдите: zvonok login.
screen-remote-connect = Сервер { $server } не отвечает. Записи на диске и уйдут сами.
screen-remote-time-out = Сервер { $server } не ответил вовремя. Записи на диске и уйдут сами.
screen-remote-proxy = Прокси-сервер сети не пропускает к серверу. Записи на диске. Спросите администратора (HTTPS_PROXY).
screen-remote-encryption = С сервером не договориться о шифровании: не тот порт, старый сервер или только ГОСТ. Записи на диске. Спросите администратора.
screen-remote-descriptors = Система не даёт открывать файлы и соединения. Записи на диске. Закройте лишние программы.
screen-remote-name = Имени сервера { $server } нет в сети. Записи на диске. Проверьте подключение.
screen-remote-broken = Связь прервалась раньше ответа. Записи на диске; дошли ли они, станет ясно при следующей отправке.
screen-remote-no-answer = Ответил не журнал: возможно, страница входа в сеть. Записи на диске. Войдите в сеть в браузере.
screen-remote-sign-in = Сеанс кончился. Записи на диске. F5 — войти снова.
screen-remote-not-now = Сервер занят и просит подождать. Записи на диске и уйдут сами.
screen-remote-failing = На сервере неполадка. Записи на диске и уйдут сами.
screen-remote-certificate = Сертификату сервера нельзя доверять: возможно, он чужой. Ничего не отправлено, записи на диске. Спросите администратора о настройке ca_file.
screen-remote-certificate-time = Сертификат сервера не подходит ко времени этого компьютера. Записи на диске. Проверьте дату и часы.
screen-remote-certificate-pin = Ключ сервера не тот, что назван в настройке pin: возможно, сервер чужой. Ничего не отправлено, записи на диске. Спросите администратора.
screen-remote-ca-file = Файл сертификатов (ca_file) не читается. Записи на диске. Проверьте путь: zvonok config check.
screen-remote-pin = Настройка pin не читается. Ничего не отправлено, записи на диске. Проверьте: zvonok config check.
screen-remote-refused = Сервер отказал. Записи на диске. Если это ошибка, спросите администратора.
screen-remote-cursor-gone = Журнал на сервере вернули из резервной копии. Записи на диске; что пропало из журнала, уйдёт снова само.
screen-remote-too-large = Сервер не принял такой большой запрос. Записи на диске, программа повторит сама.
screen-remote-conflict = Журнал тем временем изменил кто-то другой. Обе записи сохранены: решите в «Очереди».
screen-remote-incompatible = Сервер говорит на языке, которого эта версия не знает. Записи на диске. Обновите программу.
screen-demo-not-started = Сервер учебной школы не запустился: его адрес занят другой программой. Записи на диске. F9 — попробовать ещё раз.
screen-sync-sign-in-needed = Нужно войти. Записи на диске. F5 — войти.
screen-sync-weak-password = Сервер не принял новый пароль: он короче 8 знаков, слишком простой или прежний. Наберите другой.
screen-sync-wrong-password = Имя или пароль не подходят. Проверьте раскладку и повторите.
screen-sync-code-needed = Нужен одноразовый код: наберите пароль, пробел и шесть цифр с телефона.
# What one key puts into the field in the place of what is wrong.
fix-offered = → { $text }
screen-secret-no-place = Неизвестно, где хранить ключ от записей на диске. Ничего не записано. Выйдите и войдите: zvonok login.

# A time without a server, and a wrong clock.

queue-outage-lasts-since = Сервер недоступен с { $from }: { $how }.
queue-outage-notice = Сообщите завучу до { $until } ({ $clause }).
queue-carry-until = Перенести до { $until }: ещё { $left } (сервера не было { $from }–{ $to }).
queue-carry-over = Срок переноса истёк { $until } (сервера не было { $from }–{ $to }).
carry-in-time = сделано вовремя: сервер был недоступен с { $from } до { $to }
carry-in-time-lasts = сделано вовремя: сервер недоступен с { $from }
carry = сервер был недоступен с { $from } до { $to }
carry-lasts = сервер недоступен с { $from }
outage-name = имени сервера нет в сети
outage-connect = он не отвечает
outage-time-out = ответа нет слишком долго
outage-proxy = не пропускает прокси-сервер сети
outage-encryption = не договориться о шифровании
outage-descriptors = система не даёт открывать соединения
outage-no-answer = отвечает не журнал, а, возможно, страница входа в сеть
outage-broken = связь прерывается раньше ответа
outage-certificate = его сертификату нельзя доверять
outage-certificate-time = его сертификат не подходит к дате этого компьютера
outage-certificate-pin = ключ сервера не тот, что назван в настройке pin
outage-ca-file = файл сертификатов (ca_file) не читается
outage-pin = настройка pin не читается
outage-not-now = он занят и просит подождать
outage-failing = на нём неполадка
outage-incompatible = он говорит на языке, которого эта версия не знает
clock-behind = Часы компьютера отстают от сервера на { $n } мин. Сроки считаются по серверу; поправьте часы.
clock-ahead = Часы компьютера спешат на { $n } мин. Сроки считаются по серверу; поправьте часы.
clock-useless = Часы компьютера неверны больше чем на сутки. Сроки считаются по серверу; поправьте дату и время.
