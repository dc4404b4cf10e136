# Titles of actions, as help and the bottom line show them.
action-up = în sus
action-down = în jos
action-left = la stânga, o zi înapoi
action-right = la dreapta, o zi înainte
action-page-up = un ecran în sus
action-page-down = un ecran în jos
action-first = la început
action-last = la sfârșit
action-to-running = la lecția în curs
action-previous-day = o zi înapoi
action-next-day = o zi înainte
action-next-field = câmpul următor
action-previous-field = câmpul anterior
action-open = deschide
action-roll-call = apelul
action-lesson = lecția
action-deadlines = termene
action-queue = coada
action-journals = cataloagele mele
action-week = săptămâna
action-plan = planul anual
action-today = azi
action-help = ajutor
action-actions = acțiuni
action-jump = ce nu este completat
action-findings = ce spun regulile
action-back = înapoi
action-find-pupil = caută
action-absent = absent
action-clear = șterge
action-pile = teancul de caiete
action-fill = completează coloana
action-scope = goale sau toate
action-repeat = repetă ultima valoare
action-comment = comentariu
action-reason = motivul absenței
action-teller = cine a anunțat
action-select = selectează
action-select-up = selectează în sus
action-select-down = selectează în jos
action-select-left = selectează la stânga
action-select-right = selectează la dreapta
action-copy = copiază
action-direction = în jos sau la dreapta după notă
action-copy-lesson = copiază la clasa paralelă
action-undo = anulează
action-redo = refă
action-accept = scrie
action-toggle = sub cursor
action-next-topic = după plan
action-no-homework = fără temă
action-obligatory = obligatorie
action-add-work = încă o lucrare
action-not-held = lecția nu a avut loc
action-retry = repetă
action-correct = corectează
action-give-up = renunță
action-yes = da
action-only-unfilled = doar necompletate
action-filter-class = clasa
action-filter-teacher = profesorul
action-text-left = o literă înapoi
action-text-right = o literă înainte
action-text-start = la începutul rândului
action-text-end = la sfârșitul rândului
action-delete-back = șterge litera
action-delete-on = șterge litera din dreapta
action-delete-word = șterge cuvântul
action-delete-line = șterge rândul
action-push = trimite acum
action-toggle-server = serverul: oprește sau pornește
action-redraw = redesenează
action-suspend = suspendă
action-lock = blochează ecranul
action-hide-names = ascunde sau arată numele
action-quit = ieșire

# Names of keys that are words.
key-space = Spațiu

# Findings of the program itself about what was typed.
ZV-CELL = În celulă pot sta 5, 4, 3, 2, două note cu „/”, н și н cu notă
ZV-REPLACE = { $cells ->
    [one] { $cells } celulă este completată: o înlocuiți?
    [few] { $cells } celule sunt completate: le înlocuiți?
    [other] { $cells } celule sunt completate: le înlocuiți?
   *[none] În celulă există deja o înscriere: o înlocuiți?
}
ZV-PAGE = Această lecție, lucrare sau acest elev nu este pe pagina catalogului
ZV-MARKED = Nota și absența la aceeași lecție nu se pun împreună: nr. { $numbers }. Mai întâi ștergeți nota în catalog.
ZV-NO-LESSON = În această coloană nu se marchează absențe: ea nu are lecție

# Titles of the contexts of keys, as help shows them.
context-anywhere = Oriunde
context-today = Azi
context-journals = Cataloagele mele
context-week = Săptămâna
context-plan = Planul
context-grid = Catalogul
context-pile = Teancul de caiete
context-fill = Completarea coloanei
context-reason = Motivul absenței
context-roll-call = Apelul
context-roll-call-list = Apelul, lista
context-lesson-text = Lecția
context-lesson-choice = Lecția, felul lucrării
context-queue = Coada
context-deadlines = Termene
context-sign-in = Autentificare
context-locked = Blocat
context-help = Ajutor
context-nothing = Început
context-question = Întrebare
context-prompt = Rând de text
context-action-list = Acțiuni
context-jump-list = Ce nu este completat

