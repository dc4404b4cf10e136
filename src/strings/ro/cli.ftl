# The talk in plain lines (--plain). What commands and their help say is not translated yet: it is said in Russian.

why-no-link = fără legătură
lesson-title = { $class } { $subject } { $date }, lecția { $number }
entry-absent = { $count ->
    [one] lipsește { $count } elev
    [few] lipsesc { $count } elevi
   *[other] lipsesc { $count } de elevi
}
entry-no-homework = fără temă
plain-welcome = Zvonok, regim în rânduri. Rândul gol — înapoi sau fără schimbări. Cuvintele anulare și refacere anulează ultima înregistrare și o refac.
plain-day = Azi { $date }, { $time }. { $count ->
    [one] { $count } lecție
    [few] { $count } lecții
   *[other] { $count } de lecții
}. Încă nu sunt în catalog: { $waiting }.
plain-lesson = { $number }. { $time } { $class }, { $subject }: { $state }
plain-filled = totul completat
plain-later = încă nimic de completat
plain-open = necompletat: { $what }, până la { $due }
plain-ask-day = Numărul lecției; c — coada, t — trimite, i — ieșire; anulare, refacere
plain-help-day = Scrieți numărul lecției din listă sau c, t, i. Rândul gol recitește ziua.
plain-no-such-lesson = Azi nu este o lecție cu acest număr.
plain-word-quit = i
plain-word-queue = c
plain-word-send = t
plain-state = Apelul: { $roll }. Note: { $marks }. Tema: { $topic }. Acasă: { $homework }.
plain-nothing = nu
plain-ask-lesson = a — apelul, n — note, t — tema, c — tema pentru acasă, f — felul lucrării, m — medii, l — lista clasei, i — înapoi; anulare, refacere
plain-help-lesson = Scrieți o literă: a, n, t, c, f, m, l sau i.
plain-word-back = i
plain-word-roll = a
plain-word-marks = n
plain-word-topic = t
plain-word-homework = c
plain-word-work = f
plain-word-list = l
plain-word-terms = m
plain-ask-period = Numărul perioadei; rândul gol — înapoi
plain-no-such-period = În listă nu există perioadă cu acest număr.
plain-ask-term = Elevul și nota („ив 5”, „3 н/а”, „7 +” — cea propusă, „7 -” — fără notă); rândul gol — gata
plain-term-proposed = rezultă { $mark }
plain-word-yes = da
plain-word-undo = anulare
plain-word-redo = refacere
plain-undo-elsewhere = Ultima modificare este veche, iar pagina ei nu se știe: anulați-o pe ecrane.
plain-undo-more = {" "}și încă { $count }
plain-doubtful = Au lipsit la lecția precedentă, verificați: { $names }.
plain-known = Se știe că lipsesc: { $names }. Răspunsul „+” îi înscrie pe toți.
plain-known-lesson = lipsă la lecția { $n }, { $subject }
plain-known-reason = dirigintele: { $reason }
plain-known-parents = bilet de la părinți: { $reason }
entry-unnamed = Se știe că lipsesc, dar nu sunt scriși: { $names }. «+» în loc de nume îi scrie pe toți.
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

