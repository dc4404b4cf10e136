# What the screens say: titles, headings, sentences in the place of a list, questions.

title-today = Azi
title-grid = Catalogul
title-lesson = Lecția
title-roll-call = Apelul
title-queue = Coada
title-deadlines = Termene
title-journals = Cataloagele mele
title-week = Săptămâna
title-plan = Planul
title-sign-in = Autentificare
title-help = Ajutor
title-nothing = Zvonok

too-small = Fereastra este mică. Trebuie 40×12. Așteaptă trimiterea: { $waiting }

# Short words for the last line; the full ones are the titles of the actions.
hint-today-open = catalog
hint-journals-open = deschide
hint-queue-open = decide
hint-deadlines-open = lecția
hint-absent = absent
hint-find-pupil = caută
hint-only-unfilled = necompletate
hint-roll-call-accept = scrie toți
hint-roll-call-list-accept = scrie toți
hint-roll-call-down = la listă
hint-lesson-choice-right = alt fel
hint-sign-in-accept = intră
hint-sign-in-back = fără autentificare
hint-question-back = nu
hint-prompt-back = renunță
hint-prompt-accept = gata
hint-help-back = închide
hint-action-list-accept = execută

heading-time = ora
heading-class = clasa
heading-class-short = cl
heading-subject = disciplina
heading-room = cab
heading-attendance = prez
heading-marks = note
heading-topic = tema
heading-homework = TA
heading-due = până
heading-attendance-short = p
heading-marks-short = not
heading-topic-short = t
heading-homework-short = a
heading-pupil = Elevul
heading-mean = media
heading-teacher = profesorul
heading-when = când
heading-lesson = lecția
heading-entry = înscrierea
heading-state = starea

month-name-1 = ianuarie
month-name-2 = februarie
month-name-3 = martie
month-name-4 = aprilie
month-name-5 = mai
month-name-6 = iunie
month-name-7 = iulie
month-name-8 = august
month-name-9 = septembrie
month-name-10 = octombrie
month-name-11 = noiembrie
month-name-12 = decembrie

# Today.

today-asked = Citesc orarul…
today-missing = Orarul acestei zile nu este încă pe acest calculator, iar serverul nu răspunde. F5 — întreabă din nou, ← și → — altă zi, F4 — cataloagele mele.
today-no-lessons-nearest = Nu sunt lecții. Cea mai apropiată zi de școală — { $day }: Enter. ← și → — altă zi, F4 — cataloagele mele.
today-no-lessons = Nu sunt lecții. ← și → — altă zi, F4 — cataloagele mele.
substitution = înlocuire
instead-of = în locul: { $name }
doubled = dublă, { $place } din { $of }
lesson-number = lecția { $n }
lesson-runs = în curs, până la sunet { $left }
lesson-begins-in = începe peste { $left }
lesson-cancelled = anulată
lesson-not-held = nu a avut loc
by-plan = după plan: { $topic }
absent-count = absenți: { $n }
waits-for-you = Vă așteaptă
waits-nothing = Totul este completat.
waits-decision = { $n ->
    [one] { $n } înscriere nu este primită și așteaptă decizia dumneavoastră — F6
    [few] { $n } înscrieri nu sunt primite și așteaptă decizia dumneavoastră — F6
   *[other] { $n } de înscrieri nu sunt primite și așteaptă decizia dumneavoastră — F6
}
overdue-since = întârziat de la { $time }
marks-owed = fără notă { $owed } din { $of }: { $work }

# The grid.

grid-asked = Citesc catalogul…
grid-missing = Această pagină a catalogului nu este încă pe acest calculator, iar serverul nu răspunde. F5 — întreabă din nou, Esc — înapoi.
grid-no-pupils = În această clasă nu sunt elevi. Lista o ține administrația școlii; când va apărea pe server, F5 o citește.
grid-no-lessons = În această perioadă nu sunt lecții. Esc — înapoi.
pupils-count = { $n ->
    [one] { $n } elev
    [few] { $n } elevi
   *[other] { $n } de elevi
}
absent-reason = absent: { $reason }
known-reason = cunoscut: { $reason }
reason-prompt = De ce lipsește:
reason-told-by-class-teacher = a anunțat dirigintele · Tab — bilet de la părinți
reason-told-by-parents = bilet de la părinți · Tab — a anunțat dirigintele
reason-of-parents = { $reason } (bilet de la părinți)
off-roster = nu era în această clasă la data lecției
home-schooled = învață la domiciliu
missed-in-a-row = { $n ->
    [one] lipsește { $n } lecție
    [few] lipsește { $n } lecții
   *[other] lipsește { $n } de lecții
}
cell-two-marks = Două note cu „/”: { $kind ->
    [dictation_with_grammar] pentru dictare și pentru sarcină
   *[other] pentru conținut și pentru corectitudine
}
cell-debt = Lucrare obligatorie: nota stă alături de „н”
topic-is = Tema: { $topic }
value-cleared = șterge
value-nothing = nimic

