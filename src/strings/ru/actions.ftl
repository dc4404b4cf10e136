# Titles of actions, as help and the bottom line show them.
action-up = вверх
action-down = вниз
action-left = влево, на день назад
action-right = вправо, на день вперёд
action-page-up = на экран вверх
action-page-down = на экран вниз
action-first = в начало
action-last = в конец
action-to-running = к идущему уроку
action-previous-day = день назад
action-next-day = день вперёд
action-next-field = поле
action-previous-field = поле назад
action-open = открыть
action-roll-call = перекличка
action-lesson = урок
action-deadlines = сроки
action-queue = очередь
action-journals = мои журналы
action-today = сегодня
action-week = неделя
action-plan = план (КТП)
action-help = справка
action-actions = действия
action-jump = что не заполнено
action-findings = что говорят правила
action-back = назад
action-find-pupil = найти
action-absent = нет на уроке
action-clear = стереть
action-pile = стопка тетрадей
action-fill = заполнить столбец
action-scope = пустые или все
action-repeat = повторить прежнее
action-comment = комментарий
action-reason = причина отсутствия
action-teller = кто сообщил
action-select = выделить
action-select-up = выделить вверх
action-select-down = выделить вниз
action-select-left = выделить влево
action-select-right = выделить вправо
action-copy = скопировать
action-direction = вниз или вправо после отметки
action-copy-lesson = скопировать в параллельный класс
action-undo = отмена
action-redo = вернуть
action-accept = записать
action-toggle = под курсором
action-next-topic = по плану
action-take-fix = исправить
action-no-homework = не задано
action-obligatory = обязательная
action-add-work = ещё работа
action-not-held = урок не состоялся
action-retry = повторить
action-correct = исправить
action-give-up = отказаться
action-yes = да
action-only-unfilled = только незаполненное
action-filter-class = класс
action-filter-teacher = учитель
action-text-left = на букву назад
action-text-right = на букву вперёд
action-text-start = в начало строки
action-text-end = в конец строки
action-delete-back = стереть букву
action-delete-on = стереть букву справа
action-delete-word = стереть слово
action-delete-line = стереть строку
action-push = отправить сейчас
action-toggle-server = сервер: выключить или включить
action-redraw = перерисовать
action-suspend = приостановить
action-lock = закрыть экран
action-hide-names = скрыть или показать имена
action-quit = выход

# Names of keys that are words.
key-space = Пробел

# Findings of the program itself about what was typed.
ZV-CELL = В клетке бывают 5, 4, 3, 2, две отметки через «/», н и н с отметкой
ZV-REPLACE = { $cells ->
    [one] Заполнена { $cells } клетка: заменить её?
    [few] Заполнены { $cells } клетки: заменить их?
    [many] Заполнено { $cells } клеток: заменить их?
   *[none] В клетке уже есть запись: заменить её?
}
STD-6_3-19-together = «{ $together }» и отметка вместе не стоят: в клетке только один знак — 2, 3, 4 или 5.
ZV-PAGE = Этого урока, работы или ученика нет на странице журнала
ZV-MARKED = Отметка и отсутствие на одном уроке вместе не ставятся: № { $numbers }. Сначала сотрите отметку в журнале.
ZV-NO-LESSON = В этой колонке отсутствие не отмечают: у неё нет урока

# Titles of the contexts of keys, as help shows them.
context-anywhere = Везде
context-today = Сегодня
context-journals = Мои журналы
context-week = Неделя
context-plan = План
context-grid = Журнал
context-roll-call = Перекличка
context-pile = Стопка тетрадей
context-fill = Заполнение столбца
context-reason = Причина отсутствия
context-roll-call-list = Перекличка, список
context-lesson-text = Урок
context-lesson-choice = Урок, вид работы
context-queue = Очередь
context-deadlines = Сроки
context-sign-in = Вход
context-locked = Заблокировано
context-help = Справка
context-nothing = Начало
context-question = Вопрос
context-prompt = Строка ввода
context-action-list = Действия
context-jump-list = Что не заполнено

