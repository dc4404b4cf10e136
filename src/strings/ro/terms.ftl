# «Итоги»: notele pe perioade.
title-terms = Medii
context-terms = Medii
action-terms = medii
hint-terms-absent = n/a
hint-terms-take-fix = cum se propune
hint-terms-findings = regula
heading-proposal = prop.
terms-quarter = trim
terms-half-year = sem
terms-year = an
terms-exam = exam
terms-final = fin
terms-no-periods = Școala nu are încă trimestre, semestre și an. Le introduce administratorul: zvonok school import.
terms-until = până la { $due }
terms-until-two = până la { $soft }, cel târziu { $due }
terms-late = termenul a expirat { $due }
terms-basis-marks = { $sum } : { $count } = { $mean } → { $mark }
terms-basis-periods = pe perioade: { $sum } : { $count } = { $mean } → { $mark }
terms-basis-exam = anul și examenul: { $sum } : { $count } = { $mean } → { $mark }
terms-basis-absent = lecții absentate { $missed } din { $held }, note { $count } → н/а
terms-basis-none = fără note: nu e nimic de propus
terms-basis-summary = semestre și ani: { $sum } : { $count } = { $mean } → { $mark }
terms-basis-summary-part = centralizator: media semestrelor și anilor din clasele 10–11, aici { $count } note din 6
terms-basis-exam-none = examen: după proces-verbal
terms-one-more = încă un { $more } dă { $next } → { $then }
terms-fives = până la { $better } trebuie note de 5: { $fives }
terms-few = note { $count }, trebuie cel puțin { $minimum }
notice-no-proposal = Programul nu propune nimic aici: puneți nota singur
