# «Итоги»: marks of quarters, half-years, the year, the examination, final ones.
title-terms = Marks of periods
context-terms = Marks of periods
action-terms = marks of periods
hint-terms-absent = n/a
hint-terms-take-fix = as proposed
hint-terms-findings = rule
heading-proposal = prop.
terms-quarter = qtr
terms-half-year = half
terms-year = year
terms-exam = exam
terms-final = fin
terms-no-periods = The school has no quarters and no year yet. The administrator enters them: zvonok school import.
terms-until = until { $due }
terms-until-two = until { $soft }, at the latest { $due }
terms-late = was due { $due }
terms-basis-marks = { $sum } : { $count } = { $mean } → { $mark }
terms-basis-periods = of the periods: { $sum } : { $count } = { $mean } → { $mark }
terms-basis-exam = year and examination: { $sum } : { $count } = { $mean } → { $mark }
terms-basis-absent = missed { $missed } lessons of { $held }, marks { $count } → н/а
terms-basis-none = no marks: nothing to propose
terms-basis-summary = half-years and years: { $sum } : { $count } = { $mean } → { $mark }
terms-basis-summary-part = summary: mean of half-years and years of grades 10–11, here { $count } marks of 6
terms-basis-exam-none = examination: by the protocol
terms-one-more = one more { $more } gives { $next } → { $then }
terms-fives = fives needed for a { $better }: { $fives }
terms-few = marks { $count }, at least { $minimum } needed
notice-no-proposal = The program proposes nothing here: give the mark yourself