# What the status line says.
notice-key-unused = Эта клавиша здесь ничего не делает. Все клавиши: F1
notice-sign-in-first = Сначала войдите: без входа здесь только Enter и F10
notice-already-here = Этот экран уже открыт
notice-first-screen = Это первый экран. Выход — F10
notice-not-your-lessons = У этой роли нет своих уроков: незаполненное — на экране «Сроки»
notice-write-first = Здесь есть незаписанное: Enter — записать, Esc — не записывать
notice-elsewhere = Это делают на экране «{ $place }»
notice-jumped-back = Вы снова там, откуда перешли
notice-selecting = Стрелки выделяют, отметка заполняет пустые, Del стирает, Esc — снять выделение
notice-select-marks-only = По выделенному пишут отметку: 5 4 3 2. Отсутствие — перекличкой
notice-fill-marks-only = Столбец заполняют отметкой. Отсутствие отмечают перекличкой
notice-fill-nothing = Здесь нет клеток, которые это изменило бы
notice-nothing-to-repeat = Повторять нечего
notice-comment-needs-mark = Комментарий пишут к отметке, а её здесь нет
notice-reason-class-teacher = Причину отсутствия пишет классный руководитель этого класса
notice-copied = Скопировано: вставляйте там, где стоит ваш терминал
notice-goes-down = После отметки — вниз, к следующему ученику
notice-goes-right = После отметки — вправо, к следующему уроку
notice-pile-surname-first = Сначала буквы фамилии, потом отметка
notice-nothing-to-copy = Копировать нечего: нет ни темы, ни задания
notice-no-parallel = В ближайшие две недели нет ваших уроков того же предмета в параллельном классе
notice-copied-lesson = Тема и задание перенесены: проверьте, Enter — записать
notice-copied-nothing = Там уже есть тема и задание: ничего не изменено
notice-paste-unused = Сюда нельзя вставить текст
notice-no-demo = Сервер выключают только в учебной школе
notice-pushing = Отправляем то, что ждёт, и перечитываем
notice-no-server = Сервера пока нет: спрашиваем снова. На экране то, что есть на диске
notice-no-server-waiting = { $waiting ->
    [one] Сервера нет: { $waiting } запись на диске и уйдёт сама, когда он ответит
    [few] Сервера нет: { $waiting } записи на диске и уйдут сами, когда он ответит
   *[many] Сервера нет: { $waiting } записей на диске и уйдут сами, когда он ответит
}
notice-no-lesson = Здесь не выбран урок
notice-no-pupils = В этом классе нет учеников: записывать некому. Список ведёт администрация школы
notice-read-only = Здесь можно только смотреть
notice-no-cell = Здесь нет клетки для записи
notice-no-page = Страница журнала не открыта
notice-joiner-first = Сначала первая отметка, потом «/» и вторая
notice-paste-count = Ничего не вставлено: строк { $lines }, а учеников отсюда до конца списка { $pupils }. Столбец должен совпасть со списком
notice-paste-not-marks = Это не столбец отметок: «{ $what }». Вставляют по одной отметке в строке
notice-paste-filled = Клетка уже заполнена: { $what }. Вставка ничего не перезаписывает
notice-paste-nothing = В этом тексте нет отметок
notice-no-findings = Правилам нечего сказать об этой клетке
notice-nothing-to-undo = Отменять нечего
notice-nothing-to-redo = Возвращать нечего
notice-undo-elsewhere = Последняя правка — в другом журнале. Откройте его (F4) и отмените там
notice-undone = Отменено: { $class } { $subject } { $lesson }
notice-redone = Возвращено: { $class } { $subject } { $lesson }
notice-undo-reading = Последняя правка — в другом журнале, читаю его…
notice-changed-since = Запись уже изменил кто-то другой: отмена ничего не тронула
notice-roll-call-made = Перекличка записана, нет: { $absent }
notice-lesson-written = Урок записан
notice-lesson-draft = Черновик: записи уйдут, когда начнётся урок ({ $time })
notice-words-needed = Нужен текст. Esc — не записывать
notice-nobody-of-that-name = В списке нет: «{ $word }»
notice-several-of-that-name = Таких несколько: «{ $word }». Допишите буквы
notice-no-fix = Готового исправления нет: что не так, сказано внизу
notice-no-next-topic = Плана нет, или он пройден: введите тему
notice-too-late-to-give-up = Запись уже отправлена, отказаться от неё нельзя
notice-place-unknown = Место этой записи здесь не известно
notice-sign-in-needed = Сервер просит войти снова: F5. Записи целы
sign-in-login-needed = Введите имя для входа
sign-in-password-needed = Введите пароль
sign-in-again-needed = Введите новый пароль ещё раз
sign-in-not-the-same = Пароли не совпадают
sign-in-same-as-before = Новый пароль должен отличаться от прежнего