# What the commands and the screens say of the way, the disk and the secrets.
remote-address = „{ $server }” nu este adresa unui server. Nu s-a trimis nimic, înregistrările sunt pe disc. Adresa se scrie așa: https://journal.school.example.
remote-address-not-secure = „{ $server }” este o adresă fără criptare: parola ar pleca deschis. Nu s-a trimis nimic. E nevoie de https:// (http:// — numai pentru acest calculator).
remote-ca-file = Fișierul de certificate (ca_file) nu poate fi citit. Nu s-a trimis nimic, înregistrările sunt pe disc. Verificați calea: zvonok config check.
remote-pin = Setarea pin nu poate fi citită: sunt necesare 64 de cifre hexazecimale, mai multe chei — cu spațiu. Nu s-a trimis nimic, înregistrările sunt pe disc. Corectați: zvonok config path.
remote-name = Numele serverului { $server } nu există în rețea. Înregistrările sunt pe disc, nimic nu s-a pierdut. Verificați adresa și conexiunea.
remote-connect = Serverul { $server } nu răspunde. Înregistrările sunt pe disc, nimic nu s-a pierdut. Verificați rețeaua; când revine legătura: zvonok push.
remote-time-out = Serverul { $server } nu a răspuns la timp. Înregistrările sunt pe disc, nimic nu s-a pierdut. Repetați mai târziu: zvonok push.
remote-proxy = Serverul proxy al rețelei nu lasă programul la { $server }. Nu s-a trimis nimic, înregistrările sunt pe disc. Verificați adresa și parola proxy-ului (variabila HTTPS_PROXY) sau întrebați administratorul.
remote-encryption = Cu { $server } nu există o criptare comună: alt port, server vechi sau numai GOST. Nu s-a trimis nimic, înregistrările sunt pe disc. Verificați adresa; pentru GOST trebuie un gateway pe acest calculator — întrebați administratorul.
remote-descriptors = Sistemul nu mai lasă programul să deschidă fișiere și conexiuni. Înregistrările sunt pe disc, nimic nu s-a pierdut. Închideți alte programe și repetați: zvonok push.
remote-certificate = Certificatul serverului { $server } nu este de încredere. Nu s-a trimis nimic, înregistrările sunt pe disc. Dacă școala are propriul centru de certificare, indicați fișierul lui în ca_file; altfel întrebați administratorul — poate fi un server străin.
remote-certificate-time = Termenul certificatului serverului { $server } nu se potrivește cu ora acestui calculator. Nu s-a trimis nimic, înregistrările sunt pe disc. Verificați data și ceasul.
remote-certificate-pin = Cheia serverului { $server } nu este cea numită în setarea pin: certificatul a fost înlocuit sau serverul este străin. Nu s-a trimis nimic, înregistrările sunt pe disc. Întrebați administratorul; cheia găsită este scrisă în jurnalul programului.
remote-broken = Serverul { $server } nu a apucat să răspundă: legătura s-a întrerupt. Dacă înregistrările au ajuns se va ști la următoarea trimitere; sunt pe disc și nu se scriu de două ori. Repetați mai târziu: zvonok push.
remote-no-answer = De la { $server } a venit un răspuns, dar nu al catalogului (poate o pagină de conectare la rețea). Înregistrările sunt pe disc, nimic nu s-a pierdut. Deschideți navigatorul și conectați-vă la rețea, apoi: zvonok push.
remote-sign-in = Sesiunea s-a încheiat. Înregistrările sunt pe disc, nimic nu s-a pierdut. Conectați-vă din nou: zvonok login.
remote-refused = Serverul a refuzat: { $detail }. Înregistrările sunt pe disc. Dacă e o greșeală, întrebați administratorul.
remote-cursor-gone = Catalogul de pe { $server } este altul: a fost restaurat dintr-o copie de rezervă. Înregistrările sunt pe disc, nimic nu s-a pierdut: ce lipsește din catalog pleacă din nou. Repetați: zvonok push.
remote-too-large = Serverul nu a primit o cerere atât de mare. Înregistrările sunt pe disc, nimic nu s-a pierdut. Repetați: zvonok push.
remote-not-now = Serverul e ocupat și cere răbdare. Înregistrările sunt pe disc, nimic nu s-a pierdut. Repetați mai târziu: zvonok push.
remote-failing = Serverul { $server } are o defecțiune. Înregistrările sunt pe disc, nimic nu s-a pierdut. Repetați mai târziu: zvonok push.
remote-conflict = Cât ați scris, catalogul a fost schimbat de altcineva. Ambele înregistrări s-au păstrat. Priviți: zvonok queue.
remote-incompatible = Serverul { $server } vorbește o limbă pe care această versiune nu o știe. Înregistrările sunt pe disc, nimic nu s-a pierdut. Actualizați programul.
sync-sign-in-needed = Trebuie să vă conectați. Înregistrările sunt pe disc, nimic nu s-a pierdut. Conectați-vă: zvonok login.
sync-wrong-password = Numele sau parola nu se potrivesc. Nimic nu s-a schimbat, înregistrările sunt pe disc. Verificați tastatura și repetați: zvonok login.
sync-code-needed = E nevoie și de codul de unică folosință de pe telefon. Înregistrările sunt pe disc. Repetați: zvonok login (parola, un spațiu și codul pe un rând, dacă nu se cere codul).
sync-cut = Legătura a fost oprită intenționat. Înregistrările sunt pe disc, nimic nu s-a pierdut.
sync-machine = Sistemul nu dă programului încă un fir sau un fișier. Înregistrările sunt pe disc, nimic nu s-a pierdut. Închideți alte programe și începeți din nou.
sync-weak-password = Serverul nu a primit parola nouă: are sub 8 semne, e prea simplă sau aceeași ca înainte. Parola veche rămâne. Repetați.
store-disk-full = Discul e plin: înregistrarea NU s-a păstrat. Ce s-a scris mai înainte e întreg. Eliberați loc și repetați.
store-disk = Discul nu a primit înregistrarea: ea NU s-a păstrat. Ce s-a scris mai înainte e întreg. Rulați zvonok doctor.
store-damaged = Depozitul e deteriorat: înregistrarea NU s-a păstrat. Deschideți catalogul (zvonok) — programul salvează ce se poate citi și vă spune.
store-busy = Depozitul e ocupat de alt program: înregistrarea NU s-a păstrat. Închideți ferestrele de prisos și repetați.
store-read-only = Catalogul e deschis în altă fereastră, aici se poate doar citi: înregistrarea NU s-a păstrat. Scrieți în acea fereastră.
store-newer = Depozitul e făcut de o versiune mai nouă. Nimic nu s-a schimbat. Actualizați programul.
store-folder = Dosarul { $detail } nu poate fi folosit. Nu s-a scris nimic. Verificați drepturile sau indicați altul în ZVONOK_HOME.
store-folder-full = Discul e plin: în dosarul { $detail } nu se poate scrie nimic. Ce s-a scris mai înainte e întreg. Eliberați loc și repetați.
store-folder-read-only = Discul cu dosarul { $detail } poate fi doar citit. Nu s-a scris nimic, înregistrările de mai înainte sunt întregi. Spuneți administratorului sau indicați alt dosar în ZVONOK_HOME.
store-descriptors = Sistemul nu mai lasă programul să deschidă fișiere, discul e bun: înregistrarea NU s-a păstrat. Ce s-a scris mai înainte e întreg. Închideți alte programe și repetați.
store-folder-descriptors = Sistemul nu mai lasă programul să deschidă fișiere. Nu s-a scris nimic, înregistrările de mai înainte sunt întregi. Închideți alte programe și repetați.
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
secret-file = Fișierul de secrete nu se citește sau nu se scrie: fără drepturi, fără loc, sau discul poate fi doar citit. Înregistrările de pe disc sunt întregi. Rulați zvonok doctor.
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
show-signs = ° pe disc, așteaptă · ? neclar · ≠ divergență · ± corectarea așteaptă aprobarea · ! refuzat
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

value-options = CHEI
value-command = COMANDĂ
value-url = ADRESĂ
value-name = NUME
value-full = NUME_ÎNTREG
value-lang = LIMBĂ
value-theme = TEMĂ
value-role = ROL
value-size = MĂRIME
value-instant = MOMENT
value-dir = DOSAR
value-data = DOSAR
value-addr = ADRESĂ
value-date = DATĂ
value-class = CLASĂ
value-subject = OBIECT
value-group = GRUPĂ
value-lesson = LECȚIE
value-pupil = ELEV
value-pupils = ELEVI
value-value = VALOARE
value-text = TEXT
value-seconds = SECUNDE
value-kind = FEL
value-file = FIȘIER
value-teacher = PROFESOR
value-profile = PROFIL
value-session = SESIUNE
value-code = COD
value-id = REGULĂ
value-shell = INTERPRETOR
value-number = NUMĂR
value-school = ȘCOALĂ
value-account = CONT
value-request = COD
value-hash = AMPRENTĂ
value-ip = ADRESĂ
value-absent = a
value-confirmed = confirmat
value-not-held = nu a avut loc
arg-help = Arată acest ajutor
arg-version = Arată versiunea
arg-default = [de obicei: { $value }]
arg-server = Adresa serverului catalogului (în locul setării)
arg-user = Numele de conectare (în locul setării)
arg-lang = Limba textelor
arg-theme = Tema ecranului: dark, light, mono sau a dumneavoastră
arg-ascii = Semnele ecranului din litere simple
arg-plain = Rânduri în loc de ecrane: pentru cititoare de ecran, terminale simple și legături lente
arg-json = JSON în loc de tabel
arg-date = Ziua: 2026-11-20, 20.11, вчера. Fără cheie — azi
arg-class = Clasa: 7А
arg-subject = Obiectul sau primele lui litere: русский
arg-lesson = Numărul lecției de azi sau DATĂ:NUMĂR: 3, 20.11:3
arg-pupil = Numărul din listă sau primele litere ale numelui
arg-pupils = Cine lipsește: numere din listă sau primele litere; nimeni numit — toți sunt prezenți
arg-group = Grupa, dacă clasa se împarte
arg-comment = Comentariu la înregistrare
arg-reason = Motivul întârzierii sau al abaterii de la plan
arg-explanation = Explicația corectării
arg-yes = Răspunde „da” la toate avertismentele
arg-no-push = Numai pe disc, fără trimitere acum
arg-wait = Așteaptă răspunsul serverului atâtea secunde (fără număr — 60)
arg-profile = Regulamentul: standard, altai-stdr, crimea-vorobyovo
arg-data = Dosarul cu datele serverului
arg-login = Numele de conectare
arg-listen = Adresa și portul la care răspunde serverul
cmd-main =
    „Zvonok” — catalogul electronic al clasei, în terminal.

    Fără comandă deschide catalogul. Înregistrările merg întâi pe disc, apoi la server: rețeaua și termenul de seară nu vă rețin.
