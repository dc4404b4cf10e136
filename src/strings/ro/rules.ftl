# rules: one sentence per rule of the engine, under its id with «_» for «.»; the clause is added by whoever shows it

STD-1_4-01 = Notele și prezența se scriu doar într-o lecție începută și ținută.
STD-2_2-01 = O asemenea temă nu este în plan. Indicați cauza abaterii.
STD-3_2-01 = Pentru tema individuală numiți cel puțin un elev al acestei lecții și pe nimeni altul.
STD-3_3-01 = Nu este lecția dumneavoastră: înscrierea este închisă.
STD-3_3-02 = Elevul nu face parte din această lecție: nu i se face aici înscriere. Dacă lista este greșită, spuneți administratorului școlii.
STD-3_5-01 = Prezența este scrisă după termen ({ $due }).
STD-3_6-02 = Notele finale se pun înainte de vacanță: termenul a fost { $due }.
STD-3_7-01 = Tema nu coincide cu planul: se aștepta „{ $topic }”.
STD-3_7-02 = Indicați felul lucrării (răspuns oral, lucrare de control, …).
STD-3_8-03 = { $due ->
    [none] Tema pentru acasă este scrisă după termen.
   *[other] Tema pentru acasă este scrisă după termen ({ $due }).
 }
STD-3_9-01 = Înlocuire: { $subject }, { $class } — dumneavoastră țineți această lecție.
STD-3_10-02 = Cauza absenței este scrisă după termen ({ $due }).
STD-3_10-03 = Cauza absenței o schimbă dirigintele.
STD-3_11-01 = Rolul administrației: doar vizualizare.
STD-4_4-01 = Notele curente le pune profesorul disciplinei.
STD-6_1-02 = Perioada este închisă: înscrierea nu se primește.
STD-6_3-02 = Tema este scrisă după termen ({ $due }).
STD-6_3-03 = Înscriere cu dată trecută (lecția { $date }): indicați cauza.
STD-6_3-06 = Codul permis al absenței este { $code }; alte litere în celulă nu sunt.
STD-6_3-07 = Cauza absenței se scrie în aceeași zi ({ $date }).
STD-6_3-14 = Lipsește tema lecției.
STD-6_3-16 = Lecție dublă: fiecare lecție are tema sa.
STD-6_3-19 = Sunt permise doar 2, 3, 4, 5.
STD-6_3-20 = Punctele și semnele „-”, „+” nu sunt permise.
STD-6_3-21 = Două note — doar pentru dictare cu sarcină gramaticală, compunere, expunere la limba rusă.
STD-6_3-22 = Pentru conținut — la literatură; nota pentru corectitudine se scrie în catalogul limbii ruse.
STD-6_3-27 = { $due ->
    [none] Nota este scrisă după termen.
   *[other] Nota este scrisă după termen ({ $due }).
 }