# The roll call.

roll-call-question = Cine lipsește?
roll-call-hint = numere sau primele litere, Enter — gata
roll-call-count = { $listed } în listă · absenți { $absent }
roll-call-count-doubtful = { $listed } în listă · absenți { $absent } · de verificat { $doubtful }
roll-call-count-known = { $listed } în listă · absenți { $absent }, neconfirmați { $unconfirmed }
roll-call-known = ?? se știe că lipsesc: Enter confirmă toți, spațiu în listă — scoate
roll-call-known-lesson = {"   "}{ $numbers } — lipsă la lecția { $n }, { $subject }
roll-call-known-reason = {"   "}{ $numbers } — dirigintele: { $reason }
roll-call-known-parents = {"   "}{ $numbers } — bilet de la părinți: { $reason }
roll-call-doubtful = ? a lipsit la lecția precedentă — confirmați sau scoateți cu spațiu
# For a narrow terminal.
roll-call-count-doubtful-short = { $listed } în listă · absenți { $absent } · ? { $doubtful }
roll-call-count-known-short = { $listed } în listă · absenți { $absent } (?? { $unconfirmed })
roll-call-known-short = ?? Enter confirmă, spațiu scoate
roll-call-known-lesson-short = {"   "}{ $numbers } — lipsă la lecția { $n }
roll-call-doubtful-short = ? a lipsit la lecția precedentă
roll-call-nobody = „{ $word }”: nu este un asemenea număr sau nume în listă
roll-call-several = „{ $word }”: se potrivesc { $names } — adăugați litere

# The lesson.

field-topic = Tema
field-kind = Lucrarea
field-number = Numărul
field-homework = Acasă
plan-place = plan, { $n } din { $of }
plan-after = apoi: { $topic }
plan-next = după plan: { $topic }
plan-empty = nu este plan — scrieți tema
plan-done = planul este parcurs
work-obligatory = obligatorie
work-added = încă o lucrare a lecției
marks-until = note până la { $date }
homework-none = fără temă
homework-next-lesson = pentru lecția următoare
homework-for-date = pentru { $date }
field-pupils = Cui
homework-for-all = întregii clase
homework-pupils-hint = numere sau primele litere ale numelor; gol: întregii clase
homework-for-pupils = { $n ->
    [one] { $n } elev: { $names }
    [few] { $n } elevi: { $names }
   *[other] { $n } de elevi: { $names }
}
homework-of-some = { $n ->
    [one] { $text } ({ $n } elev)
    [few] { $text } ({ $n } elevi)
   *[other] { $text } ({ $n } de elevi)
}
until-with-left = până la { $time }, au rămas { $left }

# The queue.

queue-empty = Toate înscrierile sunt în catalog.
queue-count = { $n ->
    [one] Încă nu este în catalog: { $n } înscriere. Este pe disc.
    [few] Încă nu sunt în catalog: { $n } înscrieri. Sunt pe disc.
   *[other] Încă nu sunt în catalog: { $n } de înscrieri. Sunt pe disc.
}
queue-offline = Pleacă singure când revine legătura. Ce s-a făcut la timp rămâne făcut la timp.
queue-online = Pleacă singure. F5 — trimite acum.
queue-undecided = Înscrierile refuzate și cele contestate vă așteaptă: fără decizie nu ajung în catalog.
queue-sign-in = Serverul cere autentificarea din nou: înscrierile sunt pe disc și pleacă după ea.
conflict-present = în catalog: { $value } — { $author }, { $time }
requested-present = { $state } · în catalog: { $value }
requested-wish = { $state }: { $value }
conflict-lesson-cancelled = lecția a fost anulată între timp
conflict-lesson-moved = lecția este acum pe { $date }, a { $number }-a
conflict-empty = în catalog aceasta nu mai este

target-absence = absență
target-reason = cauza absenței
target-marks = nota
target-term = nota perioadei
target-topic = tema
target-homework = tema pentru acasă
target-attendance = apelul
target-not-held = lecția nu a avut loc
target-work = felul lucrării