examples-main =
    zvonok demo                              școala de exercițiu: de încercat fără server
    zvonok login --server https://journal.school.example
    zvonok today                             lecțiile zilei și ce nu e înscris încă
    zvonok mark 7А русский 3 громова 5       o notă la lecția a treia
    zvonok status                            ce arde
cmd-demo = Școala de exercițiu: serverul și catalogul într-un singur program, nu e nimic de configurat
arg-demo-role = Cine deschide
arg-demo-size = Mărimea școlii
arg-demo-at = De la ce moment merge ceasul: 2026-11-20T11:07 (ora școlii)
arg-demo-keep = Păstrează datele în acest dosar până data viitoare
arg-demo-offline = Începe cu serverul oprit; F9 îl pornește
arg-demo-serve-only = Numai serverul, fără ecran: scrie un rând JSON și lucrează până la semnal
examples-demo =
    zvonok demo                              profesor, vineri 20 noiembrie, 11:07
    zvonok demo --as deputy --at 2026-11-20T19:40
    zvonok demo --keep ~/zvonok-demo         mâine, mai departe din același loc
    zvonok demo --serve-only --listen 127.0.0.1:8750
cmd-login = Conectare: cere parola și ține minte sesiunea în depozitul de secrete
examples-login =
    zvonok login --server https://journal.school.example --user orlova
    ZVONOK_PASSWORD_FILE=- zvonok login --user orlova < parola.txt
arg-login-start-over = Pune deoparte depozitul a cărui cheie s-a pierdut și începe unul nou
cmd-logout = Deconectare: uită sesiunea. Înregistrările din coadă rămân pe disc
cmd-whoami = Cine e conectat, la ce server, până când
cmd-sessions = Unde sunteți conectat, pe toate calculatoarele; încheie o sesiune uitată
arg-sessions-end = Încheie sesiunea cu acest număr (ajung primele semne); se poate repeta
arg-sessions-others = Încheie toate sesiunile în afară de aceasta
examples-sessions =
    zvonok sessions
    zvonok sessions --end 4f1a09
    zvonok sessions --others
sessions-id = sesiune
sessions-used = ultima folosire
sessions-machine = calculator
sessions-address = adresă
sessions-opened = conectare
sessions-ends = până la
sessions-current = (aceasta)
sessions-unnamed = fără nume
sessions-no-others = Nu sunt alte sesiuni.
sessions-ended =
    { $count ->
        [one] S-a încheiat { $count } sesiune. Ce s-a introdus acolo și nu s-a trimis încă a rămas pe acel calculator și pleacă după conectare.
       *[other] Sesiuni încheiate: { $count }. Ce s-a introdus acolo și nu s-a trimis încă a rămas pe acele calculatoare și pleacă după conectare.
    }
fail-session = Nu există sesiunea «{ $id }» sau se potrivesc mai multe. Nu s-a încheiat nimic. Numerele le arată zvonok sessions.
fail-session-current = «{ $id }» e sesiunea acestui calculator. Ca să ieșiți de aici: zvonok logout.

cmd-codes = Coduri de unică folosință de pe telefon la conectare: pornește, oprește, află
arg-codes-on = Pornește: arată secretul pentru telefon și cere primul cod
arg-codes-off = Oprește: e nevoie de parolă și de cod
arg-codes-code = Codul de pe telefon; fără el e cerut
examples-codes =
    zvonok codes
    zvonok codes --on
    zvonok codes --off
codes-secret =
    Scrieți secretul în programul de coduri de pe telefon (după timp, șase cifre). Nu se mai arată.
    secret: { $secret }
    adresă: { $address }
codes-on = Codurile de unică folosință sunt pornite: la fiecare conectare e nevoie de cod. Pe ecranul de conectare se scrie după parolă, cu un spațiu. Dacă s-a pierdut telefonul, întrebați administratorul școlii.
codes-off = Codurile de unică folosință sunt oprite: la conectare e nevoie numai de parolă.
codes-are-on = Codurile de unică folosință sunt pornite.
codes-are-off = Codurile de unică folosință sunt oprite. Ca să le porniți: zvonok codes --on
codes-wait = Secretul s-a dat, dar codurile nu sunt încă pornite: conectarea e ca înainte. Ca să le porniți: zvonok codes --code COD. Secret nou: zvonok codes --on
ask-first-code = Codul de pe telefon:
fail-no-code = Nu e cine să spună codul: nu e terminal. Nu s-a schimbat nimic. Dați --code.

cmd-passwd = Schimbă parola proprie
cmd-today = Lecțiile zilei: ce e înscris și cât a rămas până la termen
examples-today =
    zvonok today
    zvonok today --date вчера --json
cmd-show = O pagină a catalogului
arg-show-from = Prima zi; fără cheie — începutul perioadei
arg-show-to = Ultima zi; fără cheie — azi
examples-show =
    zvonok show 7А русский
    zvonok show 7А русский --from 01.11 --to 20.11 --json
cmd-mark = O celulă: notă, absență sau gol
arg-mark-value = 5, н, 5/4, н5; „-” șterge
arg-mark-work = Care lucrare a lecției, dacă sunt mai multe
examples-mark =
    zvonok mark 7А русский 3 громова 5
    zvonok mark 7А русский 20.11:3 12 н
    zvonok mark 7А русский 3 12 -            șterge
