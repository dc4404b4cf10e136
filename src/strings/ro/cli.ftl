# The talk in plain lines (--plain). What commands and their help say is not translated yet: it is said in Russian.

why-no-link = fără legătură
lesson-title = { $class } { $subject } { $date }, lecția { $number }
entry-absent = { $count ->
    [one] lipsește { $count } elev
    [few] lipsesc { $count } elevi
   *[other] lipsesc { $count } de elevi
}
entry-no-homework = fără temă
plain-welcome = Zvonok, regim în rânduri. Rândul gol — înapoi sau fără schimbări.
plain-day = Azi { $date }, { $time }. { $count ->
    [one] { $count } lecție
    [few] { $count } lecții
   *[other] { $count } de lecții
}. Încă nu sunt în catalog: { $waiting }.
plain-lesson = { $number }. { $time } { $class }, { $subject }: { $state }
plain-filled = totul completat
plain-later = încă nimic de completat
plain-open = necompletat: { $what }, până la { $due }
plain-ask-day = Numărul lecției; c — coada, t — trimite, i — ieșire
plain-help-day = Scrieți numărul lecției din listă sau c, t, i. Rândul gol recitește ziua.
plain-no-such-lesson = Azi nu este o lecție cu acest număr.
plain-word-quit = i
plain-word-queue = c
plain-word-send = t
plain-state = Apelul: { $roll }. Note: { $marks }. Tema: { $topic }. Acasă: { $homework }.
plain-nothing = nu
plain-ask-lesson = a — apelul, n — note, t — tema, c — tema pentru acasă, f — felul lucrării, l — lista clasei, i — înapoi
plain-help-lesson = Scrieți o literă: a, n, t, c, f, l sau i.
plain-word-back = i
plain-word-roll = a
plain-word-marks = n
plain-word-topic = t
plain-word-homework = c
plain-word-work = f
plain-word-list = l
plain-word-yes = da
plain-doubtful = Au lipsit la lecția precedentă, verificați: { $names }.
plain-known = Se știe că lipsesc: { $names }. Răspunsul „+” îi înscrie pe toți.
plain-known-lesson = lipsă la lecția { $n }, { $subject }
plain-known-reason = dirigintele: { $reason }
plain-ask-roll = Cine lipsește: numere sau primele litere cu spațiu; 0 — toți sunt prezenți
plain-ask-mark = Elevul și nota („ив 5”, „3 н”, „7 5/4”); rândul gol — gata
plain-mark-form = Trebuie elevul și nota cu spațiu: ив 5
plain-ask-which-work = Lecția are mai multe lucrări. Care: { $names }
plain-by-plan = După plan: { $topic }
plain-ask-topic = Tema; + — după plan
plain-ask-homework = Tema pentru acasă; 0 — fără temă
plain-ask-work = Felul lucrării (primele litere)
plain-ask-yes = Scrieți totuși? da — scrie
plain-ask-comment = Comentariu
plain-ask-reason = Cauza
plain-ask-explanation = Explicația corectării
plain-not-written = Nu s-a scris.
plain-all-sent = Totul este în catalog.
plain-waiting = Pe disc, încă nu în catalog: { $count }.
plain-waiting-because = Pe disc, încă nu în catalog: { $count } ({ $why }).
plain-left = Pe disc au rămas înscrieri care nu sunt în catalog: { $count }. Pleacă la următoarea pornire.
arg-demo-lesson = Antrenorul primei zile: o lecție pas cu pas
fail-lesson-plain = Antrenorul are nevoie de ecran: rulați-l fără --plain

