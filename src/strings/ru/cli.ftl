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
value-pupils = УЧЕНИКИ
value-value = ЗНАЧЕНИЕ
value-text = ТЕКСТ
value-seconds = СЕКУНДЫ
value-kind = ВИД
value-file = ФАЙЛ
value-teacher = УЧИТЕЛЬ
value-profile = ПРОФИЛЬ
value-session = СЕАНС
value-code = КОД
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
arg-ascii = Знаки экрана из простых букв
arg-plain = Строками вместо экранов: для программ чтения с экрана, простых терминалов и медленной связи
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
arg-demo-offline = Начать с выключенным сервером; F9 его включает
arg-demo-lesson = Тренажёр первого дня: провести урок по шагам
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
cmd-sessions = Где вы вошли: сеансы на всех компьютерах; закончить сеанс, который забыли закрыть
arg-sessions-end = Закончить сеанс с этим номером (довольно первых знаков); можно несколько раз
arg-sessions-others = Закончить все сеансы, кроме этого
examples-sessions =
    zvonok sessions
    zvonok sessions --end 4f1a09
    zvonok sessions --others
sessions-id = сеанс
sessions-used = последняя работа
sessions-machine = компьютер
sessions-address = адрес
sessions-opened = вход
sessions-ends = до
sessions-current = (этот)
sessions-unnamed = без имени
sessions-no-others = Других сеансов нет.
sessions-ended =
    { $count ->
        [one] Закончен { $count } сеанс. То, что там внесено и ещё не отправлено, осталось на том компьютере и уйдёт после входа.
        [few] Закончены { $count } сеанса. То, что там внесено и ещё не отправлено, осталось на тех компьютерах и уйдёт после входа.
       *[other] Закончено { $count } сеансов. То, что там внесено и ещё не отправлено, осталось на тех компьютерах и уйдёт после входа.
    }
fail-session = Сеанса «{ $id }» нет, или подходит несколько. Ничего не закончено. Номера показывает zvonok sessions.
fail-session-current = «{ $id }» — сеанс этого компьютера. Чтобы выйти здесь: zvonok logout.

cmd-codes = Одноразовые коды с телефона при входе: включить, выключить, узнать
arg-codes-on = Включить: показать секрет для телефона и спросить первый код
arg-codes-off = Выключить: нужны пароль и код
arg-codes-code = Код с телефона; без ключа его спросят
examples-codes =
    zvonok codes
    zvonok codes --on
    zvonok codes --off
codes-secret =
    Наберите секрет в программе кодов на телефоне (по времени, шесть цифр). Больше его не покажут.
    секрет: { $secret }
    адрес:  { $address }
codes-on = Одноразовые коды включены: при каждом входе нужен код. На экране «Вход» он набирается за паролем через пробел. Телефон потерян — обратитесь к администратору школы.
codes-off = Одноразовые коды выключены: при входе нужен только пароль.
codes-are-on = Одноразовые коды включены.
codes-are-off = Одноразовые коды выключены. Включить: zvonok codes --on
codes-wait = Секрет выдан, но коды ещё не включены: вход прежний. Включить: zvonok codes --code КОД. Новый секрет: zvonok codes --on
ask-first-code = Код с телефона:
fail-no-code = Код спросить не у кого: нет терминала. Ничего не изменено. Укажите --code.

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
arg-mark-work = Какая работа урока, если их несколько
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
arg-lesson-only = Чьё задание: номера или первые буквы фамилий; без этого — всему классу
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

cmd-check = Проверить по регламенту случаи в JSON Lines, а с --from или --to — журналы
arg-check-files = Файлы со случаями; «-» — стандартный ввод
arg-check-json = Ответы в JSON, по одному на строку
arg-check-profile = Регламент вместо указанного в случаях
examples-check =
    zvonok check случаи.jsonl
    zvonok check --json --profile altai-stdr - < случаи.jsonl
    zvonok check --from 01.09 --to 24.10 --class 7А

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
cmd-school-user-add = Новая учётная запись; выдаст одноразовый пароль
arg-school-user-add-name = Фамилия, имя и отчество
arg-school-user-add-role = Роль: teacher, class-teacher, deputy, director, admin, analyst
examples-school-user-add = zvonok school user add orlova --name "Орлова Елена Викторовна" --role teacher --data /srv/zvonok
cmd-school-user-list = Все учётные записи
cmd-school-user-disable = Закрыть учётную запись; её записи в журнале остаются
cmd-school-user-password = Выдать новый одноразовый пароль
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
cmd-config-fields = Все настройки: имя, что может стоять, что действует сейчас
cmd-config-keys = Все клавиши: место, клавиша, действие
keys-head-place = место
keys-head-keys = клавиши
keys-head-id = имя
keys-head-action = действие
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
config-unknown-action = «{ $field }»: такого действия нет, строка пропущена. Имена действий: zvonok config keys.
config-unknown-context = «{ $field }»: такого места нет, раздел пропущен. Места: { $words }.
config-not-keys = «{ $field }» — клавиша в кавычках ("Ctrl-K"), список клавиш (["F7", "z"]) или "off"; действует обычная клавиша.
config-not-a-key = «{ $field }»: «{ $text }» — не клавиша; действует обычная. Пишут так: "z", "Ctrl-K", "F7", "Space", "PgDn".
config-key-not-there = «{ $field }»: в этом месте нет такого действия, строка пропущена. Что где есть: zvonok config keys.
config-key-text = «{ $field }»: { $key } там — буква текста; действует обычная клавиша. Возьмите клавишу с Ctrl или F1–F12.
config-key-mark = «{ $field }»: { $key } в журнале — отметка или «н»; действует обычная клавиша.
config-key-unsendable = «{ $field }»: { $key } терминал не отличает от другой клавиши или не передаёт; действует обычная клавиша.
config-key-one-layout = «{ $field }»: { $key } есть не во всех раскладках; действует обычная клавиша. Возьмите букву, цифру или F1–F12.
config-key-taken = «{ $field }»: { $key } занята: «{ $action }» ({ $place }); действует обычная клавиша. Освободите её той же настройкой или возьмите другую.
config-key-stays = «{ $field }»: { $key } у этого действия остаётся — без неё не выйти или о ней говорят подсказки; строка пропущена. Другие клавиши можно добавить.
config-any-key = "клавиша" | ["клавиша", …] | "off"
config-keys-of-action = keys.ДЕЙСТВИЕ