STD-6_3-28 = Cu dată trecută se poate pune doar nota pentru o lucrare scrisă.
STD-6_3-29 = Notele pentru această lucrare — până la lecția următoare: termenul a fost { $due }.
STD-6_3-30 = Lucrări { $count } (peste 70): termenul — { $due }.
STD-6_3-31 = Expunere sau compunere în clasele 1–4: termenul a fost { $due }.
STD-6_3-32 = Expunere sau compunere în clasele 5–9: termenul a fost { $due }.
STD-6_3-33 = Compunere în clasele 10–11: termenul a fost { $due }.
STD-6_3-35 = Clasa 1: nu se prevăd note. Confirmați.
STD-6_4-01 = Nota perioadei este scrisă după ultimul termen ({ $due }).
STD-6_4-02 = Nota după proces-verbal este scrisă după termen ({ $due }).
STD-6_4-07 = Înscrierea „осв.” nu este permisă.
STD-6_5-07 = Elevul a plecat la { $date }: nu i se mai fac înscrieri. Dacă este o greșeală, spuneți administratorului școlii.
STD-6_5-08 = Elevul este înscris la { $date }: înscrierea înainte de această dată este închisă.
STD-2_6-01 = Nota finală { $entered } se abate de la media { $mean }. Explicați.
STD-3_8-01 = În temă nu sunt pagini și numere. Precizați sau lăsați așa.
STD-3_8-02 = Fără temă pentru acasă — confirmați.
STD-3_12-01 = { $what ->
    [surname] Câmpul comun conține numele unui elev: îl vor vedea toți părinții clasei.
   *[other] Adresa de e-mail sau telefonul vor fi văzute de toți părinții clasei.
}
STD-6_3-08 = Înscrierea se face în limba rusă.
STD-6_3-09 = Indicați felul și tema lucrării: „{ $kind } … «…»”.
STD-6_3-10 = Se aștepta nr. { $expected }.
STD-6_3-11 = Pentru dictare indicați tema și titlul textului.
STD-6_3-13 = Este subgrupa altui profesor.
STD-6_3-15 = La temă s-au ținut { $used } ore din { $hours } după plan.
STD-6_3-17 = Adăugați nota „{ $prefix }”?
STD-6_3-18 = Adăugați nota „{ $prefix }”?
STD-6_3-23 = { $date ->
    [none] În două săptămâni nu este o lecție de limba rusă la care să se scrie nota pentru corectitudine.
   *[other] Nota pentru corectitudine — la { $date }; la temă adăugați: «Отметки за сочинение по литературе от { $composition }».
}
STD-6_3-24 = Nota merge la data lecției ({ $date }).
STD-6_3-25 = Prima lecție: scrieți instructajul de securitate.
STD-6_3-26 = Notele pentru colocviu se pun tuturor în ziua colocviului.
STD-6_4-03 = Note { $count }, sunt necesare cel puțin { $minimum }.
STD-6_4-04 = În perioadă nu sunt note pentru lucrări scrise, de laborator și practice.
STD-6_4-05 = Disciplină din lista specială: confirmați pe ce se bazează nota fără lucrări scrise.
STD-6_4-06 = Grupă medicală: se apreciază cunoștințele teoretice.
STD-10_2-01 = Înscrierile catalogului temporar sunt trecute după termen ({ $due }).

VOR-2_9-01 = Clasa 1: notele și temele pentru acasă nu se scriu.
VOR-2_10-01 = La această disciplină tema pentru acasă nu se scrie.
VOR-2_14-01 = Formularea diferă de plan: „{ $topic }”.
VOR-2_14_1-01 = Indicați ce s-a repetat: «Повторение. …».
VOR-2_14_2-01 = Lecție dublă: scrieți tema fiecărei lecții.
VOR-2_15-01 = Sunt permise doar 2, 3, 4, 5.
VOR-2_15_1-01 = Lecții lipsă la rând: { $missed }. „2” nu se recomandă. Lăsați?
VOR-2_16-03 = „н” și nota într-o celulă — doar pentru o lucrare obligatorie.
VOR-2_17-01 = Două note — doar limba rusă și literatura, pentru lucrări scrise, cu „/”.
VOR-2_18-01 = Coloana „Caiet” — doar note și doar la disciplinele unde se ține.
VOR-2_18-02 = Nota pentru caiet se scrie în coloana „Caiet”.
VOR-2_19-02 = Este nevoie de comentariu: nota este pusă pe baza adeverinței.
VOR-2_21-01 = Corectarea notei — doar cu acordul directorului sau al adjunctului: s-a trimis ca cerere.
VOR-2_21-02 = Scrieți explicația (cel puțin { $letters } de semne).
VOR-2_22-01 = { $mean ->
    [none] Nota finală se pune ca număr întreg.
   *[other] Media { $mean } → { $proposed }. Puneți { $entered }. Explicați.
}
VOR-2_27-01 = Învățare la domiciliu: absența nu se marchează.
VOR-2_27-02 = Notele acestui elev sunt în catalogul învățării individuale la domiciliu.
VOR-3_3-01 = Nota este scrisă la mai mult de o zi după rezultat (termenul { $due }).
VOR-3_4-01 = Lecția și absenții se marchează în ziua lecției (până la { $due }).
VOR-3_5-01 = { $due ->
    [none] Tema pentru acasă este scrisă după termen.
   *[other] Tema pentru acasă este scrisă după termen ({ $due }).
 }
VOR-3_6-01 = { $due ->
    [none] Nota curentă este scrisă după termen.
   *[other] Nota curentă este scrisă după termen ({ $due }).
 }
