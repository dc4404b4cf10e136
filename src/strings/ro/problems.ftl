# Erorile protocolului (cheia: tipul problemei) și observațiile serverului la o înscriere.

problems-bad-request = Serverul nu a înțeles cererea.
problems-bad-credentials = Numele sau parola este greșită.
problems-code-needed = E nevoie și de codul de unică folosință: scrieți parola, un spațiu și cele șase cifre de pe telefon.
problems-wrong-code = Codul nu se potrivește sau a fost folosit. Așteptați-l pe următorul și verificați ceasul telefonului.
problems-codes-are-on = Codurile de unică folosință sunt deja pornite.
problems-sign-in-needed = Trebuie să intrați: sesiunea nu a început sau s-a încheiat.
problems-password-change-needed = Mai întâi schimbați parola.
problems-wrong-password = Parola actuală este greșită.
problems-forbidden = Nu este al dumneavoastră: rolul sau sarcina didactică nu dă acces.
problems-not-found = Aceasta nu este pe server.
problems-method-not-allowed = La această adresă nu se cere așa.
problems-timeout = Serverul nu a reușit să răspundă.
problems-cursor-gone = Catalogul de pe server este altul: paginile trebuie citite din nou.
problems-too-large = Prea mult deodată.
problems-not-json = Serverul primește doar JSON.
problems-invalid = În cerere nu este ce așteaptă serverul.
problems-weak-password = Parola este prea scurtă sau prea simplă: de la 8 semne, nu dintre cele mai dese.
problems-too-many-attempts = Prea multe încercări greșite. Așteptați puțin.
problems-internal = Eroare pe server.
problems-unavailable = Serverul nu poate face acum aceasta. Înscrierile din coadă sunt păstrate.

ZV-CLOCK = Ora înscrierii nu coincide cu ceasul serverului.
ZV-ID = Sub acest număr în catalog este deja altă înscriere.
ZV-SERVER = Serverul a refuzat ({ $status }): { $title }
ZV-TARGET = { $what ->
    [lesson] O asemenea lecție nu este în școală.
    [work] O asemenea lucrare nu este în catalog.
    [pupil] Un asemenea elev nu este în catalog.
    [period] O asemenea perioadă nu există.
   *[journal] Un asemenea catalog nu există.
}
ZV-VALUE = O asemenea valoare nu se poate scrie în catalog: { $field }.
ZV-WORK = Lucrarea are note: mai întâi scoateți-le.
problems-already-answered = La această cerere s-a răspuns deja.
problems-reason-needed = Indicați cauza.
problems-overtaken = De atunci catalogul s-a schimbat: cererea nu se mai potrivește.
problems-key-reused = Sub această cheie a fost deja altceva.