# What the commands and the screens say of the way, the disk and the secrets.
remote-address = „{ $server }” nu este adresa unui server. Nu s-a trimis nimic, înregistrările sunt pe disc. Adresa se scrie așa: https://journal.school.example.
remote-address-not-secure = „{ $server }” este o adresă fără criptare: parola ar pleca deschis. Nu s-a trimis nimic. E nevoie de https:// (http:// — numai pentru acest calculator).
remote-ca-file = Fișierul de certificate (ca_file) nu poate fi citit. Nu s-a trimis nimic, înregistrările sunt pe disc. Verificați calea: zvonok config check.
remote-name = Numele serverului { $server } nu există în rețea. Înregistrările sunt pe disc, nimic nu s-a pierdut. Verificați adresa și conexiunea.
remote-connect = Serverul { $server } nu răspunde. Înregistrările sunt pe disc, nimic nu s-a pierdut. Verificați rețeaua; când revine legătura: zvonok push.
remote-time-out = Serverul { $server } nu a răspuns la timp. Înregistrările sunt pe disc, nimic nu s-a pierdut. Repetați mai târziu: zvonok push.
remote-certificate = Certificatul serverului { $server } nu este de încredere. Nu s-a trimis nimic, înregistrările sunt pe disc. Dacă școala are propriul centru de certificare, indicați fișierul lui în ca_file; altfel întrebați administratorul — poate fi un server străin.
remote-certificate-time = Termenul certificatului serverului { $server } nu se potrivește cu ora acestui calculator. Nu s-a trimis nimic, înregistrările sunt pe disc. Verificați data și ceasul.
remote-no-answer = De la { $server } a venit un răspuns, dar nu al catalogului (poate o pagină de conectare la rețea). Înregistrările sunt pe disc, nimic nu s-a pierdut. Deschideți navigatorul și conectați-vă la rețea, apoi: zvonok push.
remote-sign-in = Sesiunea s-a încheiat. Înregistrările sunt pe disc, nimic nu s-a pierdut. Conectați-vă din nou: zvonok login.
remote-refused = Serverul a refuzat: { $detail }. Înregistrările sunt pe disc. Dacă e o greșeală, întrebați administratorul.
remote-too-large = Serverul nu a primit o cerere atât de mare. Înregistrările sunt pe disc, nimic nu s-a pierdut. Repetați: zvonok push.
remote-not-now = Serverul e ocupat și cere răbdare. Înregistrările sunt pe disc, nimic nu s-a pierdut. Repetați mai târziu: zvonok push.
remote-failing = Serverul { $server } are o defecțiune. Înregistrările sunt pe disc, nimic nu s-a pierdut. Repetați mai târziu: zvonok push.
remote-conflict = Cât ați scris, catalogul a fost schimbat de altcineva. Ambele înregistrări s-au păstrat. Priviți: zvonok queue.
remote-incompatible = Serverul { $server } vorbește o limbă pe care această versiune nu o știe. Înregistrările sunt pe disc, nimic nu s-a pierdut. Actualizați programul.
sync-sign-in-needed = Trebuie să vă conectați. Înregistrările sunt pe disc, nimic nu s-a pierdut. Conectați-vă: zvonok login.
sync-wrong-password = Numele sau parola nu se potrivesc. Nimic nu s-a schimbat, înregistrările sunt pe disc. Verificați tastatura și repetați: zvonok login.
sync-cut = Legătura a fost oprită intenționat. Înregistrările sunt pe disc, nimic nu s-a pierdut.
sync-machine = Sistemul nu mai dă programului un fir de execuție. Înregistrările sunt pe disc; închideți programele de prisos și porniți din nou.
sync-weak-password = Serverul nu a primit parola nouă: are sub 8 semne, e prea simplă sau aceeași ca înainte. Parola veche rămâne. Repetați.
store-disk-full = Discul e plin: înregistrarea NU s-a păstrat. Ce s-a scris mai înainte e întreg. Eliberați loc și repetați.
store-disk = Discul nu a primit înregistrarea: ea NU s-a păstrat. Ce s-a scris mai înainte e întreg. Rulați zvonok doctor.
store-damaged = Depozitul e deteriorat: înregistrarea NU s-a păstrat. Deschideți catalogul (zvonok) — programul salvează ce se poate citi și vă spune.
store-busy = Depozitul e ocupat de alt program: înregistrarea NU s-a păstrat. Închideți ferestrele de prisos și repetați.
store-read-only = Catalogul e deschis în altă fereastră, aici se poate doar citi: înregistrarea NU s-a păstrat. Scrieți în acea fereastră.
store-newer = Depozitul e făcut de o versiune mai nouă. Nimic nu s-a schimbat. Actualizați programul.
store-folder = Dosarul { $detail } nu poate fi folosit. Nu s-a scris nimic. Verificați drepturile sau indicați altul în ZVONOK_HOME.
store-unsafe = Dosarul { $detail } e o legătură, e străin sau e deschis altora. Nu s-a scris nimic. Scoateți drepturile de prisos: chmod 700 { $detail }.
store-sealed = Înregistrările de pe disc sunt sigilate, iar cheia lor nu e aici. Așteaptă trimiterea: { $count }. Nu s-a șters nimic. Readuceți cheia (legătura de chei, fraza, parola veche) sau începeți un depozit nou: zvonok login --start-over (cel vechi se pune deoparte).
store-same-id = Există deja o astfel de înregistrare cu alt conținut: cea nouă NU s-a păstrat. Repetați.
store-closed = Depozitul s-a închis prea devreme: înregistrarea NU s-a păstrat. Repetați.
store-other = Depozitul nu a primit înregistrarea: ea NU s-a păstrat. Ce s-a scris mai înainte e întreg. Rulați zvonok doctor.
store-waiting = Așteaptă trimiterea: { $count }.
secret-place-keyring = Sesiunea se păstrează în legătura de chei a mesei de lucru.
secret-place-kernel = Sesiunea se păstrează în legătura de chei a nucleului: până la ieșire sau repornire.
secret-place-key-file = Sesiunea se păstrează într-un fișier sub frază-parolă.
secret-place-nowhere = Sesiunea nu se păstrează nicăieri: parola va fi cerută din nou (sau indicați ZVONOK_PASSWORD_FILE).
secret-unavailable = Depozitul de secrete nu funcționează, sesiunea nu s-a citit. Înregistrările de pe disc sunt întregi. Rulați zvonok doctor sau conectați-vă din nou: zvonok login.
secret-locked = Depozitul de secrete e închis și nu răspunde. Înregistrările de pe disc sunt întregi. Deblocați legătura de chei și repetați.
secret-passphrase-needed = Fișierul de secrete e închis cu o frază. Înregistrările de pe disc sunt întregi. Conectați-vă: zvonok login.
secret-wrong-passphrase = Fraza nu se potrivește cu fișierul de secrete. Înregistrările de pe disc sunt întregi. Repetați.
secret-password-needed = Înregistrările de pe disc sunt sigilate, le deschide parola. Nimic nu s-a pierdut. Conectați-vă: zvonok login.
secret-wrong-password = Parola nu deschide înregistrările de pe disc. Nimic nu s-a pierdut. Dacă parola s-a schimbat pe alt calculator, aici e nevoie de cea veche.
secret-key-gone = Cheia înregistrărilor de pe disc nu e în depozitul de secrete. Nu s-a șters nimic. Rulați zvonok doctor.
secret-file = Fișierul de secrete nu se citește sau nu se scrie. Înregistrările de pe disc sunt întregi. Rulați zvonok doctor.
secret-no-place = Nu se știe unde să se păstreze cheia înregistrărilor de pe disc. Nu s-a scris nimic. Conectați-vă: zvonok login.
note-from-cache = Nu e legătură cu serverul: se arată ce s-a citit { $at }.

