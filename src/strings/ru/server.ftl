# Commands of the server and of its administration: only in programs that have the server.

serve-listens = Сервер журнала отвечает на { $url }. Остановить: Ctrl-C.
fail-server-data = Данные сервера в { $data } не открываются или не пишутся: { $why }. Ничего не изменено. Проверьте папку и права.
fail-server-listen = На { $address } отвечать нельзя: { $why }. Журнал не изменён. Выберите другой порт: --listen 127.0.0.1:0.
fail-server-exposed = { $address } виден другим компьютерам, а без шифрования пароли были бы видны. Сервер не запущен. Поставьте перед ним прокси с TLS и добавьте --behind-proxy --proxy АДРЕС-ПРОКСИ, либо дайте серверу --certificate и --key.
fail-server-thread = Система не дала серверу работать: { $why }. Журнал не изменён. Повторите.
fail-demo = Учебная школа не собралась. Ваши записи на настоящем сервере не тронуты. Повторите; если не поможет, удалите папку из --keep.
fail-demo-twice = Учебная школа в { $path } уже открыта в другом окне. Ничего не изменено. Закройте то окно или укажите другую папку.
import-nothing =
    { $count ->
        [one] Найдена { $count } ошибка
        [few] Найдены { $count } ошибки
       *[other] Найдено { $count } ошибок
    }; ничего не внесено. Исправьте файлы и повторите.
import-no-profile = Регламента «{ $what }» программа не знает; ничего не внесено. Исправьте profile в school.toml.
import-no-zone = Часового пояса «{ $what }» нет; ничего не внесено. Исправьте zone в school.toml.
import-login-taken = Имя для входа «{ $what }» занято человеком другой школы; ничего не внесено. Дайте другое.
import-same = { $school }: в журнале уже всё так.
import-would = { $school }: изменилось бы следующее. Ничего не внесено (--dry-run).
import-done = { $school }: внесено. Пароли выдаёт zvonok school user password.
import-vanished = { $lesson }: урока больше нет в файлах, а записей в нём { $count }. Урок оставлен; решите, отменить ли его.
fail-no-school = Такой школы на сервере нет. Ничего не изменено. Внесите её: zvonok school import.
fail-several-schools = На сервере несколько школ: { $names }. Ничего не изменено. Назовите: --school.
fail-no-such-role = Роли «{ $role }» нет. Есть: { $names }.
fail-no-account = Учётной записи «{ $login }» нет. Ничего не изменено. Все: zvonok school user list.
fail-login-taken = Имя «{ $login }» занято. Ничего не изменено. Дайте другое.
fail-has-login = У этой записи уже есть имя для входа. Ничего не изменено.
fail-bad-login = «{ $login }» не годится в имя: латинские буквы, цифры и знаки . _ - @, до 64. Ничего не изменено.
fail-no-lesson-there = { $date } у { $class } урока № { $number } нет. Ничего не изменено.
fail-several-lessons-there = { $date } у { $class } на уроке № { $number }: { $names }. Ничего не изменено. Назовите подгруппу: --group.
fail-not-a-teacher = Этот человек не ведёт уроков. Ничего не изменено.
fail-no-bell = У { $class } нет звонка для такого урока. Ничего не изменено.
fail-outside-year = Этот день вне учебного года. Ничего не изменено.
user-added = { $login }: одноразовый пароль { $password }. Больше он не покажется; при входе его попросят сменить.
user-password = { $login }: новый одноразовый пароль { $password }. Больше он не покажется; прежние сеансы закрыты.
user-disabled = { $login }: вход закрыт, записи в журнале остались.
user-state-open = открыт
user-state-closed = закрыт
user-state-no-password = пароль не выдан
user-state-one-time = пароль одноразовый
demo-preparing = Готовлю учебную школу…
correction-not-allowed = Регламент не даёт этому человеку решать об исправлениях. Ничего не изменено. Назовите директора или заместителя: --by.
correction-already = На это исправление уже ответили. Ничего не изменено.
correction-overtaken = Журнал с тех пор изменился, исправление больше не подходит. Ничего не изменено. Отклоните его или попросите прислать снова.
correction-no-reason = Отклоняют с причиной. Ничего не изменено. Добавьте --reason.
fail-server-certificate = Сертификат не читается: { $why }. Сервер не запущен.
fail-lesson-plain = Тренажёру нужен экран: запустите его без --plain
user-totp = { $login }: со следующего входа нужен и одноразовый код. Секрет для телефона: { $secret }
    { $address }
    Больше он не покажется. Пропал телефон: zvonok school user totp { $login } --off.
user-totp-off = { $login }: одноразовых кодов больше не спросят.
user-joined = { $login }: видит сроки и этой школы: { $school }.
