# Что не так в файлах школы. { $value } — что стоит в файле, { $other } — чему оно противоречит.
school-hint = возможно, «{ $guess }»?
school-line = { $place }: { $what }
school-count = Ошибок: { $count }. Ничего не загружено.

school-file-missing = нет файла { $value }
school-too-large = файл слишком велик: { $value } байт при пределе { $other }
school-unreadable = файл не читается: { $value }
school-windows-1251 = файл в кодировке Windows-1251. Сохраните его как «CSV UTF-8»
school-not-utf8 = файл не в кодировке UTF-8. Сохраните его как «CSV UTF-8»
school-not-toml = это не TOML или чего-то не хватает: { $value }
school-column-missing = нет столбца «{ $value }»
school-column-unknown = неизвестный столбец «{ $value }»
school-row-length = в строке ячеек { $value }, а в заголовке { $other }
school-empty = ячейка пуста, а должна быть заполнена
school-bad-text = текст слишком длинен или содержит недопустимые знаки: «{ $value }»
school-bad-id = код «{ $value }»: допустимы латинские буквы, цифры, «-», «_», «.», не больше 64
school-duplicate = «{ $value }» уже есть: { $other }
school-said-twice = «{ $value }» указано дважды: { $other }
school-bad-number = «{ $value }» — не число или вне пределов { $other }
school-bad-date = «{ $value }» — не дата учебного года { $other }. Пишите 2026-11-20 или 20.11.2026
school-bad-time = «{ $value }» — не время. Пишите 08:30, для урока 08:30-09:15
school-bad-word = «{ $value }» — неизвестное слово; допустимы: { $other }
school-bad-zone = нет часового пояса «{ $value }». Пример: Asia/Barnaul
school-bad-span = «{ $value }»: конец раньше начала, вне учебного года или накладывается на «{ $other }»
school-unknown = «{ $value }» нет в { $other }
school-teacher-twice = { $value } в это время уже ведёт другой урок: { $other }
school-class-twice = { $value } в это время уже на другом уроке: { $other }
school-teacher-differs = учитель «{ $value }», а в journals.csv у этого журнала «{ $other }»
school-no-bell = для урока { $value } нет звонка в расписании «{ $other }»
school-no-lesson = нет урока { $value }: { $other }
school-bad-marks = не читается «{ $value }». Пишите 12:5, 12:5/4, 12:н или 12:н5
school-not-in-journal = «{ $value }»: такого номера нет в журнале { $other }
school-no-work = отметки «{ $value }» стоят без вида работы
school-more = и ещё { $value }

## School: archive

archive-done = Архив { $year }/{ $next } учебного года, файлов: { $files }. Записан и прочитан обратно: { $folders }.
    Отпечаток ключа: { $key }
    Запишите отпечаток отдельно от архива: по нему видно, что архив сделан школой.
archive-few = Архив кладут не меньше чем в { $count } места на разных носителях. Ничего не записано. Назовите ещё папку.
archive-same = Две из названных папок — одна и та же. Ничего не записано.
archive-no-place = { $path }: такой папки нет. Ничего не записано.
archive-good = Архив цел: файлов { $files }, подпись верна. Отпечаток ключа: { $key }.
archive-bad = Архив не такой, каким был сделан. Возьмите другую копию и сохраните обе. Файлов в описи: { $files }. Отпечаток ключа: { $key }.
archive-changed = изменён: { $what }
archive-missing = нет или не читается: { $what }
archive-added = лишний: { $what }
archive-signature = опись файлов не та, что была подписана
archive-key = подписано другим ключом, не тем, чей отпечаток записан
archive-unreadable = { $path }: это не архив журнала, или опись файлов не читается ({ $why }).
archive-readme =
    Архив журналов: { $school }, { $year }/{ $next } учебный год.
    Сделан { $date } программой «Звонок».

    journals.csv — перечень журналов: в какой папке какой класс и предмет.
    journals/…/marks.csv — отметки, отсутствия (н) и отметки за периоды, как они стоят в журнале.
    journals/…/lessons.csv — уроки: темы, домашние задания, кто заменял, номера отсутствовавших.
    journals/…/versions.csv — каждая запись и каждое исправление: кто, когда, что и почему.
    people.csv — учителя и сотрудники. audit.csv — кто что делал в журнале.
    Таблицы: UTF-8, столбцы через точку с запятой.

    Проверить, что ничего не изменено, можно и без этой программы:
    sha256sum -c manifest.sha256
    openssl pkeyutl -verify -pubin -keyform DER -inkey key.der -rawin -in manifest.sha256 -sigfile manifest.sig

    Здесь персональные данные учеников: храните так же, как бумажные журналы.