cmd-absent = Apelul: cei numiți lipsesc, ceilalți sunt prezenți
examples-absent =
    zvonok absent 5А 3 3 17 ив
    zvonok absent 5А 3                       toți sunt prezenți
cmd-lesson = Pagina lecției: tema, tema pentru acasă, felul lucrării
arg-lesson-topic = Tema lecției
arg-lesson-next-topic = Ia tema următoare din plan
arg-lesson-homework = Tema pentru acasă
arg-lesson-only = A cui este tema: numere sau primele litere ale numelor; altfel a întregii clase
arg-lesson-no-homework = Nu s-a dat
arg-lesson-due = Pentru ce zi; fără cheie — pentru lecția următoare
arg-lesson-work = Felul lucrării: ответ, изложение, контрольная…
examples-lesson =
    zvonok lesson 5А 3 --next-topic --homework "Упр. 214, правило § 31"
    zvonok lesson 5А 3 --topic "Р.р. Изложение «Весна»" --work exposition --no-homework
cmd-apply = Înregistrări dintr-un fișier JSON Lines: fiecare rând întreg sau deloc, la fiecare rând un răspuns
arg-apply-file = Fișierul; „-” — intrarea standard
examples-apply =
    zvonok apply inregistrari.jsonl
    echo '{"{"}"do":"mark","class":"7А","subject":"русский","lesson":"3","pupil":"12","value":"5"{"}"}' | zvonok apply -
cmd-queue = Ce nu e încă în catalog și de ce
cmd-push = Trimite coada acum
arg-push-wait = Câte secunde să aștepte
cmd-status = Termenele: ce e înscris, ce așteaptă, ce a întârziat
arg-status-class = Numai această clasă
arg-status-teacher = Numai acest profesor
arg-status-watch = Repetă în fiecare minut, până la întrerupere
examples-status =
    zvonok status
    zvonok status --class 7А --json
cmd-check = Verifică după regulament cazuri în JSON Lines, iar cu --from sau --to — cataloagele
arg-check-files = Fișiere cu cazuri; „-” — intrarea standard
arg-check-json = Răspunsuri în JSON, câte unul pe rând
arg-check-profile = Regulamentul în locul celui numit în cazuri
examples-check =
    zvonok check cazuri.jsonl
    zvonok check --json --profile altai-stdr - < cazuri.jsonl
    zvonok check --from 01.09 --to 24.10 --class 7А
cmd-rules = Regulile regulamentului: punctul, severitatea și ce face programul cu fiecare
arg-rules-id = O singură regulă: STD-6.3-19
arg-rules-all = Arată și pe cele cu care programul nu face încă nimic
arg-rules-markdown = Întreaga listă ca pagină Markdown
examples-rules =
    zvonok rules --profile altai-stdr
    zvonok rules STD-6.3-19
cmd-serve = Serverul catalogului
arg-serve-behind-proxy = Răspunde și la adrese din afara acestui calculator: în fața serverului e un proxy cu TLS
arg-proxy = Proxy-ul care se poate conecta; în afară de el — numai acest calculator
arg-certificate = Certificatul școlii cu lanțul lui (PEM): răspunde prin HTTPS
arg-serve-key = Cheia certificatului (PEM)
arg-log = Scrie în fluxul de erori un rând JSON despre fiecare cerere, fără nume și note
examples-serve = zvonok serve --data /srv/zvonok --listen 127.0.0.1:8750
cmd-school = Datele serverului: școala, conturile, lecțiile
cmd-school-import = Înscrie școala din fișiere; se poate repeta
arg-school = Școala, dacă pe server sunt mai multe
arg-school-import-dir = Dosarul cu fișierele școlii
arg-school-import-dry-run = Arată numai ce s-ar schimba
examples-school-import =
    zvonok school import scoala/ --data /srv/zvonok --dry-run
    zvonok school import scoala/ --data /srv/zvonok
cmd-school-user = Conturile
cmd-school-user-add = Cont nou; dă o parolă de unică folosință
arg-school-user-add-account = Contul importat fără nume de conectare: numărul lui din school user list
arg-school-user-add-name = Numele, prenumele și patronimicul
arg-school-user-add-role = Rolul: teacher, class-teacher, deputy, director, admin, analyst
examples-school-user-add = zvonok school user add orlova --name "Орлова Елена Викторовна" --role teacher --data /srv/zvonok
cmd-school-user-list = Toate conturile
cmd-school-user-disable = Închide contul; înregistrările lui din catalog rămân
cmd-school-user-password = Dă o parolă nouă de unică folosință
cmd-school-lesson = O lecție din orar: anulează, mută, numește înlocuitor
arg-school-lesson-date = Ziua: 2026-11-20, 20.11
arg-school-lesson-number = Numărul lecției
arg-school-lesson-cancel = Anulează lecția
arg-school-lesson-moved = Mută la DATĂ:NUMĂR
arg-school-lesson-substitute = Numele de conectare al înlocuitorului
examples-school-lesson =
    zvonok school lesson 20.11 7А 3 --cancel --data /srv/zvonok
    zvonok school lesson 20.11 7А 3 --substitute belova --data /srv/zvonok
cmd-school-corrections = Corectările care așteaptă aprobarea; aprobă sau respinge
arg-approve = Aprobă corectarea cu acest cod
arg-decline = Respinge corectarea cu acest cod; e nevoie de motiv
arg-school-corrections-by = Numele de conectare al directorului sau al adjunctului care a hotărât
arg-school-corrections-reason = De ce
arg-school-corrections-json = JSON în loc de tabel
examples-school-corrections =
    zvonok school corrections --data /srv/zvonok
    zvonok school corrections --approve COD --by petrova --data /srv/zvonok
    zvonok school corrections --decline COD --by petrova --reason "Нет объяснения" --data /srv/zvonok