# What the status line says.
notice-key-unused = Această tastă nu face nimic aici. Toate tastele: F1
notice-sign-in-first = Mai întâi autentificați-vă: fără aceasta sunt aici doar Enter și F10
notice-already-here = Acest ecran este deja deschis
notice-first-screen = Acesta este primul ecran. Ieșire — F10
notice-not-your-lessons = Acest rol nu are lecții proprii: vedeți ecranul „Termene”
notice-write-first = Aici este ceva nescris: Enter — scrie, Esc — nu scrie
notice-elsewhere = Aceasta se face pe ecranul „{ $place }”
notice-jumped-back = Sunteți din nou de unde ați plecat
notice-selecting = Săgețile selectează, nota completează celulele goale, Del șterge, Esc — fără selecție
notice-select-marks-only = Peste selecție se scrie o notă: 5 4 3 2. Absențele — prin apel
notice-fill-marks-only = Coloana se completează cu o notă. Absențele — prin apel
notice-fill-nothing = Aici nu sunt celule pe care aceasta le-ar schimba
notice-nothing-to-repeat = Nu este nimic de repetat
notice-comment-needs-mark = Comentariul ține de o notă, iar aici nu este
notice-reason-class-teacher = Motivul absenței îl scrie dirigintele acestei clase
notice-copied = Copiat: lipiți acolo unde este terminalul dumneavoastră
notice-goes-down = După notă — în jos, la elevul următor
notice-goes-right = După notă — la dreapta, la lecția următoare
notice-pile-surname-first = Mai întâi literele numelui, apoi nota
notice-nothing-to-copy = Nimic de copiat: nu este nici temă a lecției, nici temă pentru acasă
notice-no-parallel = În două săptămâni nu aveți lecții la această disciplină în clasa paralelă
notice-copied-lesson = Tema lecției și tema pentru acasă sunt mutate: verificați, Enter — scrie
notice-copied-nothing = Acolo sunt deja: nimic nu s-a schimbat
notice-paste-unused = Aici nu se poate lipi text
notice-no-demo = Serverul se oprește doar în școala de exercițiu
notice-pushing = Trimitem ce așteaptă și recitim
notice-no-lesson = Aici nu este aleasă o lecție
notice-no-cell = Aici nu este o celulă pentru înscriere
notice-no-page = Pagina catalogului nu este deschisă
notice-joiner-first = Mai întâi prima notă, apoi „/” și a doua
notice-paste-count = Nimic nu s-a lipit: rânduri { $lines }, iar elevi de aici până la sfârșitul listei { $pupils }. Coloana trebuie să coincidă cu lista
notice-paste-not-marks = Nu este o coloană de note: „{ $what }”. Se lipește câte o notă pe rând
notice-paste-filled = Celula este deja completată: { $what }. Lipirea nu suprascrie nimic
notice-paste-nothing = În acest text nu sunt note
notice-no-findings = Regulile nu au nimic de spus despre această celulă
notice-nothing-to-undo = Nimic de anulat
notice-nothing-to-redo = Nimic de refăcut
notice-undo-elsewhere = Ultima modificare este în alt catalog. Deschideți-l (F4) și anulați acolo
notice-undone = Anulat: { $class } { $subject } { $lesson }
notice-redone = Refăcut: { $class } { $subject } { $lesson }
notice-undo-reading = Ultima modificare e în alt catalog, îl citesc…
notice-changed-since = Altcineva a schimbat deja înscrierea: anularea nu a atins nimic
notice-roll-call-made = Apelul este scris, absenți: { $absent }
notice-lesson-written = Lecția este scrisă
notice-lesson-draft = Ciornă: înscrierile pleacă la începutul lecției ({ $time })
notice-words-needed = Este nevoie de text. Esc — nu scrie
notice-nobody-of-that-name = Nu este în listă: „{ $word }”
notice-several-of-that-name = Sunt mai mulți: „{ $word }”. Adăugați litere
notice-no-next-topic = Nu este plan sau este parcurs: scrieți tema
notice-too-late-to-give-up = Înscrierea este deja trimisă, nu se mai poate renunța
notice-place-unknown = Locul acestei înscrieri nu este cunoscut aici
notice-sign-in-needed = Serverul cere din nou autentificarea: F5. Înscrierile sunt întregi
sign-in-login-needed = Scrieți numele de utilizator
sign-in-password-needed = Scrieți parola
sign-in-again-needed = Scrieți încă o dată parola nouă
sign-in-not-the-same = Parolele nu coincid
sign-in-same-as-before = Parola nouă trebuie să difere de cea veche
action-take-fix = corectează
notice-no-server = Serverul încă nu răspunde: întrebăm din nou. Pe ecran e ce este pe disc
notice-no-server-waiting = { $waiting ->
    [one] Serverul nu răspunde: { $waiting } înregistrare e pe disc și pleacă singură când va răspunde
    [few] Serverul nu răspunde: { $waiting } înregistrări sunt pe disc și pleacă singure când va răspunde
   *[other] Serverul nu răspunde: { $waiting } de înregistrări sunt pe disc și pleacă singure când va răspunde
}
notice-no-pupils = În această clasă nu sunt elevi: nu e cui scrie. Lista o ține administrația școlii
notice-read-only = Aici se poate doar privi
notice-no-fix = Nu e o corectare gata: ce nu e bine se spune jos