VOR-3_7-02 = Notele pentru lucrarea scrisă — cel mult într-o săptămână: termenul a fost { $due }.
VOR-6_27-01 = Anul de studii (perioada) este închis.
VOR-6_36-01 = Înscriere cu dată trecută (lecția { $date }).
VOR-2_11-01 = Înscrierea se face în limba de predare (rusă).
VOR-2_11-02 = Înscrierea se face în limba rusă, în afară de termeni.
VOR-2_14-02 = Exemplu: Контрольная работа №1 «…».
VOR-2_14_3-01 = { $expected ->
    [none] Forma: { $kind } № … по теме: «…».
   *[other] Forma: { $kind } № { $expected } по теме: «…».
}
VOR-2_14_4-01 = Adăugați după temă: „{ $note }”?
VOR-2_14_5-01 = Adăugați felul lucrului: «Повторить», «Выучить», numere și pagini.
VOR-2_14_6-01 = Scrieți instructajul de securitate.
VOR-2_23-01 = н/а: lipsă { $share } %, note { $count } — condiția nu este îndeplinită.
VOR-2_23-02 = Este posibil н/а: lipsă { $share } %, note { $count }.
VOR-2_24-01 = Înlocuirea н/а: indicați data și forma susținerii.
VOR-2_25-02 = { $missing ->
    [yes] Nota finală fără notă la examen: limba rusă și matematica le susțin toți.
   *[other] Elevul nu a susținut examen la această disciplină.
 }
VOR-2_25_1-01 = Nota finală trebuie să fie { $proposed }.
VOR-2_26-01 = Clasa 11: examenul și nota finală nu se pun pe pagina disciplinei.
VOR-2_26_1-01 = Nota finală trebuie să fie { $proposed }.
VOR-3_7-01 = Lucrare scrisă: notele până la { $due }.
VOR-6_41-01 = Note { $count }, sunt necesare cel puțin { $minimum }.
VOR-6_46-01 = Înscrierea se face în limba rusă.
VOR-6_54-01 = Cauza absenței se indică în ziua absenței (până la { $due }).

MDA-15-01 = Înscrierea se face în limba de stat.
MDA-17-01 = Indicați documentul de bază: numărul și data.
MDA-20-01 = Motivați corectarea.
MDA-33-01 = Înscrierea a făcut-o altcineva ({ $who }): el o poate schimba.
MDA-54_4-01 = Celula este deja completată: o rescrieți împreună cu celelalte?
MSK-1_3-01 = Nu este indicat actul local al școlii: regulile sunt o recomandare.

# Rules of the program: the regulation has no clause for them.
ZV-ACCESS = Aici nu puteți scrie. (Regula programului, nu a regulamentului.)
ZV-OPEN = Încă necompletat; regulamentul nu numește un termen. (Regula programului, nu a regulamentului.)
ZV-TEXT = În celulă pot sta cel mult opt semne vizibile. (Regula programului, nu a regulamentului.)
ZV-CHANGE = Ziua lecției a trecut: indicați cauza schimbării. (Regula programului, nu a regulamentului.)
ZV-REASON = Numiți cauza absenței. (Regula programului, nu a regulamentului.)
ZV-ROSTER = Elevul nu face parte din această lecție: nu i se face aici înscriere. Dacă lista este greșită, spuneți administratorului școlii. (Regula programului, nu a regulamentului.)
ZV-TIME = Lecția încă nu a început, este anulată sau nu a fost ținută. (Regula programului, nu a regulamentului.)

# The texts.
regulation-STD = Regulamentul catalogului electronic, școala din Staraia Dracenina, ținutul Altai
regulation-VOR = Regulamentul catalogului electronic, școala medie Vorobiovo, Republica Crimeea
regulation-MSK = Ordinul Departamentului educației al orașului Moscova nr. 810
regulation-SHM = Regulamentul serviciului, școala din Șemetovo, regiunea Moscova
regulation-MDA = Hotărârea Guvernului Republicii Moldova nr. 899
regulation-ZV = Regulile programului (nu ale regulamentului)
regulation-clause = { $text }, { $clause }

# What answers to a rule.
rule-by-engine = verificare la scriere
rule-by-deadline = termen
rule-by-counter = indicator
rule-by-reminder = amintire
rule-by-document = document
rule-by-access = acces
rule-by-store = păstrarea datelor
rule-by-outside = în afara programului
rule-decided-yes = decide
rule-decided-no = încă nu decide