cmd-school-verify = Verifică dacă nu s-a schimbat catalogul pe lângă program
arg-head = Amprenta ultimului rând, notată mai înainte în alt loc
cmd-school-backup = Face o copie a catalogului; serverul poate lucra
arg-school-backup-file = Fișierul nou al copiei
examples-school-backup = zvonok school backup /mnt/copii/2026-11-20.sqlite3 --data /srv/zvonok
cmd-school-restore = Readuce catalogul dintr-o copie într-un dosar gol
arg-school-restore-file = Fișierul copiei
examples-school-restore = zvonok school restore /mnt/copii/2026-11-20.sqlite3 --data /srv/zvonok-nou
cmd-config = Setările
cmd-config-path = Unde sunt fișierele programului
cmd-config-check = Verifică fișierul de setări
cmd-config-fields = Toate setările: numele, ce poate sta, ce e în vigoare acum
cmd-config-keys = Toate tastele: locul, tasta, acțiunea
cmd-doctor = Ce nu e bine pe acest calculator: terminalul, ceasul, secretele, serverul, certificatul, depozitul, drepturile
cmd-completions = Completări pentru interpretor
arg-completions-shell = Interpretorul
examples-completions = zvonok completions bash > ~/.local/share/bash-completion/completions/zvonok
cmd-man = Pagini de manual
arg-man-dir = Unde să le scrie
examples-man = zvonok man ~/.local/share/man/man1
cmd-help = Ajutor la o comandă
arg-help-command = Comanda
cmd-pin = Pune un PIN care deschide ecranul închis
arg-pin-remove = Scoate PIN-ul: va deschide numai parola
examples-pin =
    zvonok pin
    zvonok pin --remove
cmd-purge = Distruge pe acest calculator ce nu mai e de păstrat; scrie un act
arg-purge-dry-run = Spune numai cât ar pleca
examples-purge =
    zvonok purge --dry-run
    zvonok purge
purge-left-journals = Pagini ale cataloagelor pe care nu le mai aveți: { $count }
purge-old-pages = Pagini ale perioadelor cu termenul trecut: { $count }
purge-old-days = Liste de lecții ale zilelor cu termenul trecut: { $count }
purge-old-entries = Înregistrări care sunt demult în catalog: { $count }
purge-unreadable = Pagini de forma veche: { $count }
purge-old-papers = Foi tipărite cu termenul trecut: { $count }
purge-act = Distruse. Catalogul de pe server nu e schimbat, înregistrările din coadă sunt întregi. Actul: { $path }
purge-dry = Deocamdată nu s-a distrus nimic. Termenul: { $days } zile după ce nu mai e nevoie.
purge-nothing = Nu e nimic de distrus.

fail-home-relative = ZVONOK_HOME nu e o cale întreagă. Programul nu a deschis și nu a schimbat nimic. Indicați calea de la rădăcină: /home/nume/zvonok.
fail-no-home = Acest cont nu are dosar de casă. Programul nu a deschis și nu a schimbat nimic. Indicați un dosar în ZVONOK_HOME.
fail-now = ZVONOK_NOW nu e un moment. Scrieți cu decalaj: 2026-11-20T11:07+07:00.
fail-defect =
    O greșeală în programul însuși. Ce s-a arătat ca scris e pe disc și nu s-a pierdut.
    Porniți programul din nou; dacă se repetă, dați celui care l-a instalat fișierul { $log } — în el nu sunt nume și note.
fail-output = Răspunsul nu s-a putut scrie. Catalogul și coada nu s-au schimbat. Repetați sau îndreptați ieșirea într-un fișier.
fail-write = Nu s-a putut scrie în { $path }: { $why }. Alegeți alt dosar sau verificați drepturile.
fail-read = { $path } nu se citește: { $why }.
fail-pins-differ = PIN-ul e scris diferit. Nimic nu s-a schimbat. Repetați.
fail-pin-password = Parola nu se potrivește. PIN-ul nu e schimbat. Dacă nu v-ați conectat demult cu parola: zvonok login.
fail-pin-short = PIN-ul e sub { $count } semne. Nimic nu s-a schimbat.
fail-no-server = Nu s-a spus la ce server să se adreseze. Înregistrările de pe disc sunt neatinse. Conectați-vă: zvonok login --server ADRESĂ, sau încercați școala de exercițiu: zvonok demo.
fail-server-not-allowed = Adresa { $server } nu e printre cele permise de setarea servers: { $servers }. Nu s-a trimis nimic, înregistrările sunt pe disc. Verificați adresa sau întrebați administratorul.
fail-no-user = Nu s-a spus cine se conectează. Înregistrările de pe disc sunt neatinse. Conectați-vă: zvonok login --user NUME.
fail-no-password = Nu e cui să se ceară parola: nu e terminal. Nimic nu s-a schimbat. Indicați fișierul cu parola în ZVONOK_PASSWORD_FILE („-” — intrarea standard).
fail-no-passphrase = Nu e cui să se ceară fraza: nu e terminal. Nimic nu s-a schimbat. Indicați fișierul cu fraza în ZVONOK_PASSPHRASE_FILE („-” — intrarea standard).
fail-passphrases-differ = Frazele nu coincid. Nimic nu s-a schimbat. Repetați.
fail-old-password = Parola de acum nu se potrivește. Parola nu e schimbată, înregistrările sunt întregi. Verificați tastatura și repetați: zvonok passwd.
fail-new-password-empty = Parola nouă e goală. Parola veche rămâne. Repetați.
fail-passwords-differ = Parolele nu coincid. Parola veche rămâne. Repetați.
fail-password-empty = În { $path } nu e parolă: primul rând e gol. Nimic nu s-a schimbat.
fail-password-file = Fișierul cu parola { $path } nu se citește: { $why }. Nimic nu s-a schimbat. Verificați ZVONOK_PASSWORD_FILE.
fail-save-settings = Serverul și numele nu s-au putut scrie în setări ({ $why }). Conectarea a reușit; data viitoare indicați --server și --user.
fail-nothing-sealed = Aici nu e un depozit sigilat, nu e ce începe din nou. Nimic nu s-a schimbat.
fail-zone = Serverul a numit un fus orar necunoscut „{ $zone }”: termenele nu se pot calcula. Nu s-a scris nimic. Actualizați programul.
fail-profile = Regulamentul serverului „{ $profile }” nu e înțeles de această versiune. Nu s-a scris nimic. Actualizați programul.
fail-random = Sistemul nu dă numere aleatoare. Nu s-a scris nimic. Reporniți calculatorul.
fail-no-such-day = Nu există o astfel de zi.
fail-no-period = Pentru această zi nu e o perioadă de studii.
fail-no-such-lesson = { $date } la { $class } nu aveți lecția nr. { $number } { $subject }. Nu s-a scris nimic. Lecțiile zilei: zvonok today --date { $date }.
fail-several-lessons = La { $class }, lecția nr. { $number } ({ $date }), sunt mai multe cataloage: { $names }. Nu s-a scris nimic. Numiți obiectul mai exact.
fail-no-such-journal = Catalogul „{ $subject }” al { $class } nu vă este vizibil. Verificați clasa și obiectul: zvonok today.
fail-several-journals = „{ $subject }” la { $class } înseamnă { $names }. Numiți mai exact sau adăugați --group.
fail-no-such-pupil = „{ $pupil }” nu e în lista { $class }. Nu s-a scris nimic. Numărul din listă sau primele litere ale numelui: zvonok show { $class } …
fail-several-pupils = „{ $pupil }” înseamnă mai mulți elevi: { $names }. Nu s-a scris nimic. Adăugați litere sau numiți numărul.
fail-no-such-work = Nu e o astfel de lucrare la această lecție. Nu s-a scris nimic.
fail-several-works = La lecție sunt mai multe lucrări: { $names }. Nu s-a scris nimic. Numiți: --work FEL.
fail-no-such-kind = Nu există felul de lucrare „{ $kind }”. Nu s-a scris nimic. Sunt: { $names }.
fail-no-plan = În plan nu e tema următoare (sau nu e plan). Nu s-a scris nimic. Scrieți tema: --topic TEXT.
fail-no-such-profile = Nu există regulamentul „{ $profile }”. Sunt: { $names }; se poate indica un fișier .toml.
fail-no-server-inside = Această variantă e pentru clasă: serverul catalogului și școala de exercițiu nu sunt în ea. Luați varianta întreagă.
fail-no-terminal = Catalogul se deschide într-un terminal, iar aici nu e. Nimic nu s-a schimbat. Pentru scripturi sunt comenzi: zvonok --help.
fail-screens = Ecranul nu s-a deschis. Înregistrările de pe disc sunt întregi. Rulați zvonok doctor.
fail-not-of-profile = Regulamentul „{ $profile }” nu are regula { $rule }: este din alt text.
fail-no-such-rule = Nu există regula „{ $rule }”. Toate: zvonok rules --all.
fail-backup-exists = { $path }: aici e deja ceva, nu s-a atins. Numiți un fișier nou sau un dosar gol.
fail-not-a-journal = { $path }: nu e un catalog al acestui program sau e deteriorat ({ $why }). Nimic nu s-a schimbat.
fail-backup-io = { $path }: { $why }. Catalogul nu e schimbat.