heading-usage = Apel:
heading-commands = Comenzi:
heading-arguments = Argumente:
heading-options = Chei:
heading-examples = Exemple:
usage-no-such-command = Nu există comanda „{ $what }”.
usage-no-such-argument = Aici nu există „{ $what }”.
usage-missing = Lipsește: { $what }.
usage-no-value = După „{ $what }” e nevoie de o valoare.
usage-bad-value = „{ $value }” nu se potrivește pentru { $what }.
usage-conflict = „{ $what }” nu se poate împreună cu „{ $prior }”.
usage-no-command = Nu s-a spus ce să facă.
usage-not-utf8 = Argumentul nu e scris în UTF-8.
usage-no-equals = Valoarea se scrie cu „=”: { $what }.
usage-other = Așa nu se poate apela.
usage-did-you-mean = Poate „{ $word }”?
usage-one-of = Se poate: { $words }.
usage-see-help = Ajutor: { $command }
ask-server = Adresa serverului catalogului:
ask-user = Numele de conectare:
ask-password = Parola:{" "}
ask-old-password = Parola de acum:{" "}
ask-new-password = Parola nouă:{" "}
ask-new-password-again = Încă o dată:{" "}
ask-passphrase = Fraza fișierului de secrete:{" "}
ask-new-passphrase = Fraza nouă a fișierului de secrete:{" "}
ask-key-file = Să păstrăm sesiunea într-un fișier sub frază-parolă? (da — fișier, nu — cere parola de fiecare dată)
ask-pin = PIN nou (de la 4 semne):{" "}
ask-pin-again = Încă o dată:{" "}
ask-store-password = Parola:{" "}
ask-former-password = Parola veche:{" "}
ask-first-server = Serverul:
pin-set = PIN-ul e pus: el deschide ecranul închis. După cinci greșeli e nevoie de parolă.
pin-removed = PIN-ul e scos: ecranul închis îl deschide parola.
login-done = V-ați conectat: { $name }, { $server }. Mai departe: zvonok today
login-last = Conectarea precedentă: { $at }, { $address }. Parole greșite de atunci: { $wrong }.
login-must-change = Serverul cere schimbarea parolei înainte de a lăsa mai departe.
login-no-keyring = Pe acest calculator nu e depozit de secrete: nici legătura de chei a mesei de lucru, nici a nucleului.
login-not-finished = Conectarea nu s-a încheiat: fără parola nouă serverul nu lasă mai departe. Înregistrările sunt pe disc, nimic nu s-a pierdut. Repetați: zvonok login.
login-started-over = Depozitul vechi e pus deoparte și nu e șters: { $path }. Fără cheie nu se poate citi; așteptau trimiterea: { $count }. Înscrieți-le din nou.
logout-done = V-ați deconectat, sesiunea e uitată.
logout-waiting =
    { $count ->
        [one] { $count } înregistrare așteaptă
        [few] { $count } înregistrări așteaptă
       *[other] { $count } de înregistrări așteaptă
    } pe disc și { $count ->
        [one] va pleca
       *[other] vor pleca
    } după următoarea conectare.
