# Ошибки протокола (ключ: тип проблемы) и замечания сервера к записи.

problems-bad-request = Сервер не понял запрос.
problems-bad-credentials = Неверное имя или пароль.
problems-code-needed = Нужен и одноразовый код: наберите пароль, пробел и шесть цифр с телефона.
problems-wrong-code = Код не подходит или уже использован. Дождитесь следующего и проверьте часы телефона.
problems-codes-are-on = Одноразовые коды уже включены.
problems-sign-in-needed = Нужно войти: сеанс не начат или уже закончился.
problems-password-change-needed = Сначала смените пароль.
problems-wrong-password = Нынешний пароль неверен.
problems-forbidden = Это не ваше: роль или нагрузка не даёт доступа.
problems-not-found = Такого на сервере нет.
problems-method-not-allowed = По этому адресу так не обращаются.
problems-timeout = Сервер не успел ответить.
problems-already-answered = На это уже ответили.
problems-overtaken = Журнал с тех пор изменился: запрос больше не подходит.
problems-key-reused = Под этим ключом уже было другое.
problems-reason-needed = Назовите причину.
problems-cursor-gone = Журнал на сервере другой: страницы нужно прочитать заново.
problems-too-large = Слишком много за один раз.
problems-not-json = Сервер принимает только JSON.
problems-invalid = В запросе не то, что ждёт сервер.
problems-weak-password = Пароль слишком короткий или слишком простой: нужно от 8 знаков, не из самых частых.
problems-too-many-attempts = Слишком много неверных попыток. Подождите немного.
problems-internal = Ошибка на сервере.
problems-unavailable = Сервер сейчас не может этого сделать. Записи в очереди сохранены.

ZV-CLOCK = Время записи не сходится с часами сервера.
ZV-DECLINED = Исправление отклонено ({ $by }, { $at }): { $why }
ZV-WITHDRAWN = Запрос отозван.
ZV-ID = Под этим номером в журнале уже есть другая запись.
ZV-SERVER = Сервер отказал ({ $status }): { $title }
ZV-TARGET = { $what ->
    [lesson] Такого урока в школе нет.
    [work] Такой работы в журнале нет.
    [pupil] Такого ученика в журнале нет.
    [period] Такого периода нет.
   *[journal] Такого журнала нет.
}
ZV-VALUE = Такое значение в журнал не записать: { $field }.
ZV-WORK = У работы есть отметки: сначала уберите их.