config-path-file = setări
config-path-data = date
config-path-state = stare
config-path-log = jurnalul greșelilor
config-good = { $file }: totul se citește.
config-none = { $file }: nu e fișier, sunt în vigoare setările obișnuite. Exemplu — config.example.toml.
config-head-name = setarea
config-head-values = ce poate sta
config-head-now = acum
config-any-text = "text"
config-unreadable = fișierul nu se citește ({ $why }); sunt în vigoare setările obișnuite. Verificați drepturile fișierului.
config-not-utf8 = fișierul nu e scris în UTF-8; sunt în vigoare setările obișnuite. Salvați-l în UTF-8.
config-syntax = rândul nu s-a înțeles și e sărit ({ $why }). Celelalte setări sunt în vigoare. Se scrie așa: nume = "valoare".
config-unknown = nu există setarea „{ $field }”, rândul e sărit.
config-not-text = „{ $field }” — text între ghilimele; e în vigoare valoarea obișnuită.
config-not-number = „{ $field }” — număr întreg de la { $from } la { $to }; e în vigoare valoarea obișnuită.
config-not-one-of = „{ $field }” — una din: { $words }; e în vigoare valoarea obișnuită.
config-empty = „{ $field }” — valoare goală; e în vigoare cea obișnuită.
config-unknown-action = „{ $field }”: nu există o asemenea acțiune, linia a fost omisă. Numele acțiunilor: zvonok config keys.
config-unknown-context = „{ $field }”: nu există un asemenea loc, secțiunea a fost omisă. Locuri: { $words }.
config-not-keys = „{ $field }” este o tastă între ghilimele ("Ctrl-K"), o listă de taste (["F7", "z"]) sau "off"; rămâne tasta obișnuită.
config-not-a-key = „{ $field }”: „{ $text }” nu este o tastă; rămâne cea obișnuită. Se scrie așa: "z", "Ctrl-K", "F7", "Space", "PgDn".
config-key-not-there = „{ $field }”: în acest loc nu există o asemenea acțiune, linia a fost omisă. Ce și unde: zvonok config keys.
config-key-text = „{ $field }”: { $key } este acolo o literă de text; rămâne tasta obișnuită. Luați o tastă cu Ctrl sau F1–F12.
config-key-mark = „{ $field }”: { $key } este în catalog o notă sau o absență; rămâne tasta obișnuită.
config-key-unsendable = „{ $field }”: terminalele nu transmit { $key } sau o confundă cu altă tastă; rămâne tasta obișnuită.
config-key-one-layout = „{ $field }”: { $key } nu există în toate dispunerile de tastatură; rămâne tasta obișnuită. Luați o literă, o cifră sau F1–F12.
config-key-taken = „{ $field }”: { $key } este ocupată de „{ $action }” ({ $place }); rămâne tasta obișnuită. Eliberați-o prin aceeași setare sau luați alta.
config-key-stays = „{ $field }”: { $key } rămâne la această acțiune, fiind ieșirea sau numită în indicații; linia a fost omisă. Alte taste pot fi adăugate.
config-any-key = "tastă" | ["tastă", …] | "off"
config-keys-of-action = keys.ACȚIUNE