## Sign-in

ask-server = Адрес сервера журнала:
ask-user = Имя для входа:
ask-password = Пароль:{" "}
ask-old-password = Нынешний пароль:{" "}
ask-new-password = Новый пароль:{" "}
ask-new-password-again = Ещё раз:{" "}
ask-passphrase = Фраза для файла секретов:{" "}
ask-new-passphrase = Новая фраза для файла секретов:{" "}
ask-key-file = Хранить сеанс в файле под фразой-паролем? (да — файл, нет — спрашивать пароль каждый раз)
login-done = Вы вошли: { $name }, { $server }. Дальше: zvonok today
login-last = Прошлый вход: { $at }, { $address }. Неверных паролей с тех пор: { $wrong }.
login-must-change = Сервер просит сменить пароль, прежде чем пускать дальше.
login-no-keyring = Хранилища секретов на этом компьютере нет: ни связки ключей рабочего стола, ни связки ядра.
logout-done = Вы вышли, сеанс забыт.
logout-waiting =
    { $count ->
        [one] { $count } запись ждёт
        [few] { $count } записи ждут
       *[other] { $count } записей ждут
    } на диске и { $count ->
        [one] уйдёт
       *[other] уйдут
    } после следующего входа.
passwd-done = Пароль сменён.
whoami-name = кто
whoami-role = роль
whoami-school = школа
whoami-server = сервер
whoami-secret = сеанс
whoami-waiting = в очереди
role-teacher = учитель
role-class-teacher = классный руководитель
role-deputy = завуч
role-director = директор
role-admin = администратор
role-analyst = аналитик
role-district = район
secret-place-keyring = Сеанс хранится в связке ключей рабочего стола.
secret-place-kernel = Сеанс хранится в связке ключей ядра: до выхода или перезагрузки.
secret-place-key-file = Сеанс хранится в файле под фразой-паролем.
secret-place-nowhere = Сеанс нигде не хранится: пароль спросят снова (или укажите ZVONOK_PASSWORD_FILE).

fail-no-server = Не сказано, к какому серверу обращаться. Записи на диске не тронуты. Войдите: zvonok login --server АДРЕС, или попробуйте учебную школу: zvonok demo.
fail-server-not-allowed = Адреса { $server } нет среди разрешённых настройкой servers: { $servers }. Ничего не отправлено, записи на диске. Проверьте адрес или спросите администратора.
fail-no-user = Не сказано, кто входит. Записи на диске не тронуты. Войдите: zvonok login --user ИМЯ.
fail-no-password = Пароль спросить не у кого: нет терминала. Ничего не изменилось. Укажите файл с паролем в ZVONOK_PASSWORD_FILE («-» — стандартный ввод).
fail-passphrases-differ = Фразы не совпали. Ничего не изменено. Повторите.
login-not-finished = Вход не завершён: без нового пароля сервер не пускает дальше. Записи на диске, ничего не потеряно. Повторите: zvonok login.
fail-old-password = Нынешний пароль не подходит. Пароль не сменён, записи целы. Проверьте раскладку и повторите: zvonok passwd.
fail-new-password-empty = Новый пароль пуст. Прежний пароль действует. Повторите.
sync-weak-password = Сервер не принял новый пароль: он короче 8 знаков, слишком простой или тот же, что был. Прежний пароль действует. Повторите.
fail-passwords-differ = Пароли не совпали. Прежний пароль действует. Повторите.
fail-password-empty = В { $path } нет пароля: первая строка пуста. Ничего не изменилось.
fail-password-file = Файл с паролем { $path } не читается: { $why }. Ничего не изменилось. Проверьте ZVONOK_PASSWORD_FILE.
fail-save-settings = Сервер и имя не удалось записать в настройки ({ $why }). Вход состоялся; в другой раз укажите --server и --user.

## Server, store, secrets: what happened, what it means for the data, what to do