# Deadlines.

deadlines-asked = Citesc termenele…
deadlines-missing = Termenele acestei zile nu sunt încă pe acest calculator, iar serverul nu răspunde. F5 — întreabă din nou.
deadlines-no-lessons-nearest = În această zi nu sunt lecții. Cea mai apropiată zi de școală — { $day }: Enter. ← și → — altă zi.
deadlines-no-lessons = În această zi nu sunt lecții. ← și → — altă zi.
deadlines-all-filled = Totul este completat.
deadlines-none-pass = Nicio lecție nu trece filtrul.
deadlines-totals = lecții { $lessons } · completate { $done } · așteaptă { $waiting } · întârziate { $late }
deadlines-totals-until = lecții { $lessons } · completate { $done } · până la { $time } așteaptă { $waiting } · întârziate { $late }
deadlines-totals-later = lecții { $lessons } · completate { $done } · până la { $time } așteaptă { $waiting }, mai târziu { $later } · întârziate { $late }
deadlines-in-time = la timp { $share } %
deadlines-missing-heading = lipsește
deadlines-since = de la { $time }
deadlines-everything =
    tot, { $n } { $n ->
        [one] lecție
       *[other] lecții
    }
deadlines-legend = { $done } totul completat   { $waiting } așteaptă, mai este timp   { $late } întârziat   { $none } fără lecție
deadlines-lesson = { $class } { $subject }, lecția { $n }
deadlines-lesson-done = totul completat
deadlines-lesson-future = încă nu a început
deadlines-lesson-until = { $what } — până la { $time }
deadlines-lesson-since = { $what } — întârziat de la { $time }
deadlines-no-names = Acest rol nu vede profesorii: filtrul pe clasă — „r”
deadlines-closed = Acestui rol nu i se arată paginile catalogului: aici sunt doar termenele
filter-unfilled = doar necompletate
filter-class = clasa: { $letters }
filter-teacher = profesorul: { $letters }
filter-class-prompt = Clasa începe cu
filter-teacher-prompt = Profesorul începe cu

# Journals.

journals-asked = Citesc lista cataloagelor…
journals-missing = Lista cataloagelor nu este încă pe acest calculator, iar serverul nu răspunde. F5 — întreabă din nou, Esc — înapoi.
journals-none = Nu aveți niciun catalog. Aceasta o corectează administrația școlii.

# Sign-in.

sign-in-why = Intrați în catalogul școlii. Înscrierile care așteaptă sunt pe disc și nu se pierd.
sign-in-new-why = Este prima intrare: puneți o parolă nouă. Nu o știe nimeni în afară de dumneavoastră.
sign-in-asking = Întreb serverul…
title-locked = Blocat
hint-locked-accept = deschide
hint-locked-next-field = PIN sau parolă
lock-why = Ecranul este blocat. Înregistrările sunt în siguranță și pleacă singure; așteaptă: { $waiting }.
lock-asking = Verific…
lock-wait = Așteptați un minut și încercați din nou.
lock-pin-wrong = PIN-ul nu se potrivește.
lock-password-wrong = Parola nu se potrivește. Verificați tastatura.
lock-pin-over = PIN greșit de cinci ori. Introduceți parola.
lock-training = Școala de instruire: parola este uchebnaya-shkola
field-pin = PIN
names-hidden = (fără nume)
notice-names-hidden = Numele sunt ascunse: elevii au numere din listă.
notice-names-shown = Numele sunt din nou vizibile.
sign-in-phrase-why = Înregistrările de pe acest calculator sunt sigilate. Deschideți-le cu fraza dumneavoastră.
sign-in-store-why = Înregistrările de pe acest calculator sunt sigilate. Deschideți-le cu parola: nu este nevoie de legătură.
sign-in-opening = Deschid…
sign-in-waiting = Așteaptă trimiterea: { $count }.
sign-in-others = Pe acest calculator așteaptă înregistrări ale altora: { $count }.
field-passphrase = Fraza
screen-secret-place-keyring = Sesiunea și cheia înregistrărilor: în inelul de chei al sistemului.
screen-secret-place-kernel = Sesiunea: în inelul de chei al nucleului; cheia înregistrărilor: sub parolă.
screen-secret-place-key-file = Sesiunea și cheia înregistrărilor: într-un fișier sub frază.
screen-secret-place-nowhere = Sesiunea nu se păstrează, cheia înregistrărilor este sub parolă.
screen-secret-wrong-passphrase = Fraza nu se potrivește. Înregistrările sunt în siguranță.
screen-secret-wrong-password = Parola nu se potrivește. Dacă a fost schimbată pe alt calculator, aici trebuie cea veche.
field-login = Numele
field-password = Parola
field-new-password = Parola nouă
field-again = Încă o dată

