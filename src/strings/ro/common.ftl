# Words that every screen shares: dates, states, duties, kinds of work.

date-long = { $weekday } { $day } { $month }
weekday-1 = lu
weekday-2 = ma
weekday-3 = mi
weekday-4 = jo
weekday-5 = vi
weekday-6 = sâ
weekday-7 = du
month-1 = ianuarie
month-2 = februarie
month-3 = martie
month-4 = aprilie
month-5 = mai
month-6 = iunie
month-7 = iulie
month-8 = august
month-9 = septembrie
month-10 = octombrie
month-11 = noiembrie
month-12 = decembrie
day-month = { $day } { $month }
today-until = azi până la { $time }
until-date = până la { $date }

left-minutes = { $n ->
    [one] { $n } minut
    [few] { $n } minute
   *[other] { $n } de minute
}
left-hours = { $h } h { $m } min
left-days = { $n ->
    [one] { $n } zi
    [few] { $n } zile
   *[other] { $n } de zile
}

training-time = timp de exercițiu
link-up = legătură
link-unknown = legătură?
link-down = fără legătură
link-down-since = fără legătură de la { $time }
link-cut = server oprit
link-sign-in = autentificare

# States of an entry, as the queue shows them.
life-typed = se scrie pe disc
life-held = reținut
life-held-until = pleacă la { $time }
life-draft-until = ciornă până la { $time }
life-on-disk = așteaptă legătura
life-on-disk-online = așteaptă trimiterea
life-sent = se trimite
life-uncertain = necunoscut, se verifică
life-requested = așteaptă aprobarea
life-conflict = neconcordanță
life-refused = refuzat
# The clause of a regulation: «6.3, абз. 11», «п. 2.17».
clause-paragraph = { $point }, alin. { $paragraph }
clause-point = pct. { $point }
life-refused-clause = refuzat: { $clause }
life-superseded = înlocuit
life-withdrawn = anulat
life-in-journal = în catalog

duty-attendance = prezența
duty-marks = notele
duty-topic = tema lecției
duty-topic-short = tema
duty-homework = tema pentru acasă
duty-homework-short = TA

work-oral = răspuns
work-independent = lucrare independentă
work-short-test = lucrare de verificare
work-test = test
work-control = lucrare de control
work-control-dictation = dictare de control
work-dictation-with-grammar = dictare cu sarcină gramaticală
work-vocabulary-dictation = dictare de vocabular
work-exposition = expunere
work-composition = compunere
work-home-composition = compunere acasă
work-lab = lucrare de laborator
work-practical = lucrare practică
work-credit = colocviu
work-notebook = caiet
work-project = proiect
work-other = altă lucrare

# At most three letters: the second line of the grid.
column-oral = răs
column-independent = IND
column-short-test = VER
column-test = TES
column-control = CON
column-control-dictation = DIC
column-dictation-with-grammar = DIC
column-vocabulary-dictation = VOC
column-exposition = EXP
column-composition = COM
column-home-composition = CAC
column-lab = LAB
column-practical = PRA
column-credit = COL
column-notebook = cai
column-project = PRO
column-other = alt