remote-address = «{ $server }» — не адрес сервера. Ничего не отправлено, записи на диске. Адрес пишут так: https://journal.school.example.
remote-address-not-secure = «{ $server }» — адрес без шифрования: пароль ушёл бы открытым. Ничего не отправлено. Нужен https:// (http:// — только для этого компьютера).
remote-ca-file = Файл сертификатов (ca_file) не читается. Ничего не отправлено, записи на диске. Проверьте путь: zvonok config check.
remote-pin = Настройка pin не читается: нужны 64 шестнадцатеричные цифры, несколько ключей — через пробел. Ничего не отправлено, записи на диске. Исправьте: zvonok config path.
remote-name = Имени сервера { $server } нет в сети. Записи на диске, ничего не потеряно. Проверьте адрес и подключение.
remote-connect = Сервер { $server } не отвечает. Записи на диске, ничего не потеряно. Проверьте сеть; когда связь вернётся: zvonok push.
remote-time-out = Сервер { $server } не ответил вовремя. Записи на диске, ничего не потеряно. Повторите позже: zvonok push.
remote-proxy = Прокси-сервер сети не пропускает к { $server }. Ничего не отправлено, записи на диске. Проверьте адрес и пароль прокси (переменная HTTPS_PROXY) или спросите администратора.
remote-encryption = С { $server } не договориться о шифровании: отвечает не тот порт, старый сервер или сервер только с ГОСТ. Ничего не отправлено, записи на диске. Проверьте адрес; для ГОСТ нужен шлюз на этом компьютере — спросите администратора.
remote-descriptors = Система больше не даёт программе открывать файлы и соединения. Записи на диске, ничего не потеряно. Закройте лишние программы и повторите: zvonok push.
remote-certificate = Сертификату сервера { $server } нельзя доверять. Ничего не отправлено, записи на диске. Если у школы свой центр сертификации, укажите его файл в настройке ca_file; иначе спросите администратора — это может быть чужой сервер.
remote-certificate-time = Срок сертификата сервера { $server } не подходит ко времени этого компьютера. Ничего не отправлено, записи на диске. Проверьте дату и часы.
remote-certificate-pin = Ключ сервера { $server } — не тот, что назван в настройке pin: сертификат заменили или это чужой сервер. Ничего не отправлено, записи на диске. Спросите администратора; найденный ключ записан в журнал программы.
remote-broken = Сервер { $server } не успел ответить: связь прервалась. Дошли ли записи, станет ясно при следующей отправке; они на диске и дважды не запишутся. Повторите позже: zvonok push.
remote-no-answer = От { $server } пришёл ответ, но не журнала (возможно, страница входа в сеть). Записи на диске, ничего не потеряно. Откройте браузер и войдите в сеть, потом: zvonok push.
remote-sign-in = Сеанс кончился. Записи на диске, ничего не потеряно. Войдите снова: zvonok login.
remote-refused = Сервер отказал: { $detail }. Записи на диске. Если это ошибка, спросите администратора.
remote-cursor-gone = Журнал на сервере { $server } другой: его вернули из резервной копии. Записи на диске, ничего не потеряно: что пропало из журнала, уйдёт снова. Повторите: zvonok push.
remote-too-large = Сервер не принял такой большой запрос. Записи на диске, ничего не потеряно. Повторите: zvonok push.
remote-not-now = Сервер занят и просит подождать. Записи на диске, ничего не потеряно. Повторите позже: zvonok push.
remote-failing = На сервере { $server } неполадка. Записи на диске, ничего не потеряно. Повторите позже: zvonok push.
remote-conflict = Пока вы писали, журнал изменил кто-то другой. Обе записи сохранены. Посмотрите: zvonok queue.
remote-incompatible = Сервер { $server } говорит на языке, которого эта версия не знает. Записи на диске, ничего не потеряно. Обновите программу.
sync-sign-in-needed = Нужно войти. Записи на диске, ничего не потеряно. Войдите: zvonok login.
sync-wrong-password = Имя или пароль не подходят. Ничего не изменилось, записи на диске. Проверьте раскладку и повторите: zvonok login.
sync-code-needed = Нужен ещё одноразовый код с телефона. Записи на диске. Повторите: zvonok login (пароль, пробел и код — одной строкой, если кода не спросят).
sync-cut = Связь отключена нарочно. Записи на диске, ничего не потеряно.
sync-machine = Система не даёт программе ещё одного потока или файла. Записи на диске, ничего не потеряно. Закройте лишние программы и начните снова.
store-disk-full = Диск полон: запись НЕ сохранена. То, что было записано раньше, цело. Освободите место и повторите.
store-disk = Диск не принял запись: она НЕ сохранена. То, что было записано раньше, цело. Запустите zvonok doctor.
store-damaged = Хранилище повреждено: запись НЕ сохранена. Откройте журнал (zvonok) — программа спасёт, что читается, и скажет об этом.
store-busy = Хранилище занято другой программой: запись НЕ сохранена. Закройте лишние окна и повторите.
store-read-only = Журнал открыт в другом окне, здесь можно только читать: запись НЕ сохранена. Пишите в том окне.
store-newer = Хранилище сделано более новой версией программы. Ничего не изменено. Обновите программу.
store-folder = Папкой { $detail } нельзя пользоваться. Ничего не записано. Проверьте права или укажите другую в ZVONOK_HOME.
store-folder-full = Диск полон: в папке { $detail } ничего не записать. То, что было записано раньше, цело. Освободите место и повторите.
store-folder-read-only = Диск с папкой { $detail } открыт только для чтения. Ничего не записано, прежние записи целы. Скажите администратору или укажите другую папку в ZVONOK_HOME.
store-descriptors = Система больше не даёт программе открывать файлы, диск исправен: запись НЕ сохранена. То, что было записано раньше, цело. Закройте лишние программы и повторите.
store-folder-descriptors = Система больше не даёт программе открывать файлы. Ничего не записано, прежние записи целы. Закройте лишние программы и повторите.
store-unsafe = Папка { $detail } — ссылка, чужая или открыта другим. Ничего не записано. Уберите лишние права: chmod 700 { $detail }.
store-sealed = Записи на диске запечатаны, а ключа от них здесь нет. Ждут отправки: { $count }. Ничего не удалено. Верните ключ (связка ключей, фраза, прежний пароль) или начните новое хранилище: zvonok login --start-over (прежнее будет отложено).
store-same-id = Такая запись уже есть с другим содержанием: новая НЕ сохранена. Повторите.
store-closed = Хранилище закрылось раньше времени: запись НЕ сохранена. Повторите.
store-other = Хранилище не приняло запись: она НЕ сохранена. То, что было записано раньше, цело. Запустите zvonok doctor.
secret-unavailable = Хранилище секретов не работает, сеанс не прочитан. Записи на диске целы. Запустите zvonok doctor или войдите снова: zvonok login.
secret-locked = Хранилище секретов закрыто и не отвечает. Записи на диске целы. Разблокируйте связку ключей и повторите.
secret-passphrase-needed = Файл секретов закрыт фразой. Записи на диске целы. Войдите: zvonok login.
secret-wrong-passphrase = Фраза не подходит к файлу секретов. Записи на диске целы. Повторите.
cmd-pin = Задать PIN, который открывает закрытый экран
arg-pin-remove = Убрать PIN: открывать будет только пароль
examples-pin =
    zvonok pin
    zvonok pin --remove
cmd-purge = Уничтожить на этом компьютере то, что хранить больше незачем; пишет акт
arg-purge-dry-run = Только сказать, сколько уйдёт
examples-purge =
    zvonok purge --dry-run
    zvonok purge
