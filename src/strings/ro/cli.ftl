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