apply-bad-line = rândul { $line }: { $why }; nu s-a scris
apply-bad-lesson = lecția se scrie cu număr sau DATĂ:NUMĂR
apply-no-pupil = nu e numit elevul ("pupil")
apply-no-value = nu e valoare ("value")
apply-both = două câmpuri care se contrazic
apply-bad-day = zi neînțeleasă ("for")
apply-nothing = nu e ce scrie: nici temă, nici temă pentru acasă, nici fel de lucrare
apply-bad-do = "do" poate fi mark, absent, lesson
apply-missing-field = nu e câmpul „{ $field }”. Cum se scrie rândul: zvonok apply --help
apply-unknown-field = nu există câmpul „{ $field }”. Cum se scrie rândul: zvonok apply --help
apply-wrong-kind = semnul { $column }: valoarea nu e de felul cerut. Cum se scrie rândul: zvonok apply --help
apply-not-json = semnul { $column }: nu e JSON. Cum se scrie rândul: zvonok apply --help
head-when = când
head-lesson = lecția
head-entry = înregistrarea
head-state = starea
head-number = nr.
head-time = ora
head-class = clasa
head-subject = obiectul
head-room = cab
head-teacher = profesorul
head-attendance = prez
head-marks = note
head-topic = tema
head-homework = acasă
head-due = termen
head-left = a rămas
head-pupil = elevul
head-mean = media
head-count = note
check-stored = {" "}· în catalog: { $text }
check-due = {" "}· termen: { $due }
check-not-utf8 = rândul nu e în UTF-8
check-no-such-profile = profile: nu există regulamentul „{ $profile }”; sunt: { $names }
import-what = ce
import-added = noi
import-changed = schimbate
import-ended = încheiate
import-kind-school = școala, soneriile, calendarul
import-kind-accounts = conturi
import-kind-classes = clase
import-kind-pupils = elevi
import-kind-journals = cataloage
import-kind-roster = locuri în liste
import-kind-plan = teme ale planurilor
import-kind-lessons = lecții
import-kind-facts = înregistrări ale catalogului
user-head-login = numele
user-head-name = cine
user-head-role = rolul
user-head-state = conectarea
user-head-id = contul
rules-head = { $profile } · { $title } · reguli { $all }, programul îndeplinește { $done }
rules-overlay = Datele cu caracter personal și arhiva, cum le pune profilul:
rules-shown-only = {" "}· se citește și se arată, programul încă nu acționează după acest rând
rules-own = Regulile programului, nu ale regulamentului:
rules-not-yet = {" "}· încă nu se îndeplinește

doctor-terminal = terminalul
doctor-settings = setările
doctor-rights = drepturile fișierelor
doctor-secrets = depozitul de secrete
doctor-store = depozitul înregistrărilor
doctor-server = serverul
doctor-certificate = certificatul
doctor-clock = ceasul
doctor-good = în ordine
doctor-unknown = nu se poate verifica
doctor-no-server = nu se poate verifica: serverul sau numele nu e ales încă (zvonok login)
doctor-terminal-none = ieșirea nu e într-un terminal, nu se poate verifica
doctor-terminal-dumb = terminalul nu știe nimic (TERM): ecranul catalogului nu se va deschide. Porniți în alt terminal
doctor-terminal-locale = locala nu e UTF-8: literele rusești se pot strica. Puneți LANG=ru_RU.UTF-8
doctor-terminal-small = { $columns }×{ $rows }: catalogul nu încape tot; e comod de la 80×24
doctor-terminal-good = { $columns }×{ $rows }, UTF-8
doctor-rights-open = deschis altora: { $path }{ $count ->
        [1] {""}
       *[other] {" "}și nu numai, în total { $count }
    }. Închideți: chmod -R go-rwx
doctor-secrets-chosen = { $place } Aici funcționează: { $names }
doctor-secrets-broken = { $place } Dar acum nu merge; funcționează: { $names }. Conectați-vă din nou: zvonok login
doctor-secrets-open = locul nu e ales încă; aici funcționează: { $names }
doctor-store-good = în ordine, așteaptă trimiterea: { $count }
doctor-process = memoria programului
doctor-process-good = închisă vecinilor, după o cădere nu rămân imagini
doctor-process-open = deschisă altor programe ale acestui utilizator sau rămâne într-un fișier după o cădere. Spuneți administratorului calculatorului.
doctor-sealed = criptarea
doctor-sealed-good = înregistrările de pe disc sunt sigilate
doctor-sealed-not = înregistrările de pe disc nu sunt sigilate încă: conectați-vă (zvonok login) și porniți programul din nou
doctor-sealed-aside = înregistrările sunt sigilate; depozite vechi puse deoparte: { $count } în { $path }. Dacă nu mai sunt necesare, ștergeți-le.
doctor-lock = ecranul închis
doctor-lock-off = nu se închide singur: lock.idle_minutes = 0. Pe un calculator comun scoateți acest rând din setări.
doctor-lock-pin = se deschide cu PIN sau parolă
doctor-lock-password = se deschide cu parola; PIN propriu: zvonok pin
doctor-lock-server = îl poate deschide numai serverul: conectați-vă cu parola (zvonok login), ca ea să meargă și fără legătură
doctor-store-network = e pe un disc de rețea: mai lent, dar sigur. Așteaptă trimiterea: { $count }
doctor-server-good = răspunde, sesiunea e valabilă
doctor-server-sign-in = răspunde, dar trebuie să vă conectați: zvonok login
doctor-certificate-none = nu e nevoie: serverul e pe acest calculator
doctor-certificate-bad = certificatul nu e de încredere; cât e așa, nu se trimite nimic
doctor-clock-unknown = încă nu s-a comparat cu serverul
doctor-disk = disc
doctor-disk-good = liber { $megabytes } MB
doctor-disk-little = liber doar { $megabytes } MB ({ $path }): înregistrările noi pot să nu încapă. Eliberați loc
doctor-disk-full = nu mai e loc ({ $path }): înregistrările noi nu se vor păstra, cele vechi sunt întregi. Eliberați loc
doctor-disk-read-only = { $path } poate fi doar citit: înregistrările noi nu se vor păstra, cele vechi sunt întregi. Spuneți administratorului sau indicați alt dosar în ZVONOK_HOME
doctor-disk-not-ours = în { $path } nu se poate scrie: înregistrările noi nu se vor păstra. Verificați drepturile sau indicați alt dosar în ZVONOK_HOME
doctor-files = fișiere deschise
doctor-files-good = până la { $count } deodată
doctor-files-few = sistemul permite doar { $count } deodată: conexiunea poate să nu încapă. Spuneți administratorului (ulimit -n)
doctor-proxy = proxy
doctor-proxy-used = la serverele din afara acestui calculator se ajunge prin { $proxy }
doctor-queue = coada
doctor-queue-good = nimic nu așteaptă o decizie
doctor-queue-undecided = așteaptă decizia dumneavoastră: divergențe { $conflicts }, refuzuri { $refused }. Deschideți «Coada» (F6) sau zvonok queue
doctor-queue-uncertain = răspunsul serverului s-a pierdut, înregistrări: { $count }. Programul întreabă din nou singur, nimic nu se scrie de două ori
doctor-outage = legătura
doctor-outage-lasts = fără server din { $from }: { $how }. Înregistrările sunt pe disc și pleacă singure; hârtia despre aceasta: zvonok print statement
doctor-window = altă fereastră
doctor-window-open = catalogul e deschis în altă fereastră (procesul { $process }): scrieți acolo, a doua fereastră doar arată
doctor-clock-unchecked = după repornire încă nu s-a comparat cu serverul: deocamdată contează ceasul calculatorului
doctor-server-script = răspunde; intrarea — prin fișierul ZVONOK_PASSWORD_FILE
doctor-clock-behind = rămâne în urma serverului cu { $seconds } s. Termenele se socotesc după server; potriviți ceasul
doctor-clock-ahead = e înaintea serverului cu { $seconds } s. Termenele se socotesc după server; potriviți ceasul