ask-pin = Новый PIN (от 4 знаков):{" "}
ask-pin-again = Ещё раз:{" "}
fail-pins-differ = PIN введён по-разному. Ничего не изменилось. Повторите.
fail-pin-password = Пароль не подходит. PIN не изменён. Если вы давно не входили с паролем, войдите: zvonok login.
fail-pin-short = PIN короче { $count } знаков. Ничего не изменилось.
pin-set = PIN задан: он открывает закрытый экран. После пяти ошибок нужен пароль.
pin-removed = PIN убран: закрытый экран открывает пароль.
purge-left-journals = Страницы журналов, которых у вас больше нет: { $count }
purge-old-pages = Страницы периодов, срок которых вышел: { $count }
purge-old-days = Списки уроков за дни, срок которых вышел: { $count }
purge-old-entries = Записи, которые давно в журнале: { $count }
purge-unreadable = Страницы прежнего вида: { $count }
purge-old-papers = Напечатанные листы, срок которых вышел: { $count }
purge-act = Уничтожено. Журнал на сервере не изменён, записи в очереди целы. Акт: { $path }
purge-dry = Пока ничего не уничтожено. Срок: { $days } дн. после окончания надобности.
purge-nothing = Уничтожать нечего.
whoami-store = записи на диске
whoami-sealed = запечатаны
whoami-not-sealed = ещё не запечатаны: запечатает следующий запуск после входа
whoami-others = ждут у других
store-waiting = Ждут отправки: { $count }.
secret-password-needed = Записи на диске запечатаны, открывает их пароль. Ничего не потеряно. Войдите: zvonok login.
secret-wrong-password = Пароль не открывает записи на диске. Ничего не потеряно. Если пароль сменили на другом компьютере, здесь нужен прежний.
secret-key-gone = Ключа от записей на диске нет в хранилище секретов. Ничего не удалено. Запустите zvonok doctor.
ask-store-password = Пароль:{" "}
ask-former-password = Прежний пароль:{" "}
fail-no-passphrase = Фразу спросить не у кого: нет терминала. Ничего не изменилось. Укажите файл с фразой в ZVONOK_PASSPHRASE_FILE («-» — стандартный ввод).
fail-nothing-sealed = Запечатанного хранилища здесь нет, начинать заново нечего. Ничего не изменено.
login-started-over = Прежнее хранилище отложено и не удалено: { $path }. Без ключа его не прочесть; ждали отправки: { $count }. Внесите их заново.
arg-login-start-over = Отложить хранилище, ключ от которого потерян, и начать новое
secret-file = Файл секретов не читается или не пишется: нет прав, места или диск открыт только для чтения. Записи на диске целы. Запустите zvonok doctor.
note-from-cache = Нет связи с сервером: показано то, что было прочитано { $at }.
fail-zone = Сервер назвал неизвестный часовой пояс «{ $zone }»: сроки посчитать нельзя. Ничего не записано. Обновите программу.
fail-profile = Регламент сервера «{ $profile }» этой версии программы непонятен. Ничего не записано. Обновите программу.
fail-random = Система не даёт случайных чисел. Ничего не записано. Перезапустите компьютер.
fail-read = { $path } не читается: { $why }.

## Names

fail-no-such-day = Такого дня нет.
fail-no-period = На этот день нет учебного периода.
fail-no-such-lesson = { $date } у { $class } нет вашего урока № { $number } { $subject }. Ничего не записано. Уроки дня: zvonok today --date { $date }.
fail-several-lessons = У { $class } на уроке № { $number } ({ $date }) несколько журналов: { $names }. Ничего не записано. Назовите предмет точнее.
fail-no-such-journal = Журнала «{ $subject }» у { $class } вам не видно. Проверьте класс и предмет: zvonok today.
fail-several-journals = «{ $subject }» у { $class } — это { $names }. Назовите точнее или добавьте --group.
fail-no-such-pupil = «{ $pupil }» в списке { $class } нет. Ничего не записано. Номер по списку или первые буквы фамилии: zvonok show { $class } …
fail-several-pupils = «{ $pupil }» — это несколько учеников: { $names }. Ничего не записано. Добавьте букв или назовите номер.
fail-no-such-work = Такой работы на этом уроке нет. Ничего не записано.
fail-several-works = На уроке несколько работ: { $names }. Ничего не записано. Назовите: --work ВИД.
fail-no-such-kind = Вида работы «{ $kind }» нет. Ничего не записано. Есть: { $names }.
fail-no-plan = В плане нет следующей темы (или плана нет). Ничего не записано. Напишите тему: --topic ТЕКСТ.
fail-no-such-profile = Регламента «{ $profile }» нет. Есть: { $names }; можно указать файл .toml.
lesson-title = { $class } { $subject } { $date }, { $number }-й урок

## Entries

entry-cleared = пусто
entry-all-present = все на месте
entry-absent =
    { $count ->
        [0] все на месте
        [one] нет { $count } ученика
       *[other] нет { $count } учеников
    }
entry-topic = тема: { $text }
entry-homework = ДЗ: { $text }
entry-no-homework = не задано
entry-in-journal = { $title } — в журнале
entry-queued = { $title } — в очереди
entry-queued-because = { $title } — в очереди: { $why }
entry-held = { $title } — черновик, уйдёт с началом урока
entry-requested = { $title } — запрос на исправление, ждёт утверждения
entry-replaced = { $title } — заменено более новой записью
entry-refused = { $title } — отказано, не записано
entry-refused-by-server = { $title } — сервер отказал; запись в очереди, решите: zvonok queue
entry-conflict = { $title } — расхождение: в журнале уже другое; решите в очереди
entry-needs-comment = { $title } — не записано: нужен комментарий (--comment)
entry-needs-reason = { $title } — не записано: нужна причина (--reason)
entry-needs-yes = { $title } — не записано: подтвердите (--yes)
entry-needs-explanation = { $title } — не записано: нужно объяснение исправления (--explanation)
why-no-link = нет связи
why-sign-in = нужно войти (zvonok login)
why-busy = сервер занят
why-incompatible = сервер этой версии не понимает
why-store = хранилище не отвечает
apply-bad-line = строка { $line }: { $why }; не записана
apply-bad-lesson = урок пишут номером или ДАТА:НОМЕР
apply-no-pupil = не назван ученик ("pupil")
apply-no-value = нет значения ("value")
apply-both = два противоречащих поля
apply-bad-day = непонятный день ("for")
apply-nothing = нечего записывать: нет темы, задания и вида работы
apply-bad-do = "do" бывает mark, absent, lesson
apply-missing-field = нет поля «{ $field }». Как пишут строку: zvonok apply --help
apply-unknown-field = поля «{ $field }» не бывает. Как пишут строку: zvonok apply --help
apply-wrong-kind = знак { $column }: значение не того вида. Как пишут строку: zvonok apply --help
apply-not-json = знак { $column }: это не JSON. Как пишут строку: zvonok apply --help