passwd-done = Parola e schimbată.
whoami-name = cine
whoami-role = rol
whoami-school = școala
whoami-server = serverul
whoami-secret = sesiunea
whoami-waiting = în coadă
whoami-store = înregistrările de pe disc
whoami-sealed = sigilate
whoami-not-sealed = încă nesigilate: le sigilează următoarea pornire după conectare
whoami-others = așteaptă la alții
role-teacher = profesor
role-class-teacher = diriginte
role-deputy = director adjunct
role-director = director
role-admin = administrator
role-analyst = analist
role-district = raion
first-start =
    E prima pornire: serverul catalogului nu e ales încă.
    Scrieți adresa lui (https://…) sau apăsați Enter — se deschide școala de exercițiu, în ea nu se strică nimic.
demo-preparing = Pregătesc școala de exercițiu…

entry-cleared = gol
entry-all-present = toți sunt prezenți
entry-topic = tema: { $text }
entry-homework = acasă: { $text }
entry-in-journal = { $title } — în catalog
entry-queued = { $title } — în coadă
entry-queued-because = { $title } — în coadă: { $why }
entry-held = { $title } — ciornă, pleacă la începutul lecției
entry-requested = { $title } — cerere de corectare, așteaptă aprobarea
entry-replaced = { $title } — înlocuită de una mai nouă
entry-refused = { $title } — refuzat, nu s-a scris
entry-refused-by-server = { $title } — serverul a refuzat; e în coadă, hotărâți: zvonok queue
entry-conflict = { $title } — divergență: în catalog e deja altceva; hotărâți în coadă
entry-needs-comment = { $title } — nu s-a scris: e nevoie de un comentariu (--comment)
entry-needs-reason = { $title } — nu s-a scris: e nevoie de motiv (--reason)
entry-needs-yes = { $title } — nu s-a scris: confirmați (--yes)
entry-needs-explanation = { $title } — nu s-a scris: e nevoie de explicația corectării (--explanation)
why-sign-in = trebuie să vă conectați (zvonok login)
why-busy = serverul e ocupat
why-incompatible = serverul nu înțelege această versiune
why-store = depozitul nu răspunde
queue-nothing = Coada e goală: totul e în catalog.
queue-waiting =
    { $count ->
        [one] Nu e încă în catalog: { $count } înregistrare. E pe disc.
        [few] Nu sunt încă în catalog: { $count } înregistrări. Sunt pe disc.
       *[other] Nu sunt încă în catalog: { $count } de înregistrări. Sunt pe disc.
    }
queue-present = în catalog: { $value } — { $author }
queue-outage-in-time = Făcut la timp, serverul nu răspundea de la { $from } până la { $to }
queue-outage-in-time-lasts = Făcut la timp, serverul nu răspunde de la { $from }
queue-outage = Serverul nu a răspuns de la { $from } până la { $to }
queue-outage-lasts = Serverul nu răspunde de la { $from }
queue-outage-until = . De transcris până la { $until }: au rămas { $hours } h { $minutes } min
push-all = Totul e în catalog: trimise { $sent }.
push-some = Trimise { $sent }, au rămas { $left }. Pe larg: zvonok queue
state-typed = se scrie
state-held = reținut
state-held-until = ciornă, pleacă { $until }
state-on-disk = așteaptă trimiterea
state-sent = trimis, încă fără răspuns
state-uncertain = nu se știe dacă a ajuns; întrebăm cu același număr
state-requested = cerere de corectare
state-conflict = divergență
state-refused = refuzat
state-superseded = înlocuit
state-withdrawn = retras
state-in-journal = în catalog
fact-absence = absență
fact-reason = motivul absenței
fact-marks = notă
fact-term = nota perioadei
fact-topic = tema
fact-homework = tema pentru acasă
fact-attendance = apelul
fact-not-held = lecția nu a avut loc
fact-work = felul lucrării
today-head = { $name } · { $school } · { $date } · ora școlii { $time }
today-none = Nu sunt lecții.
today-admin = Administratorul nu pune note. Comenzile dumneavoastră: zvonok school import, zvonok school user, zvonok school lesson.
today-cancelled = { $subject } · anulată
today-substitute = { $subject } · înlocuire, în locul: { $who }
today-replaced = { $subject } · ține { $who }
time-left-hours = { $hours } h { $minutes } min
time-left-minutes = { $minutes } min
time-over-hours = întârziat cu { $hours } h { $minutes } min
time-over-minutes = întârziat cu { $minutes } min
status-head = { $date }, { $time } · lecții { $lessons } · înscrise { $done } · așteaptă { $waiting } · întârziate { $overdue } · înscrise târziu { $late }
status-signs = ✓ înscris · ✓! înscris târziu · „·” așteaptă, termenul n-a trecut · ! întârziat
show-owed = { $due ->
    [none] { $work } { $date }, nu au predat: { $names }
   *[other] { $work } { $date } (note până la { $due }), nu au predat: { $names }
}
show-signs = ° pe disc, așteaptă · ? neclar · ≠ divergență · ! refuzat
lesson-topic = tema
lesson-next = după plan
lesson-work = felul lucrării
lesson-homework = acasă
lesson-roll = apelul
lesson-marks = note
kind-oral = răspuns
kind-independent = lucrare independentă
kind-short-test = lucrare de verificare
kind-test = test
kind-control = lucrare de control
kind-control-dictation = dictare de control
kind-dictation-with-grammar = dictare cu însărcinare gramaticală
kind-vocabulary-dictation = dictare de vocabular
kind-exposition = expunere
kind-composition = compunere
kind-home-composition = compunere acasă
kind-lab = lucrare de laborator
kind-practical = lucrare practică
kind-credit = colocviu
kind-notebook = caiet
kind-project = proiect
kind-other = altceva
abbr-oral = răs
abbr-independent = l/i
abbr-short-test = ver
abbr-test = test
abbr-control = l/c
abbr-control-dictation = DC
abbr-dictation-with-grammar = DIC
abbr-vocabulary-dictation = d/v
abbr-exposition = EXP
abbr-composition = COM
abbr-home-composition = c/a
abbr-lab = lab
abbr-practical = l/p
abbr-credit = col
abbr-notebook = cai
abbr-project = pr
abbr-other = alt
verdict-accepted = primit
verdict-warned = primit cu observație
verdict-refused = refuzat
verdict-request = cerere de corectare
severity-error = greșeală
severity-warning = observație
severity-info = sugestie
keys-head-place = locul
keys-head-keys = tastele
keys-head-id = numele
keys-head-action = acțiunea
