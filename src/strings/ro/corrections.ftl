# «Исправления»: cereri care așteaptă aprobarea.
title-corrections = Corectări
context-corrections = Corectări
action-corrections = corectări
action-approve = aprobă
action-decline = respinge
hint-corrections = corectări
hint-approve = aprobă
hint-decline = respinge
hint-corrections-give-up = retrage
hint-corrections-open = catalog
heading-day = ziua
heading-whose = elevul
heading-journal = catalog
heading-change = era → se cere
heading-asker = cine cere
corrections-asked = Citesc cererile…
corrections-missing = Cererile sunt doar pe server, iar el nu răspunde. F5 — întreabă din nou.
corrections-none = Nicio corectare nu așteaptă aprobarea.
corrections-count =
    { $n ->
        [one] Așteaptă { $n } corectare. Catalogul rămâne deocamdată ca înainte.
        [few] Așteaptă { $n } corectări. Catalogul rămâne deocamdată ca înainte.
       *[other] Așteaptă { $n } de corectări. Catalogul rămâne deocamdată ca înainte.
    }
corrections-count-more = Așteaptă peste { $n } de corectări; aici sunt cele mai vechi. Catalogul rămâne ca înainte.
deadlines-corrections = corectări de hotărât: { $n } — { $key }
corrections-asked-by = { $who }, { $time }. Explicația:
corrections-no-explanation = fără explicație
corrections-pupil-hidden = elev ascuns
corrections-approve-prompt = Aprobă. O explicație, dacă e nevoie:
corrections-decline-prompt = Respinge. De ce (profesorul va vedea):
corrections-no-reason = O cerere nu se respinge fără motiv: profesorul trebuie să știe de ce
corrections-approved = Corectarea este în catalog; profesorul va vedea valoarea nouă
corrections-declined = Respinsă, catalogul rămâne ca înainte; profesorul va vedea de ce
corrections-taken-back = Cererea a fost retrasă, catalogul rămâne ca înainte
corrections-others-answer = La cereri răspund directorul și adjunctul. Cererea proprie poate fi retrasă
corrections-not-own = Cererea o poate retrage doar cine a depus-o
screen-corrections-overtaken = Catalogul s-a schimbat între timp, corectarea nu se mai potrivește. Respingeți-o: profesorul va cere din nou.
screen-corrections-answered = La această cerere s-a răspuns deja sau a fost retrasă. F5 — recitește lista.
screen-corrections-not-allowed = După regulamentul școlii, la cereri răspunde alt rol. În catalog nu s-a schimbat nimic.
notice-no-corrections = Cererile de corectare nu se arată acestui rol