## Queue

queue-nothing = Очередь пуста: всё в журнале.
queue-waiting =
    { $count ->
        [one] Ещё не в журнале: { $count } запись. Она на диске.
        [few] Ещё не в журнале: { $count } записи. Они на диске.
       *[other] Ещё не в журнале: { $count } записей. Они на диске.
    }
queue-lesson-cancelled = урок тем временем отменён
queue-lesson-moved = урок теперь { $date }, { $number }-й
queue-present = в журнале: { $value } — { $author }
queue-outage-in-time = Сделано вовремя, сервер был недоступен с { $from } до { $to }
queue-outage-in-time-lasts = Сделано вовремя, сервер недоступен с { $from }
queue-outage = Сервер был недоступен с { $from } до { $to }
queue-outage-lasts = Сервер недоступен с { $from }
queue-outage-until = . Перенести до { $until }: осталось { $hours } ч { $minutes } мин
push-all = Всё в журнале: отправлено { $sent }.
push-some = Отправлено { $sent }, осталось { $left }. Подробно: zvonok queue
head-when = когда
head-lesson = урок
head-entry = запись
head-state = состояние
state-typed = набирается
state-held = придержано
state-held-until = черновик, уйдёт { $until }
state-on-disk = ждёт отправки
state-sent = отправлено, ответа ещё нет
state-uncertain = неясно, дошло ли; спросим с тем же номером
state-requested = запрос на исправление
state-conflict = расхождение
state-refused = отказано
state-superseded = заменено
state-withdrawn = отозвано
state-in-journal = в журнале
fact-absence = отсутствие
fact-reason = причина отсутствия
fact-marks = отметка
fact-term = отметка за период
fact-topic = тема
fact-homework = домашнее задание
fact-attendance = перекличка
fact-not-held = урок не состоялся
fact-work = вид работы
value-absent = н
value-confirmed = подтверждена
value-not-held = не состоялся

## Lists

today-head = { $name } · { $school } · { $date } · время школы { $time }
today-none = Уроков нет.
today-admin = Администратор отметок не ставит. Ваши команды: zvonok school import, zvonok school user, zvonok school lesson.
today-cancelled = { $subject } · отменён
today-substitute = { $subject } · замена, вместо: { $who }
today-replaced = { $subject } · ведёт { $who }
head-number = №
head-time = время
head-class = класс
head-subject = предмет
head-room = каб
head-teacher = учитель
head-attendance = посещ
head-marks = отм
head-topic = тема
head-homework = ДЗ
head-due = срок
head-left = осталось
head-pupil = ученик
head-mean = средн
head-count = отм
time-left-hours = { $hours } ч { $minutes } мин
time-left-minutes = { $minutes } мин
time-over-hours = просрочено на { $hours } ч { $minutes } мин
time-over-minutes = просрочено на { $minutes } мин
status-head = { $date }, { $time } · уроков { $lessons } · внесено { $done } · ждут { $waiting } · просрочено { $overdue } · внесено поздно { $late }
status-signs = ✓ внесено · ✓! внесено поздно · «·» ждёт, срок не вышел · ! просрочено
show-owed = { $due ->
    [none] { $work } { $date }, не сдали: { $names }
   *[other] { $work } { $date } (отметки до { $due }), не сдали: { $names }
}
show-signs = ° на диске, ждёт · ? неясно · ≠ расхождение · ± исправление ждёт согласования · ! отказано
lesson-topic = тема
lesson-next = по плану
lesson-work = вид работы
lesson-homework = задание
lesson-roll = перекличка
lesson-marks = отметок

kind-oral = ответ
kind-independent = самостоятельная работа
kind-short-test = проверочная работа
kind-test = тест
kind-control = контрольная работа
kind-control-dictation = контрольный диктант
kind-dictation-with-grammar = диктант с грамматическим заданием
kind-vocabulary-dictation = словарный диктант
kind-exposition = изложение
kind-composition = сочинение
kind-home-composition = домашнее сочинение
kind-lab = лабораторная работа
kind-practical = практическая работа
kind-credit = зачёт
kind-notebook = тетрадь
kind-project = проект
kind-other = другое
abbr-oral = отв
abbr-independent = с/р
abbr-short-test = пров
abbr-test = тест
abbr-control = к/р
abbr-control-dictation = КД
abbr-dictation-with-grammar = ДИК
abbr-vocabulary-dictation = сл/д
abbr-exposition = ИЗЛ
abbr-composition = СОЧ
abbr-home-composition = д/с
abbr-lab = л/р
abbr-practical = п/р
abbr-credit = зач
abbr-notebook = тетр
abbr-project = пр
abbr-other = др

## Rule engine

verdict-accepted = принято
verdict-warned = принято с замечанием
verdict-refused = отказано
verdict-request = запрос на исправление
check-stored = {" "}· в журнал: { $text }
check-due = {" "}· срок: { $due }
check-not-utf8 = строка не в UTF-8
check-no-such-profile = profile: нет регламента «{ $profile }»; есть: { $names }

## Server inside, training school

