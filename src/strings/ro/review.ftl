# review: the check of a period, the rule behind a finding, forecasts and marks of periods

# What is not there: its instant has passed.
missing-attendance = Prezența nu este marcată: termenul a fost { $due }.
missing-topic = Lipsește tema lecției: termenul a fost { $due }.
missing-homework = Lipsește tema pentru acasă: termenul a fost { $due }.
missing-marks = Lipsește nota pentru lucrare: termenul a fost { $due }.
missing-term = Lipsește nota perioadei: termenul a fost { $due }.

# What is not there: its instant has not come, or there is none.
waiting-attendance = { $due ->
    [none] Prezența nu este marcată.
   *[other] Prezența nu este marcată: termenul { $due }.
}
waiting-topic = { $due ->
    [none] Lipsește tema lecției.
   *[other] Lipsește tema lecției: termenul { $due }.
}
waiting-homework = { $due ->
    [none] Lipsește tema pentru acasă.
   *[other] Lipsește tema pentru acasă: termenul { $due }.
}
waiting-marks = { $due ->
    [none] Lipsește nota pentru lucrare.
   *[other] Lipsește nota pentru lucrare: termenul { $due }.
}
waiting-term = { $due ->
    [none] Lipsește nota perioadei.
   *[other] Lipsește nota perioadei: termenul { $due }.
}

standing-entry = înscriere
standing-late = târziu
standing-waiting = necompletat
standing-missing = întârziat

# The command `check` over the own journals.
arg-check-from = Prima zi; fără ea — începutul trimestrului curent
arg-check-to = Ultima zi; fără ea — azi
arg-check-class = Doar această clasă
arg-check-teacher = Doar acest profesor
check-head = Verificarea { $from }–{ $to }, { $scope ->
    [school] toată școala
    [class] cataloagele proprii și clasa proprie
   *[other] cataloagele proprii
}: lecții { $lessons }, refuzate { $refused }, târziu { $late }, întârziate { $missing }, necompletate { $waiting }, avertismente { $warnings }
check-clean = Nu sunt observații.
check-lesson = { $date }, lecția { $number } · { $class } { $subject } · { $teacher }
check-period = { $date }, notele perioadei · { $class } { $subject } · { $teacher }
check-names-more = { $names } și încă { $more }
check-unseen = Fără legătură nu se văd pagini: { $pages }. { $names }
fail-check-role = Cataloagele le verifică profesorii și administrația școlii: rolului dumneavoastră nu îi sunt deschise.
fail-check-span = Prima zi este după ultima: schimbați-le între ele.
fail-check-class = Clasa „{ $class }” nu este printre cataloagele care vă sunt deschise.

# «Проверка»
title-review = Verificarea
context-review = Verificarea
action-check = verificarea cataloagelor
action-filter-severity = Toate observațiile sau doar cele importante
hint-check = verificare
hint-filter-severity = importante
hint-review-findings = regula
review-loading = Citesc cataloagele…
review-missing = Nu este legătură și nu sunt cataloage citite. Reîmprospătați: F5.
review-reading = Mai citesc pagini: { $pages }…
review-unseen = Fără legătură nu se văd pagini: { $pages }. Reîmprospătați: F5.
review-clean = Nu sunt observații. Lecții verificate: { $lessons } — prezența, temele, temele pentru acasă, notele și termenele lor.
review-filtered = Cu acest filtru nu sunt observații. Toate: tasta filtrului încă o dată.
review-counts = Lecții { $lessons } · refuzate { $refused } · târziu { $late } · întârziate { $missing } · necompletate { $waiting } · altele { $warnings }
review-shown-all = toate observațiile
review-shown-weighty = doar cele importante
review-shown-refused = doar ce interzice regulamentul
review-own-only = Aici sunt cataloagele dumneavoastră: filtrul pe profesor îl are administrația.
review-lesson = { $date } · lecția { $number } · { $class } { $subject } · { $teacher }
review-period = { $date } · notele perioadei · { $class } { $subject } · { $teacher }

# «Правило»
title-rule = Regula
context-rule = Regula
rule-of = { $at } din { $of }, ← →
rule-clause = Punctul { $clause } · { $severity }
rule-own = Regula programului, nu a regulamentului · { $severity }
rule-unknown = Această regulă nu este în lista programului.
rule-line-built-in = Stabilită în { $profile }.toml (inclus), rândul { $line }:
rule-line-school = Stabilită în regulamentul școlii { $profile }, rândul { $line }:
rule-no-line = În regulament nu este un rând separat: regula este în vigoare cât regulamentul.
allowed-cell = Aici se poate: { $value }
allowed-nothing = Aici acum nu se poate nimic.
allowed-topic = Se așteaptă tema: „{ $value }”
allowed-number = Se așteaptă numărul: { $value }
allowed-mark = Se propune: { $value }
allowed-code = Codul absenței: { $value }
allowed-due = Termenul: { $value }

# Forecasts
forecast-one-more = media { $mean } → { $mark }; încă un { $more } dă { $next } → { $then }
forecast-fives = media { $mean } → { $mark }; până la { $better } trebuie note de 5: { $fives }
head-proposal = →
head-one-more = +5
hint-rule-left = precedenta
hint-rule-right = următoarea
