# The command line: help, usage errors, answers of commands.

## Headings and words of the help

heading-usage = Вызов:
heading-commands = Команды:
heading-arguments = Аргументы:
heading-options = Ключи:
heading-examples = Примеры:

value-options = КЛЮЧИ
value-command = КОМАНДА
value-url = АДРЕС
value-name = ИМЯ
value-full = ФИО
value-lang = ЯЗЫК
value-theme = ТЕМА
value-role = РОЛЬ
value-size = РАЗМЕР
value-instant = МОМЕНТ
value-dir = ПАПКА
value-data = ПАПКА
value-addr = АДРЕС
value-date = ДАТА
value-class = КЛАСС
value-subject = ПРЕДМЕТ
value-group = ГРУППА
value-lesson = УРОК
value-pupil = УЧЕНИК
value-value = ЗНАЧЕНИЕ
value-text = ТЕКСТ
value-seconds = СЕКУНДЫ
value-kind = ВИД
value-file = ФАЙЛ
value-teacher = УЧИТЕЛЬ
value-profile = ПРОФИЛЬ
value-id = ПРАВИЛО
value-shell = ОБОЛОЧКА
value-number = НОМЕР
value-school = ШКОЛА

arg-help = Показать эту справку
arg-version = Показать версию
arg-default = [обычно: { $value }]
arg-server = Адрес сервера журнала (вместо настройки)
arg-user = Имя для входа (вместо настройки)
arg-lang = Язык текстов
arg-theme = Тема экрана: dark, light, mono или своя
arg-json = Вывести JSON вместо таблицы
arg-date = День: 2026-11-20, 20.11, вчера. Без ключа — сегодня
arg-class = Класс: 7А
arg-subject = Предмет или его первые буквы: русский
arg-lesson = Номер урока сегодня или ДАТА:НОМЕР: 3, 20.11:3
arg-pupil = Номер в списке или первые буквы фамилии
arg-pupils = Кого нет: номера в списке или первые буквы фамилий; никого не назвать — все на месте
arg-group = Подгруппа, если класс делится
arg-comment = Комментарий к записи
arg-reason = Причина опоздания или отступления от плана
arg-explanation = Объяснение исправления
arg-yes = Ответить «да» на все предупреждения
arg-no-push = Только записать на диск, не отправлять сейчас
arg-wait = Ждать ответа сервера столько секунд (без числа — 60)
arg-profile = Регламент: standard, altai-stdr, crimea-vorobyovo
arg-data = Папка с данными сервера
arg-login = Имя для входа
arg-listen = Адрес и порт, на которых отвечает сервер

## Commands

cmd-main =
    «Звонок» — электронный классный журнал в терминале.

    Без команды открывает журнал. Записи сначала ложатся на диск, потом уходят на сервер: сеть и вечерний срок вас не задержат.
examples-main =
    zvonok demo                              учебная школа: попробовать без сервера
    zvonok login --server https://journal.school.example
    zvonok today                             уроки дня и что ещё не заполнено
    zvonok mark 7А русский 3 громова 5       отметка на третьем уроке
    zvonok status                            что горит

cmd-demo = Учебная школа: сервер и журнал в одной программе, ничего настраивать не нужно
arg-demo-role = Кем открыть
arg-demo-size = Размер школы
arg-demo-at = С какого момента идут часы: 2026-11-20T11:07 (время школы)
arg-demo-keep = Хранить данные в этой папке до следующего раза
arg-demo-offline = Начать без связи с сервером
arg-demo-serve-only = Только сервер, без экрана: печатает строку JSON и работает до сигнала
examples-demo =
    zvonok demo                              учитель, пятница 20 ноября, 11:07
    zvonok demo --as deputy --at 2026-11-20T19:40
    zvonok demo --keep ~/zvonok-demo         продолжить завтра с того же места
    zvonok demo --serve-only --listen 127.0.0.1:8750

cmd-login = Войти: спросит пароль и запомнит сеанс в хранилище секретов
examples-login =
    zvonok login --server https://journal.school.example --user orlova
    ZVONOK_PASSWORD_FILE=- zvonok login --user orlova < пароль.txt