value-account = ЗАПИСЬ
arg-school-user-add-account = Внесённая при импорте запись без имени для входа: её номер из school user list
arg-school = Школа, если на сервере их несколько
arg-serve-behind-proxy = Отвечать и на адресах вне этого компьютера: перед сервером стоит прокси с TLS
arg-rules-all = Показать и те, с которыми программа пока ничего не делает
arg-rules-markdown = Весь перечень страницей Markdown
fail-no-server-inside = Эта сборка — для класса, сервера журнала и учебной школы в ней нет. Возьмите полную сборку программы.
fail-no-terminal = Журнал открывается в терминале, а здесь его нет. Ничего не изменено. Для скриптов есть команды: zvonok --help.
fail-screens = Экран не открылся. Записи на диске целы. Запустите zvonok doctor.
first-start =
    Это первый запуск: сервер журнала ещё не выбран.
    Впишите его адрес (https://…) или просто нажмите Enter — откроется учебная школа, в ней ничего не испортить.
ask-first-server = Сервер:

## School

import-what = что
import-added = новых
import-changed = изменено
import-ended = закончилось
import-kind-school = школа, звонки, календарь
import-kind-accounts = учётные записи
import-kind-classes = классы
import-kind-pupils = ученики
import-kind-journals = журналы
import-kind-roster = места в списках
import-kind-plan = темы планов
import-kind-lessons = уроки
import-kind-facts = записи журнала
user-head-login = имя
user-head-name = кто
user-head-role = роль
user-head-state = вход
user-head-id = запись

## Rules

fail-not-of-profile = Правила { $rule } в регламенте «{ $profile }» нет: оно из другого положения.
fail-no-such-rule = Правила «{ $rule }» нет. Все: zvonok rules --all.
rules-head = { $profile } · { $title } · правил { $all }, программа выполняет { $done }
rules-overlay = Персональные данные и архив, как их задаёт профиль:
rules-shown-only = {" "}· читается и показывается, программа по этой строке пока не действует
rules-own = Правила программы, а не регламента:
rules-not-yet = {" "}· пока не выполняется
severity-error = ошибка
severity-warning = замечание
severity-info = подсказка

## Doctor

doctor-terminal = терминал
doctor-settings = настройки
doctor-rights = права на файлы
doctor-secrets = хранилище секретов
doctor-store = хранилище записей
doctor-server = сервер
doctor-certificate = сертификат
doctor-log = журнал записей
doctor-log-good = записей { $count }, контрольные суммы сходятся. Последняя: { $head }
doctor-log-altered = контрольные суммы не сходятся: записей изменено { $count }. Записи менял кто-то кроме программы: сохраните копию папки { $path } и скажите администратору
doctor-log-cut = конец журнала записей не тот, что был: последняя запись изменена. Сохраните копию папки { $path } и скажите администратору
doctor-clock = часы
doctor-good = в порядке
doctor-unknown = не проверить
doctor-no-server = не проверить: сервер или имя для входа ещё не выбраны (zvonok login)
doctor-terminal-none = вывод не в терминал, проверить нельзя
doctor-terminal-dumb = терминал ничего не умеет (TERM): экран журнала не откроется. Запустите в другом терминале
doctor-terminal-locale = локаль не UTF-8: русские буквы могут испортиться. Задайте LANG=ru_RU.UTF-8
doctor-terminal-small = { $columns }×{ $rows }: журнал поместится не весь; удобно от 80×24
doctor-terminal-good = { $columns }×{ $rows }, UTF-8
doctor-rights-open = другим открыто: { $path }{ $count ->
        [1] {""}
       *[other] {" "}и не только, всего { $count }
    }. Закройте: chmod -R go-rwx
doctor-secrets-chosen = { $place } Здесь работают: { $names }
doctor-secrets-broken = { $place } Но сейчас это не работает; работают: { $names }. Войдите снова: zvonok login
doctor-secrets-open = место ещё не выбрано; здесь работают: { $names }
doctor-store-good = в порядке, ждут отправки: { $count }
doctor-process = память программы
doctor-process-good = закрыта от соседей, образов после сбоя не остаётся
doctor-process-open = открыта другим программам этого пользователя или остаётся в файле после сбоя. Скажите администратору компьютера.
doctor-sealed = шифрование
doctor-sealed-good = записи на диске запечатаны
doctor-sealed-not = записи на диске ещё не запечатаны: войдите (zvonok login) и запустите программу снова
doctor-sealed-aside = записи запечатаны; отложенных прежних хранилищ: { $count } в { $path }. Если они больше не нужны, удалите их.
doctor-lock = закрытый экран
doctor-lock-off = сам не закрывается: lock.idle_minutes = 0. На общем компьютере уберите эту строку из настроек.
doctor-lock-pin = открывается по PIN или паролю
doctor-lock-password = открывается паролем; свой PIN: zvonok pin
doctor-lock-server = открыть сможет только сервер: войдите с паролем (zvonok login), чтобы пароль подходил и без связи
doctor-store-network = лежит на сетевом диске: медленнее, но надёжно. Ждут отправки: { $count }
doctor-server-good = отвечает, сеанс действует
doctor-server-sign-in = отвечает, но нужно войти: zvonok login
doctor-certificate-none = не нужен: сервер на этом компьютере
doctor-certificate-bad = сертификату нельзя доверять; пока так, ничего не отправляется
doctor-clock-unknown = с сервером ещё не сверялись
doctor-disk = диск
doctor-disk-good = свободно { $megabytes } МБ
doctor-disk-little = свободно только { $megabytes } МБ ({ $path }): новые записи могут не поместиться. Освободите место
doctor-disk-full = места нет ({ $path }): новые записи не сохранятся, прежние целы. Освободите место
doctor-disk-read-only = { $path } открыт только для чтения: новые записи не сохранятся, прежние целы. Скажите администратору или укажите другую папку в ZVONOK_HOME
doctor-disk-not-ours = в { $path } писать нельзя: новые записи не сохранятся. Проверьте права или укажите другую папку в ZVONOK_HOME
doctor-files = открытые файлы
doctor-files-good = до { $count } сразу
doctor-files-few = система разрешает только { $count } сразу: соединению может не хватить. Скажите администратору (ulimit -n)
doctor-proxy = прокси
doctor-proxy-used = к серверам вне этого компьютера — через { $proxy }
doctor-queue = очередь
doctor-queue-good = решений не ждёт
doctor-queue-undecided = ждут вашего решения: расхождений { $conflicts }, отказов { $refused }. Откройте «Очередь» (F6) или zvonok queue
doctor-queue-uncertain = ответ сервера потерян, записей: { $count }. Программа спросит снова сама, дважды ничего не запишется
doctor-outage = связь
doctor-outage-lasts = сервера нет с { $from }: { $how }. Записи на диске и уйдут сами; бумага об этом: zvonok print statement
doctor-window = другое окно
doctor-window-open = журнал открыт в другом окне (процесс { $process }): писать можно там, второе окно только показывает
doctor-clock-unchecked = после перезагрузки с сервером ещё не сверялись: пока сроки считаются по часам компьютера
doctor-server-script = отвечает; вход — по файлу ZVONOK_PASSWORD_FILE
doctor-clock-behind = отстают от сервера на { $seconds } с. Сроки считаются по серверу; поправьте часы
doctor-clock-ahead = спешат против сервера на { $seconds } с. Сроки считаются по серверу; поправьте часы

## School: corrections, verify, backup

value-request = КОД
value-hash = СВЁРТКА
cmd-school-corrections = Исправления, которые ждут согласования; согласовать или отклонить
arg-approve = Согласовать исправление с этим кодом
arg-decline = Отклонить исправление с этим кодом; нужна причина
arg-school-corrections-by = Имя для входа директора или заместителя, который решил
arg-school-corrections-reason = Почему
arg-school-corrections-json = JSON вместо таблицы
examples-school-corrections =
    zvonok school corrections --data /srv/zvonok
    zvonok school corrections --approve КОД --by petrova --data /srv/zvonok
    zvonok school corrections --decline КОД --by petrova --reason "Нет объяснения" --data /srv/zvonok
cmd-school-verify = Проверить, не меняли ли журнал в обход программы
arg-head = Свёртка последней строки, записанная раньше в другом месте
cmd-school-backup = Сделать копию журнала; сервер при этом может работать
arg-school-backup-file = Новый файл копии
examples-school-backup = zvonok school backup /mnt/копии/2026-11-20.sqlite3 --data /srv/zvonok
cmd-school-restore = Вернуть журнал из копии в пустую папку
arg-school-restore-file = Файл копии
examples-school-restore = zvonok school restore /mnt/копии/2026-11-20.sqlite3 --data /srv/zvonok-новая
correction-none = Исправлений, которые ждут согласования, нет.
correction-head-id = код
correction-head-who = кто просит
correction-head-where = журнал
correction-head-pupil = ученик
correction-head-was = стоит
correction-head-asked = просит
correction-head-why = объяснение
correction-approved = Исправление внесено в журнал; { $who } увидит ответ.
correction-declined = Исправление отклонено, журнал не изменён; { $who } увидит причину.
correction-not-found = Такого исправления нет. Ничего не изменено. Все: zvonok school corrections.
verify-bad-head = Свёртка — это 64 шестнадцатеричных знака. Ничего не проверено.
verify-good = Журнал цел: строк { $rows }, записей аудита { $lines }. Свёртка последней: { $head }. Запишите её в другом месте.
verify-bad = Журнал меняли не этой программой. Сохраните файл как есть и сравните с последней копией. Строк { $rows }, записей аудита { $lines }, свёртка последней: { $head }.
verify-table = таблица { $what }: строки добавлены, изменены или убраны
verify-version = запись журнала № { $what } изменена
verify-line = аудит: строка { $what } не продолжает предыдущую
verify-root = аудит: последняя строка не подтверждает нынешние таблицы
verify-schema = устройство файла: { $what }
verify-head = аудит: свёртки, записанной раньше, в журнале нет — его переписали или обрезали
verify-damaged = файл повреждён: { $what }
backup-done = Копия в { $path }, проверена. Держите её на другом компьютере.
backup-due = Последняя копия журнала сделана { $last }, а нужна каждые { $days } дн.: zvonok school backup.
backup-never = Копии журнала ещё не делали, а нужна каждые { $days } дн.: zvonok school backup.
restore-done = Журнал возвращён в { $data }. Проверьте его (zvonok school verify) и запустите сервер на этой папке.
fail-backup-exists = { $path }: здесь уже что-то есть, оно не тронуто. Назовите новый файл или пустую папку.
fail-not-a-journal = { $path }: это не журнал этой программы или он повреждён ({ $why }). Ничего не изменено.
fail-backup-io = { $path }: { $why }. Журнал не изменён.
value-ip = АДРЕС
arg-proxy = Прокси, которому можно подключаться; кроме него — только этому компьютеру
arg-certificate = Сертификат школы с цепочкой (PEM): отвечать по HTTPS
arg-serve-key = Ключ сертификата (PEM)
arg-log = Писать в поток ошибок строку JSON о каждом запросе, без имён и отметок
# The talk in plain lines (--plain).

plain-welcome = «Звонок», строчный режим. Пустая строка — назад или без изменений. Слова «отмена» и «вернуть» отменяют последнюю запись и возвращают её.
plain-day = Сегодня { $date }, { $time }. { $count ->
    [one] { $count } урок
    [few] { $count } урока
   *[many] { $count } уроков
}. Ещё не в журнале: { $waiting }.
plain-lesson = { $number }. { $time } { $class }, { $subject }: { $state }
plain-filled = внесено всё
plain-later = пока вносить нечего
plain-open = не внесено: { $what }, до { $due }
plain-ask-day = Номер урока; о — очередь, с — отправить, в — выход; отмена, вернуть
plain-help-day = Наберите номер урока из списка, букву о, с или в. Пустая строка читает день заново.
plain-no-such-lesson = Урока с таким номером сегодня нет.
plain-word-quit = в
plain-word-queue = о
plain-word-send = с
plain-state = Перекличка: { $roll }. Отметок: { $marks }. Тема: { $topic }. Домашнее задание: { $homework }.
plain-nothing = нет
plain-ask-lesson = п — перекличка, о — отметки, т — тема, д — домашнее задание, р — вид работы, и — итоги, к — список класса, н — назад; отмена, вернуть
plain-help-lesson = Наберите одну букву: п, о, т, д, р, и, к или н.
plain-word-back = н
plain-word-roll = п
plain-word-marks = о
plain-word-topic = т
plain-word-homework = д
plain-word-work = р
plain-word-list = к
plain-word-terms = и
plain-ask-period = Номер периода; пустая строка — назад
plain-no-such-period = Периода с таким номером в списке нет.
plain-ask-term = Ученик и отметка («ив 5», «3 н/а», «7 +» — предложенная, «7 -» — убрать); пустая строка — готово
plain-term-proposed = выходит { $mark }
plain-word-yes = да
plain-word-undo = отмена
plain-word-redo = вернуть
plain-undo-elsewhere = Последняя правка сделана давно, и её страница неизвестна: отмените её на экранах.
plain-undo-more = {" "}и ещё { $count }
plain-doubtful = Не было на прошлом уроке, проверьте: { $names }.
plain-known = Уже известно, что нет: { $names }. Ответ «+» запишет их всех.
plain-known-lesson = нет на { $n }-м уроке, { $subject }
plain-known-reason = классный руководитель: { $reason }
plain-known-parents = записка родителей: { $reason }
entry-unnamed = Известно, что нет, но не записаны: { $names }. «+» вместо имён записывает всех, о ком известно.
plain-ask-roll = Кого нет: номера или первые буквы через пробел; 0 — все на месте
plain-ask-mark = Ученик и отметка («ив 5», «3 н», «7 5/4»); пустая строка — готово
plain-mark-form = Нужны ученик и отметка через пробел: ив 5
plain-ask-which-work = В уроке несколько работ. Какая: { $names }
plain-by-plan = По плану: { $topic }
plain-ask-topic = Тема; + — по плану
plain-ask-homework = Домашнее задание; 0 — не задано
plain-ask-work = Вид работы (первые буквы: контрольная, изложение)
plain-ask-yes = Всё равно записать? да — записать
plain-ask-comment = Комментарий
plain-ask-reason = Причина
plain-ask-explanation = Объяснение исправления
plain-not-written = Не записано.
plain-all-sent = Всё в журнале.
plain-waiting = Записи на диске, ещё не в журнале: { $count }.
plain-waiting-because = Записи на диске, ещё не в журнале: { $count } ({ $why }).
plain-left = На диске остались записи не в журнале: { $count }. Они уйдут при следующем запуске.
secret-no-place = Неизвестно, где хранить ключ от записей на диске. Ничего не записано. Войдите: zvonok login.

cmd-print = Бумаги для печати: справка о записях без сервера, временный журнал, строки журнала замещений
cmd-print-statement = Справка «сделано вовремя, сервер был недоступен» для администрации (HTML)
cmd-print-temporary = Временный журнал урока: с тем, что есть на компьютере, или пустой под ручку (HTML)
arg-print-statement-from = С какого дня; без ключа — за 30 дней
arg-print-statement-out = Файл для бумаги; без ключа — на экран
arg-print-temporary-out = Файл для бумаги; без ключа — на экран
arg-print-temporary-blank = Пустые клетки, для ручки
cmd-print-substitutions = Строки для журнала замещений: кто, когда и за кого провёл урок; учителю — его замены, завучу и директору — все (HTML)
arg-print-substitutions-from = С какого дня; без ключа — с первого числа месяца
arg-print-substitutions-to = По какой день; без ключа — по сегодня
arg-print-substitutions-out = Файл для бумаги; без ключа — на экран
examples-print =
    zvonok print statement --out справка.html
    zvonok print temporary 5А 3 --blank --out журнал.html
    zvonok print substitutions --from 01.11 --to 30.11 --out замены.html
print-nothing = За эти дни нет записей, сделанных без сервера: справка не нужна.
print-no-substitutions = За эти дни замен нет: вносить в журнал замещений нечего.
print-done = Бумага в файле { $path }. Откройте его в браузере и напечатайте. В нём могут быть имена учеников: не оставляйте файл на общем компьютере.
fail-print-file = Файл { $path } не записан: он уже есть, или в папку нельзя писать. Назовите другой файл.
arg-serve-database = Журнал в базе PostgreSQL, а не в файле папки данных: postgres://роль@/база?host=/run/postgresql. Папка запоминает адрес; пароль — в её файле database-password
fail-backup-of-database = Журнал лежит в базе PostgreSQL: копию делает pg_dump, возвращает pg_restore (docs/operations.md). Журнал не изменён.
cmd-school-user-totp = Одноразовые коды: секрет для телефона; со следующего входа нужен и код
arg-school-user-totp-off = Больше не спрашивать кодов
cmd-school-user-join = Учётная запись района (district) ещё в одной школе
ask-code = Одноразовый код:
cmd-school-archive = Архив журналов за учебный год: обычные файлы с подписью
cmd-school-archive-create = Сложить журналы года в папки, не меньше двух; сервер при этом может работать
arg-school-archive-create-places = Папки на разных носителях, не меньше двух
arg-school-archive-create-year = Год, в котором учебный год начался; без ключа — нынешний
examples-school-archive-create = zvonok school archive create /mnt/диск /mnt/флешка --year 2026 --data /srv/zvonok
cmd-school-archive-verify = Проверить архив; сервер и его данные не нужны
arg-school-archive-verify-folder = Папка архива
arg-school-archive-verify-key = Отпечаток ключа, записанный при создании архива
examples-school-archive-verify = zvonok school archive verify /mnt/диск/journal-s7-2026 --key ОТПЕЧАТОК
value-year = ГОД
