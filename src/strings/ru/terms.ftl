# «Итоги»: отметки за четверти, полугодия, год, экзамен и итоговые.
title-terms = Итоги
context-terms = Итоги
action-terms = итоги
hint-terms-absent = н/а
hint-terms-take-fix = как предложено
hint-terms-findings = правило
heading-proposal = предл
terms-quarter = чет
terms-half-year = п/г
terms-year = год
terms-exam = экз
terms-final = итог
terms-no-periods = В школе не заведены четверти, полугодия и год. Их вносит администратор: zvonok school import.
terms-until = до { $due }
terms-until-two = до { $soft }, крайний срок { $due }
terms-late = срок вышел { $due }
terms-basis-marks = { $sum } : { $count } = { $mean } → { $mark }
terms-basis-periods = по периодам: { $sum } : { $count } = { $mean } → { $mark }
terms-basis-exam = год и экзамен: { $sum } : { $count } = { $mean } → { $mark }
terms-basis-absent = пропущено уроков { $missed } из { $held }, отметок { $count } → н/а
terms-basis-none = отметок нет: предлагать нечего
terms-basis-summary = полугодия и годы: { $sum } : { $count } = { $mean } → { $mark }
terms-basis-summary-part = сводная: среднее полугодий и лет за 10–11 классы, здесь отметок { $count } из 6
terms-basis-exam-none = экзамен: по протоколу
terms-one-more = ещё одна { $more } даёт { $next } → { $then }
terms-fives = до { $better } нужно пятёрок: { $fives }
terms-few = отметок { $count }, нужно не менее { $minimum }
notice-no-proposal = Программа здесь ничего не предлагает: поставьте отметку сами
