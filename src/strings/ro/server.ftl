# Commands of the server and of its administration: only in programs that have the server.

fail-lesson-plain = Antrenorul are nevoie de ecran: rulați-l fără --plain
demo-preparing = Pregătesc școala de exercițiu…
fail-server-data = Datele serverului din { $data } nu se deschid sau nu se scriu: { $why }. Nimic nu s-a schimbat. Verificați dosarul și drepturile.
fail-server-listen = La { $address } nu se poate răspunde: { $why }. Catalogul nu e schimbat. Alegeți alt port: --listen 127.0.0.1:0.
fail-server-exposed = { $address } se vede de pe alte calculatoare, iar fără criptare parolele s-ar vedea. Serverul nu e pornit. Puneți în fața lui un proxy cu TLS și adăugați --behind-proxy --proxy ADRESA-LUI, sau dați serverului --certificate și --key.
fail-server-thread = Sistemul nu a lăsat serverul să lucreze: { $why }. Catalogul nu e schimbat. Repetați.
fail-server-certificate = Certificatul nu se citește: { $why }. Serverul nu e pornit.
fail-demo = Școala de exercițiu nu s-a putut face. Înregistrările de pe serverul adevărat sunt neatinse. Repetați; dacă nu ajută, ștergeți dosarul din --keep.
fail-demo-twice = Școala de exercițiu din { $path } e deschisă deja în altă fereastră. Nimic nu s-a schimbat. Închideți acea fereastră sau indicați alt dosar.
fail-no-school = Pe server nu e o astfel de școală. Nimic nu s-a schimbat. Înscrieți-o: zvonok school import.
fail-several-schools = Pe server sunt mai multe școli: { $names }. Nimic nu s-a schimbat. Numiți: --school.
fail-no-such-role = Nu există rolul „{ $role }”. Sunt: { $names }.
fail-no-account = Nu există contul „{ $login }”. Nimic nu s-a schimbat. Toate: zvonok school user list.
fail-login-taken = Numele „{ $login }” e ocupat. Nimic nu s-a schimbat. Dați altul.
fail-has-login = Acest cont are deja un nume de conectare. Nimic nu s-a schimbat.
fail-bad-login = „{ $login }” nu e bun ca nume: litere latine, cifre și semnele . _ - @, până la 64. Nimic nu s-a schimbat.
fail-no-lesson-there = { $date } la { $class } nu e lecția nr. { $number }. Nimic nu s-a schimbat.
fail-several-lessons-there = { $date } la { $class }, lecția nr. { $number }: { $names }. Nimic nu s-a schimbat. Numiți grupa: --group.
fail-not-a-teacher = Această persoană nu ține lecții. Nimic nu s-a schimbat.
fail-no-bell = { $class } nu are sonerie pentru o astfel de lecție. Nimic nu s-a schimbat.
fail-outside-year = Această zi e în afara anului de studii. Nimic nu s-a schimbat.
serve-listens = Serverul catalogului răspunde la { $url }. Oprire: Ctrl-C.
import-nothing =
    { $count ->
        [one] S-a găsit { $count } greșeală
        [few] S-au găsit { $count } greșeli
       *[other] S-au găsit { $count } de greșeli
    }; nu s-a înscris nimic. Corectați fișierele și repetați.
import-no-profile = Programul nu cunoaște regulamentul „{ $what }”; nu s-a înscris nimic. Corectați profile în school.toml.
import-no-zone = Nu există fusul orar „{ $what }”; nu s-a înscris nimic. Corectați zone în school.toml.
import-login-taken = Numele de conectare „{ $what }” e ocupat de o persoană din altă școală; nu s-a înscris nimic. Dați altul.
import-same = { $school }: în catalog e deja totul așa.
import-would = { $school }: s-ar schimba următoarele. Nu s-a înscris nimic (--dry-run).
import-done = { $school }: înscris. Parolele le dă zvonok school user password.
import-vanished = { $lesson }: lecția nu mai e în fișiere, dar are înregistrări: { $count }. Lecția a rămas; hotărâți dacă se anulează.
user-added = { $login }: parola de unică folosință { $password }. Nu se mai arată; la conectare se cere schimbarea ei.
user-password = { $login }: parola nouă de unică folosință { $password }. Nu se mai arată; sesiunile de până acum sunt închise.
user-disabled = { $login }: conectarea e închisă, înregistrările din catalog au rămas.
user-state-open = deschisă
user-state-closed = închisă
user-state-no-password = parola nu s-a dat
user-state-one-time = parolă de unică folosință
correction-not-allowed = Regulamentul nu lasă această persoană să hotărască despre corectări. Nimic nu s-a schimbat. Numiți directorul sau adjunctul: --by.
correction-already = La această corectare s-a răspuns deja. Nimic nu s-a schimbat.
correction-overtaken = De atunci catalogul s-a schimbat, corectarea nu se mai potrivește. Nimic nu s-a schimbat. Respingeți-o sau cereți să fie trimisă din nou.
correction-no-reason = Se respinge cu motiv. Nimic nu s-a schimbat. Adăugați --reason.
user-totp = { $login }: de la următoarea intrare e nevoie și de un cod de unică folosință. Secretul pentru telefon: { $secret }
    { $address }
    Nu se mai arată. Dacă telefonul s-a pierdut: zvonok school user totp { $login } --off.
user-totp-off = { $login }: nu se mai cer coduri de unică folosință.
user-joined = { $login }: vede termenele și ale acestei școli: { $school }.