# Help.

help-marks-heading = Note
help-marks-1 = 5 4 3 2 — nota; cursorul trece la elevul următor
help-marks-2 = н sau 0 — absent; н5 — a lipsit, nota pentru lucrare
help-marks-3 = 5/4 — două note pentru o lucrare, unde regulile permit
help-marks-4 = coloana lipită dintr-un tabel se arată înainte de a fi scrisă
help-signs-heading = Semnele de lângă valoare
help-no-sign = fără semn
help-no-key = fără tastă
help-layouts = Tastele lucrează în aranjamentul rusesc și în cel latin: contează locul tastei, nu litera de pe ecran. Înscrierea ajunge pe disc îndată, în catalog — când este legătură.

nothing-here = Administratorul nu ține cataloage. Lucrul se face prin comenzi: zvonok school --help, zvonok serve --help.

# Questions

ask-second-key = Enter — scrie totuși, Esc — nu.
ask-comment = Comentariu
ask-reason = Cauza
ask-explanation = Explicația corectării
quit-unwritten = Ce ați tastat la lecție sau la prezență nu este scris încă și se pierde.
quit-waiting = { $n ->
    [one] { $n } înscriere nu este încă în catalog. Este pe disc și pleacă la următoarea pornire.
    [few] { $n } înscrieri nu sunt încă în catalog. Sunt pe disc și pleacă la următoarea pornire.
   *[other] { $n } de înscrieri nu sunt încă în catalog. Sunt pe disc și pleacă la următoarea pornire.
}
quit-undecided = { $n ->
    [one] { $n } înscriere așteaptă decizia dumneavoastră: singură nu pleacă.
    [few] { $n } înscrieri așteaptă decizia dumneavoastră: singure nu pleacă.
   *[other] { $n } de înscrieri așteaptă decizia dumneavoastră: singure nu pleacă.
}
quit-question = Încheiați? Enter — da, Esc — rămân.
give-up-question = Renunțați la înscriere? În catalog rămâne ce este acolo. Enter — da, Esc — nu.
conflict-theirs = lasă ce este în catalog: { $value }
conflict-mine = scrie al meu: { $value }
conflicts-title = { $n ->
    [one] { $n } divergență. Cum se decide?
    [few] { $n } divergențe. Cum se decid toate?
   *[other] { $n } de divergențe. Cum se decid toate?
}
conflicts-values = propriu { $mine } · în catalog { $theirs }
conflicts-more = …și încă { $n }
conflicts-theirs = păstrează tot ce e în catalog
conflicts-mine = scrie toate valorile proprii
queue-conflicts = Divergențe: { $n }. Enter decide una, { $key } — toate deodată.
notice-printed = Catalogul temporar: { $path }. Deschideți-l în browser, tipăriți-l și ștergeți fișierul.
notice-not-printed = Catalogul temporar nu s-a scris: nu e loc sau nu sunt drepturi. Înscrierile sunt întregi.
find-prompt = Caută
find-nobody = Un asemenea elev nu este în listă.
paste-count = { $n ->
    [one] Lipiți { $n } valoare?
    [few] Lipiți { $n } valori?
   *[other] Lipiți { $n } de valori?
}
paste-question = Enter — scrie, Esc — nu.
actions-prompt = Acțiunea
actions-none = O asemenea acțiune nu este aici.
history-heading = Cine și când a scris: { $who }
history-asked = Citesc înscrierile anterioare…
history-missing = Înscrierile anterioare le știe doar serverul, iar legătura lipsește
history-none = Aici nu s-a scris încă nimic
history-in-place-of = { $who } în locul: { $for }
jump-heading = Ce nu este completat în ultima săptămână
jump-marks = fără notă { $owed } din { $of }
jump-until = până la { $time }
week-no-lessons = În această săptămână nu aveți lecții.
week-room = cab. { $room }
week-open = necompletat: { $what }
plan-summary = Ore parcurse: { $used } din { $hours }, au rămas { $left }; lecții până la sfârșitul perioadei: { $lessons }
plan-lags = { $n ->
    [one] Rămânere în urmă: { $n } lecție trecută fără temă
    [few] Rămânere în urmă: { $n } lecții trecute fără temă
   *[other] Rămânere în urmă: { $n } de lecții trecute fără temă
}
beside-no-roll = apelul nu a fost făcut
beside-all-present = toți sunt prezenți
hint-week-open = catalog
hint-week-next-day = săptămâna următoare
hint-week-previous-day = săptămâna trecută
hint-plan-to-running = la tema următoare
pile-prompt = Al cui e caietul
pile-hint = primele litere ale numelui, nota, numele următor
pile-entered = { $n ->
    [one] { $n } caiet înscris
    [few] { $n } caiete înscrise
   *[other] { $n } de caiete înscrise
}
fill-prompt = Completați cu nota
fill-empty = Celule goale: { $n }. Cele completate rămân; Tab — și pe ele
fill-all = Celule: { $n }, din ele cu altă notă: { $over }. Tab — doar cele goale
fill-absences = Celulele cu absență rămân cum sunt.
copy-lesson-heading = În care lecție treceți tema și tema pentru acasă
hint-grid-pile = teanc
hint-pile-down = care dintre ei
hint-reason = motivul
hint-pile-accept = gata
hint-fill-accept = completează
hint-lesson-text-copy-lesson = copie
hint-jump-list-accept = mergi acolo
not-kept = Înscrierea NU s-a păstrat. Pe ecran este din nou ce era.

