# «Исправления»: запросы, которые ждут одобрения.
title-corrections = Исправления
context-corrections = Исправления
action-corrections = исправления
action-approve = одобрить
action-decline = отклонить
hint-corrections = исправления
hint-approve = одобрить
hint-decline = отклонить
hint-corrections-give-up = отозвать
hint-corrections-open = журнал
heading-day = день
heading-whose = ученик
heading-journal = журнал
heading-change = было → просят
heading-asker = кто просит
corrections-asked = Читаю запросы…
corrections-missing = Запросы есть только на сервере, а он недоступен. F5 — спросить снова.
corrections-none = Ни одно исправление не ждёт одобрения.
corrections-count =
    { $n ->
        [one] Ждёт { $n } исправление. В журнале пока всё как было.
        [few] Ждут { $n } исправления. В журнале пока всё как было.
       *[other] Ждут { $n } исправлений. В журнале пока всё как было.
    }
corrections-count-more = Ждут больше { $n } исправлений; здесь самые старые. В журнале пока всё как было.
deadlines-corrections = исправления ждут решения: { $n } — { $key }
corrections-asked-by = { $who }, { $time }. Объяснение:
corrections-no-explanation = без объяснения
corrections-pupil-hidden = ученик скрыт
corrections-approve-prompt = Одобрить. Пояснение, если нужно:
corrections-decline-prompt = Отклонить. Почему (учитель это увидит):
corrections-no-reason = Без причины запрос не отклоняют: учитель должен знать почему
corrections-approved = Исправление в журнале; учитель увидит новое значение
corrections-declined = Отклонено, журнал прежний; учитель увидит причину
corrections-taken-back = Запрос отозван, журнал прежний
corrections-others-answer = На запросы отвечают завуч и директор. Свой запрос можно отозвать
corrections-not-own = Отозвать запрос может только тот, кто его подал
screen-corrections-overtaken = Журнал с тех пор изменился, это исправление уже не подходит. Отклоните его: учитель подаст новое.
screen-corrections-answered = На этот запрос уже ответили или его отозвали. F5 — прочитать список заново.
screen-corrections-not-allowed = По регламенту школы на запросы отвечает не эта роль. В журнале ничего не изменилось.
notice-no-corrections = Запросы об исправлениях этой роли не показываются