cmd-logout = Выйти: забыть сеанс. Записи в очереди остаются на диске
cmd-whoami = Кто вошёл, на каком сервере, до какого времени
cmd-passwd = Сменить свой пароль

cmd-today = Уроки дня: что заполнено и сколько осталось до срока
examples-today =
    zvonok today
    zvonok today --date вчера --json

cmd-show = Страница журнала
arg-show-from = Первый день; без ключа — начало периода
arg-show-to = Последний день; без ключа — сегодня
examples-show =
    zvonok show 7А русский
    zvonok show 7А русский --from 01.11 --to 20.11 --json

cmd-mark = Одна клетка: отметка, отсутствие или пусто
arg-mark-value = 5, н, 5/4, н5; «-» стирает
examples-mark =
    zvonok mark 7А русский 3 громова 5
    zvonok mark 7А русский 20.11:3 12 н
    zvonok mark 7А русский 3 12 -            стереть

cmd-absent = Перекличка: названных нет, остальные на месте
examples-absent =
    zvonok absent 5А 3 3 17 ив
    zvonok absent 5А 3                       все на месте

cmd-lesson = Страница урока: тема, домашнее задание, вид работы
arg-lesson-topic = Тема урока
arg-lesson-next-topic = Взять следующую тему плана
arg-lesson-homework = Домашнее задание
arg-lesson-no-homework = Не задано
arg-lesson-due = На какой день задано; без ключа — на следующий урок
arg-lesson-work = Вид работы: ответ, изложение, контрольная…
examples-lesson =
    zvonok lesson 5А 3 --next-topic --homework "Упр. 214, правило § 31"
    zvonok lesson 5А 3 --topic "Р.р. Изложение «Весна»" --work exposition --no-homework

cmd-apply = Записи из файла JSON Lines: каждая строка целиком или никак, на каждую строку один ответ
arg-apply-file = Файл; «-» — стандартный ввод
examples-apply =
    zvonok apply записи.jsonl
    echo '{"{"}"do":"mark","class":"7А","subject":"русский","lesson":"3","pupil":"12","value":"5"{"}"}' | zvonok apply -

cmd-queue = Что ещё не в журнале и почему
cmd-push = Отправить очередь сейчас
arg-push-wait = Сколько секунд ждать
cmd-status = Сроки: что заполнено, что ждёт, что просрочено
arg-status-class = Только этот класс
arg-status-teacher = Только этот учитель
arg-status-watch = Повторять раз в минуту, пока не прервут
examples-status =
    zvonok status
    zvonok status --class 7А --json

cmd-check = Проверить записи по регламенту: случаи в JSON Lines
arg-check-files = Файлы со случаями; «-» — стандартный ввод
arg-check-json = Ответы в JSON, по одному на строку
arg-check-profile = Регламент вместо указанного в случаях
examples-check =
    zvonok check случаи.jsonl
    zvonok check --json --profile altai-stdr - < случаи.jsonl

cmd-rules = Правила регламента: пункт, строгость и что делает с каждым программа
arg-rules-id = Одно правило: STD-6.3-19
examples-rules =
    zvonok rules --profile altai-stdr
    zvonok rules STD-6.3-19

cmd-serve = Сервер журнала
examples-serve = zvonok serve --data /srv/zvonok --listen 127.0.0.1:8750

cmd-school = Данные сервера: школа, учётные записи, уроки
cmd-school-import = Внести школу из файлов; можно повторять
arg-school-import-dir = Папка с файлами школы
arg-school-import-dry-run = Только показать, что изменится
examples-school-import =
    zvonok school import школа/ --data /srv/zvonok --dry-run
    zvonok school import школа/ --data /srv/zvonok