# Themes

theme-not-toml = rândul nu se poate citi: { $word }
theme-unknown-role = nu este rolul „{ $field }”
theme-unknown-role-near = nu este rolul „{ $field }”; poate { $word }?
theme-not-text = valoarea rolului „{ $field }” trebuie pusă între ghilimele: "red bold"
theme-unknown-word = „{ $word }” nu este culoare și nici stil
theme-problem = tema { $file }, rândul { $line }: { $what }
theme-unknown = tema „{ $name }” nu există: { $why }; s-a luat cea întunecată

# What the program says at the start.

note-open-elsewhere = Catalogul este deja deschis în altă fereastră: aici se poate doar privi.
note-network-folder = Dosarul programului este pe un disc de rețea: scrierea este sigură, dar mai lentă.
note-log-altered = Registrul înscrierilor de pe acest calculator a fost schimbat de altceva decât programul. Verificați: zvonok doctor. Spuneți administratorului.
note-salvaged = Depozitul era deteriorat. Salvate: { $saved }, necitite: { $lost }. Fișierul vechi: { $kept }. Comparați ultimele înscrieri cu catalogul: ce lipsește, introduceți din nou.

# Errors as screens say them: short, without names of commands.

sign-in-other-name = Acest nume este al altui cont. Ieșiți (F10) și intrați: zvonok login.
screen-remote-connect = Serverul { $server } nu răspunde. Înscrierile sunt pe disc și pleacă singure.
screen-remote-time-out = Serverul { $server } nu a răspuns la timp. Înscrierile sunt pe disc și pleacă singure.
screen-remote-proxy = Serverul proxy al rețelei nu lasă programul la server. Înregistrările sunt pe disc. Întrebați administratorul (HTTPS_PROXY).
screen-remote-encryption = Nu există o criptare comună cu serverul: alt port, server vechi sau numai GOST. Înregistrările sunt pe disc. Întrebați administratorul.
screen-remote-descriptors = Sistemul nu mai lasă programul să deschidă fișiere și conexiuni. Înregistrările sunt pe disc. Închideți alte programe.
screen-remote-name = Numele serverului { $server } nu este în rețea. Înscrierile sunt pe disc. Verificați conexiunea.
screen-remote-broken = Legătura s-a întrerupt înaintea răspunsului. Înscrierile sunt pe disc; dacă au ajuns se va ști la următoarea trimitere.
screen-remote-no-answer = A răspuns altceva decât catalogul: poate pagina de intrare în rețea. Înscrierile sunt pe disc. Intrați în rețea prin browser.
screen-remote-sign-in = Sesiunea s-a încheiat. Înscrierile sunt pe disc. F5 — intrați din nou.
screen-remote-not-now = Serverul este ocupat și cere răbdare. Înscrierile sunt pe disc și pleacă singure.
screen-remote-failing = Pe server este un defect. Înscrierile sunt pe disc și pleacă singure.
screen-remote-certificate = Certificatului serverului nu i se poate da crezare: poate este străin. Nimic nu s-a trimis, înscrierile sunt pe disc. Întrebați administratorul despre setarea ca_file.
screen-remote-certificate-time = Certificatul serverului nu se potrivește cu ora acestui calculator. Înscrierile sunt pe disc. Verificați data și ceasul.
screen-remote-certificate-pin = Cheia serverului nu este cea numită în setarea pin: poate fi străin. Nimic nu s-a trimis, înscrierile sunt pe disc. Întrebați administratorul.
screen-remote-ca-file = Fișierul de certificate (ca_file) nu se poate citi. Înscrierile sunt pe disc. Verificați calea: zvonok config check.
screen-remote-pin = Setarea pin nu se poate citi. Nimic nu s-a trimis, înscrierile sunt pe disc. Verificați: zvonok config check.
screen-remote-refused = Serverul a refuzat. Înscrierile sunt pe disc. Dacă este o greșeală, întrebați administratorul.
screen-remote-cursor-gone = Catalogul de pe server a fost restaurat dintr-o copie. Înscrierile sunt pe disc; ce lipsește din el pleacă din nou singur.
screen-remote-too-large = Serverul nu a primit o cerere atât de mare. Înscrierile sunt pe disc, programul repetă singur.
screen-remote-conflict = Între timp altcineva a schimbat catalogul. Ambele înscrieri sunt păstrate: decideți în „Coada”.
screen-remote-incompatible = Serverul vorbește o limbă pe care această versiune nu o știe. Înscrierile sunt pe disc. Actualizați programul.
screen-sync-sign-in-needed = Trebuie să intrați. Înscrierile sunt pe disc. F5 — intrați.
screen-sync-wrong-password = Numele sau parola nu se potrivesc. Verificați aranjamentul tastaturii și repetați.
screen-sync-code-needed = E nevoie de codul de unică folosință: parola, un spațiu și șase cifre de pe telefon.
screen-demo-not-started = Serverul școlii de exercițiu nu a pornit: adresa lui este ocupată de alt program. Înregistrările sunt pe disc. F9 încearcă încă o dată.
screen-sync-weak-password = Serverul nu a primit parola nouă: prea scurtă, prea simplă sau cea veche. Tastați alta.
screen-secret-no-place = Nu se știe unde se păstrează cheia înregistrărilor. Nimic nu s-a înscris. Ieșiți și intrați: zvonok login.