correction-none = Nu sunt corectări care așteaptă aprobarea.
correction-head-id = codul
correction-head-who = cine cere
correction-head-where = catalogul
correction-head-pupil = elevul
correction-head-was = este
correction-head-asked = cere
correction-head-why = explicația
correction-approved = Corectarea e înscrisă în catalog; { $who } va vedea răspunsul.
correction-declined = Corectarea e respinsă, catalogul nu e schimbat; { $who } va vedea motivul.
correction-not-found = Nu există o astfel de corectare. Nimic nu s-a schimbat. Toate: zvonok school corrections.
verify-bad-head = Amprenta are 64 de semne hexazecimale. Nu s-a verificat nimic.
verify-good = Catalogul e întreg: rânduri { $rows }, înregistrări de audit { $lines }. Amprenta ultimei: { $head }. Notați-o în alt loc.
verify-bad = Catalogul a fost schimbat nu de acest program. Păstrați fișierul cum e și comparați cu ultima copie. Rânduri { $rows }, înregistrări de audit { $lines }, amprenta ultimei: { $head }.
verify-table = tabelul { $what }: rânduri adăugate, schimbate sau scoase
verify-version = înregistrarea catalogului nr. { $what } e schimbată
verify-line = audit: rândul { $what } nu îl continuă pe cel dinainte
verify-root = audit: ultimul rând nu confirmă tabelele de acum
verify-schema = alcătuirea fișierului: { $what }
verify-head = audit: amprenta notată mai înainte nu e în catalog — a fost rescris sau tăiat
verify-damaged = fișierul e deteriorat: { $what }
backup-done = Copia e în { $path }, verificată. Țineți-o pe alt calculator.
backup-due = Ultima copie a catalogului e din { $last }, iar e nevoie la fiecare { $days } zile: zvonok school backup.
backup-never = Nu s-a făcut încă nicio copie a catalogului, iar e nevoie la fiecare { $days } zile: zvonok school backup.
restore-done = Catalogul e readus în { $data }. Verificați-l (zvonok school verify) și porniți serverul pe acest dosar.
doctor-log = jurnalul înregistrărilor
doctor-log-good = înregistrări { $count }, sumele de control coincid. Ultima: { $head }
doctor-log-altered = sumele de control nu coincid: înregistrări schimbate { $count }. Le-a schimbat altcineva decât programul: păstrați o copie a dosarului { $path } și spuneți administratorului
doctor-log-cut = sfârșitul jurnalului nu e cel care a fost: ultima înregistrare e schimbată. Păstrați o copie a dosarului { $path } și spuneți administratorului
cmd-print = Documente de tipărit: declarația despre înscrierile fără server, catalogul temporar, rândurile registrului de suplinire
cmd-print-statement = Adeverința „făcut la timp, serverul nu răspundea” pentru administrație (HTML)
cmd-print-temporary = Catalogul temporar al lecției: cu ce este pe calculator, sau gol, pentru stilou (HTML)
arg-print-statement-from = De la ce zi; fără cheie — pe 30 de zile
arg-print-statement-out = Fișierul hârtiei; fără cheie — pe ecran
arg-print-temporary-out = Fișierul hârtiei; fără cheie — pe ecran
arg-print-temporary-blank = Celule goale, pentru stilou
cmd-print-substitutions = Rândurile pentru registrul de suplinire: cine, când și în locul cui a ținut lecția; profesorul le primește pe ale sale, directorul adjunct și directorul — pe toate (HTML)
arg-print-substitutions-from = Din ce zi; fără cheie — de la întâi ale lunii
arg-print-substitutions-to = Până în ce zi; fără cheie — până azi
arg-print-substitutions-out = Fișierul pentru document; fără cheie — pe ecran
examples-print =
    zvonok print statement --out adeverinta.html
    zvonok print temporary 5А 3 --blank --out catalog.html
    zvonok print substitutions --from 01.11 --to 30.11 --out supliniri.html
print-nothing = În aceste zile nu sunt înregistrări făcute fără server: adeverința nu e necesară.
print-no-substitutions = În aceste zile nu sunt supliniri: nu e nimic de trecut în registru.
print-done = Hârtia e în fișierul { $path }. Deschideți-l în navigator și tipăriți. În el pot fi nume de elevi: nu lăsați fișierul pe un calculator comun.
fail-print-file = Fișierul { $path } nu s-a scris: există deja, sau în dosar nu se poate scrie. Numiți alt fișier.
arg-serve-database = Catalogul într-o bază PostgreSQL în locul fișierului din dosarul de date: postgres://rol@/bază?host=/run/postgresql. Dosarul ține minte adresa; parola e în fișierul său database-password
fail-backup-of-database = Catalogul este într-o bază PostgreSQL: copia o face pg_dump, o pune la loc pg_restore (docs/operations.md). Catalogul nu e schimbat.
cmd-school-user-totp = Coduri de unică folosință: un secret pentru telefon; de la următoarea intrare e nevoie și de cod
arg-school-user-totp-off = Nu mai cere coduri
cmd-school-user-join = Un cont al districtului în încă o școală
ask-code = Codul de unică folosință:
cmd-school-archive = Arhiva cataloagelor unui an școlar: fișiere simple cu semnătură
cmd-school-archive-create = Pune cataloagele anului în dosare, cel puțin două; serverul poate lucra între timp
arg-school-archive-create-places = Dosare pe suporturi diferite, cel puțin două
arg-school-archive-create-year = Anul în care a început anul școlar; fără el, cel prezent
examples-school-archive-create = zvonok school archive create /mnt/disc /mnt/stick --year 2026 --data /srv/zvonok
cmd-school-archive-verify = Verifică o arhivă; nu e nevoie de server sau de datele lui
arg-school-archive-verify-folder = Dosarul arhivei
arg-school-archive-verify-key = Amprenta cheii, notată la crearea arhivei
examples-school-archive-verify = zvonok school archive verify /mnt/disc/journal-s7-2026 --key AMPRENTA
value-year = AN