cmd-school-user = Учётные записи
cmd-school-user-add = Новая учётная запись; пароль спросит
arg-school-user-add-name = Фамилия, имя и отчество
arg-school-user-add-role = Роль: teacher, class-teacher, deputy, director, admin, analyst
arg-school-user-add-school = Школа, если на сервере их несколько
examples-school-user-add = zvonok school user add orlova --name "Орлова Елена Викторовна" --role teacher --data /srv/zvonok
cmd-school-user-list = Все учётные записи
cmd-school-user-disable = Закрыть учётную запись; её записи в журнале остаются
cmd-school-user-password = Задать новый пароль: при входе его попросят сменить
cmd-school-lesson = Один урок расписания: отменить, перенести, назначить замену
arg-school-lesson-date = День: 2026-11-20, 20.11
arg-school-lesson-number = Номер урока
arg-school-lesson-cancel = Отменить урок
arg-school-lesson-moved = Перенести на ДАТА:НОМЕР
arg-school-lesson-substitute = Имя для входа того, кто заменяет
examples-school-lesson =
    zvonok school lesson 20.11 7А 3 --cancel --data /srv/zvonok
    zvonok school lesson 20.11 7А 3 --substitute belova --data /srv/zvonok

cmd-config = Настройки
cmd-config-path = Где лежат файлы программы
cmd-config-check = Проверить файл настроек
cmd-config-keys = Все настройки: имя, что может стоять, что действует сейчас
cmd-doctor = Что не так на этом компьютере: терминал, часы, секреты, сервер, сертификат, хранилище, права
cmd-completions = Подсказки для оболочки
arg-completions-shell = Оболочка
examples-completions = zvonok completions bash > ~/.local/share/bash-completion/completions/zvonok
cmd-man = Страницы руководства
arg-man-dir = Куда их записать
examples-man = zvonok man ~/.local/share/man/man1
cmd-help = Справка по команде
arg-help-command = Команда

## Usage errors

usage-no-such-command = Команды «{ $what }» нет.
usage-no-such-argument = Здесь не бывает «{ $what }».
usage-missing = Не хватает: { $what }.
usage-no-value = После «{ $what }» нужно значение.
usage-bad-value = «{ $value }» не подходит для { $what }.
usage-conflict = «{ $what }» нельзя вместе с «{ $prior }».
usage-no-command = Не сказано, что сделать.
usage-not-utf8 = Аргумент записан не в UTF-8.
usage-no-equals = Значение пишется через «=»: { $what }.
usage-other = Так вызвать нельзя.
usage-did-you-mean = Может быть, «{ $word }»?
usage-one-of = Можно: { $words }.
usage-see-help = Справка: { $command }

## Failures of the program as a whole

fail-home-relative = ZVONOK_HOME — не полный путь. Программа ничего не открыла и не изменила. Укажите путь от корня: /home/имя/zvonok.
fail-no-home = У этой учётной записи нет домашней папки. Программа ничего не открыла и не изменила. Укажите папку в ZVONOK_HOME.
fail-now = ZVONOK_NOW — не момент времени. Напишите со смещением: 2026-11-20T11:07+07:00.
fail-defect =
    Ошибка в самой программе. То, что было показано как записанное, лежит на диске и не пропало.
    Запустите программу ещё раз; если повторится, передайте тому, кто её ставил, файл { $log } — в нём нет имён и отметок.
fail-output = Не удалось вывести ответ. Журнал и очередь не изменились от этого. Повторите или направьте вывод в файл.
fail-write = Не удалось записать в { $path }: { $why }. Выберите другую папку или проверьте права.

## Settings

config-path-file = настройки
config-path-data = данные
config-path-state = состояние
config-path-log = журнал ошибок
config-good = { $file }: всё читается.
config-none = { $file }: файла нет, действуют обычные настройки. Пример — config.example.toml.
config-head-name = настройка
config-head-values = что может стоять
config-head-now = сейчас
config-any-text = "текст"
config-unreadable = файл не читается ({ $why }); действуют обычные настройки. Проверьте права на файл.
config-not-utf8 = файл записан не в UTF-8; действуют обычные настройки. Сохраните его в кодировке UTF-8.
config-syntax = строка не разобрана и пропущена ({ $why }). Остальные настройки действуют. Пишут так: имя = "значение".
config-unknown = настройки «{ $field }» нет, строка пропущена.
config-not-text = «{ $field }» — текст в кавычках; действует обычное значение.
config-not-number = «{ $field }» — целое число от { $from } до { $to }; действует обычное значение.
config-not-one-of = «{ $field }» — одно из: { $words }; действует обычное значение.
config-empty = «{ $field }» — пустое значение; действует обычное.