# A time without a server, and a wrong clock.

queue-outage-lasts-since = Serverul este inaccesibil din { $from }: { $how }.
queue-outage-notice = Anunțați directorul adjunct până la { $until } ({ $clause }).
queue-carry-until = De transferat până la { $until }: încă { $left } (fără server { $from }–{ $to }).
queue-carry-over = Termenul transferului a expirat { $until } (fără server { $from }–{ $to }).
carry-in-time = făcut la timp: serverul a fost inaccesibil din { $from } până la { $to }
carry-in-time-lasts = făcut la timp: serverul este inaccesibil din { $from }
carry = serverul a fost inaccesibil din { $from } până la { $to }
carry-lasts = serverul este inaccesibil din { $from }
outage-name = numele serverului nu există în rețea
outage-connect = nu răspunde
outage-time-out = nu a răspuns prea mult timp
outage-proxy = proxy-ul rețelei nu lasă pe nimeni
outage-encryption = nu există o criptare comună
outage-descriptors = sistemul nu mai deschide conexiuni
outage-no-answer = răspunde altceva, poate pagina de intrare în rețea
outage-broken = legătura se întrerupe înaintea răspunsului
outage-certificate = certificatul lui nu este de încredere
outage-certificate-time = certificatul lui nu se potrivește cu data acestui calculator
outage-certificate-pin = cheia lui nu este cea numită în setarea pin
outage-ca-file = fișierul de certificate (ca_file) nu se citește
outage-pin = setarea pin nu se poate citi
outage-not-now = este ocupat și cere să se aștepte
outage-failing = are o defecțiune
outage-incompatible = vorbește o limbă pe care această versiune nu o cunoaște
clock-behind = Ceasul calculatorului este în urmă cu { $n } min. Termenele merg după server; potriviți ceasul.
clock-ahead = Ceasul calculatorului este înainte cu { $n } min. Termenele merg după server; potriviți ceasul.
clock-useless = Ceasul calculatorului greșește cu mai mult de o zi. Termenele merg după server; potriviți data și ora.
fix-offered = → { $text }
