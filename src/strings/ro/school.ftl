# Ce este greșit în fișierele școlii. { $value } — ce stă în fișier, { $other } — ce contrazice.
school-hint = poate „{ $guess }”?
school-line = { $place }: { $what }
school-count = Greșeli: { $count }. Nu s-a încărcat nimic.

school-file-missing = nu este fișierul { $value }
school-too-large = fișierul este prea mare: { $value } octeți, limita { $other }
school-unreadable = fișierul nu se poate citi: { $value }
school-windows-1251 = fișierul este în Windows-1251. Salvați-l ca „CSV UTF-8”
school-not-utf8 = fișierul nu este în UTF-8. Salvați-l ca „CSV UTF-8”
school-not-toml = nu este TOML sau lipsește ceva: { $value }
school-column-missing = lipsește coloana „{ $value }”
school-column-unknown = coloană necunoscută „{ $value }”
school-row-length = în rând sunt { $value } celule, în antet { $other }
school-empty = celula este goală, dar trebuie completată
school-bad-text = textul este prea lung sau are semne nepermise: „{ $value }”
school-bad-id = codul „{ $value }”: sunt permise litere latine, cifre, „-”, „_”, „.”, cel mult 64
school-duplicate = „{ $value }” există deja: { $other }
school-said-twice = „{ $value }” este indicat de două ori: { $other }
school-bad-number = „{ $value }” nu este număr sau este în afara limitelor { $other }
school-bad-date = „{ $value }” nu este o dată a anului de studii { $other }. Scrieți 2026-11-20 sau 20.11.2026
school-bad-time = „{ $value }” nu este oră. Scrieți 08:30, pentru lecție 08:30-09:15
school-bad-word = „{ $value }” este un cuvânt necunoscut; permise: { $other }
school-bad-zone = nu este fusul orar „{ $value }”. Exemplu: Asia/Barnaul
school-bad-span = „{ $value }”: sfârșitul este înaintea începutului, în afara anului sau se suprapune cu „{ $other }”
school-unknown = „{ $value }” nu este în { $other }
school-teacher-twice = { $value } ține atunci altă lecție: { $other }
school-class-twice = { $value } este atunci la altă lecție: { $other }
school-teacher-differs = profesorul „{ $value }”, iar în journals.csv catalogul îl are pe „{ $other }”
school-no-bell = pentru lecția { $value } nu este sunet în programul „{ $other }”
school-no-lesson = nu este lecția { $value }: { $other }
school-bad-marks = nu se poate citi „{ $value }”. Scrieți 12:5, 12:5/4, 12:н sau 12:н5
school-not-in-journal = „{ $value }”: acest număr nu este în catalogul { $other }
school-no-work = notele „{ $value }” stau fără felul lucrării
school-more = și încă { $value }

## School: archive

archive-done = Arhiva anului școlar { $year }/{ $next }, fișiere: { $files }. Scrisă și recitită: { $folders }.
    Amprenta cheii: { $key }
    Notați amprenta separat de arhivă: ea arată că arhiva e făcută de școală.
archive-few = Arhiva se pune în cel puțin { $count } locuri, pe suporturi diferite. Nu s-a scris nimic. Numiți încă un dosar.
archive-same = Două dintre dosare sunt același. Nu s-a scris nimic.
archive-no-place = { $path }: nu există un asemenea dosar. Nu s-a scris nimic.
archive-good = Arhiva este întreagă: { $files } fișiere, semnătura e valabilă. Amprenta cheii: { $key }.
archive-bad = Arhiva nu este așa cum a fost făcută. Luați altă copie și păstrați-le pe amândouă. Fișiere în listă: { $files }. Amprenta cheii: { $key }.
archive-changed = modificat: { $what }
archive-missing = lipsește sau nu se citește: { $what }
archive-added = în plus: { $what }
archive-signature = lista fișierelor nu este cea semnată
archive-key = semnat cu altă cheie decât cea notată
archive-unreadable = { $path }: aceasta nu este o arhivă a catalogului sau lista fișierelor nu se citește ({ $why }).
archive-readme =
    Arhiva cataloagelor: { $school }, anul școlar { $year }/{ $next }.
    Făcută la { $date } cu programul «Звонок».

    journals.csv — în ce dosar se află ce clasă și ce disciplină.
    journals/…/marks.csv — note, absențe (н) și note pe perioade, așa cum stau în catalog.
    journals/…/lessons.csv — lecții: teme, teme pentru acasă, înlocuitori, numerele absenților.
    journals/…/versions.csv — fiecare înscriere și fiecare corectură: cine, când, ce și de ce.
    people.csv — profesori și angajați. audit.csv — cine ce a făcut în catalog.
    Tabele: UTF-8, coloane despărțite prin punct și virgulă.

    Că nimic nu a fost modificat se poate verifica și fără acest program:
    sha256sum -c manifest.sha256
    openssl pkeyutl -verify -pubin -keyform DER -inkey key.der -rawin -in manifest.sha256 -sigfile manifest.sig

    Aici sunt date personale ale elevilor: păstrați-le ca pe cataloagele pe hârtie.
