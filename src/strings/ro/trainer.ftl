# Antrenorul primei zile: zvonok demo --lesson.
trainer-head = Prima lecție · pasul { $n } din { $of }
trainer-head-done = Prima lecție este gata
trainer-roll-call = Semnul ▸ de pe „Astăzi” este lecția în curs. Apăsați „{ $key }”: se deschide apelul. ({ $other } duce oricând la „Astăzi”.)
trainer-absent = Toți sunt prezenți, în afară de cei numiți. Scrieți numere sau primele litere cu spațiu, de exemplu 3 17, și apăsați { $key }.
trainer-grid = Apelul este scris. Acum catalogul: pe „Astăzi” apăsați { $key } pe rândul lecției ({ $other } duce acolo).
trainer-mark = Rândul e elevul, coloana e lucrarea. Apăsați 5: nota e pusă, cursorul e pe următorul. „{ $other }” — absent, { $key } șterge.
trainer-undo = O greșeală nu strică: „{ $key }” anulează ultima modificare, de câte ori vreți.
trainer-redo = Anulat. { $key } o face la loc.
trainer-find = Nu derulați: { $key }, primele litere ale numelui, { $other } — și cursorul e pe elev.
trainer-lesson = A rămas tema. Apăsați „{ $key }” în catalog sau pe „Astăzi”: se deschide lecția.
trainer-topic = { $key } — tema din plan. Apoi scrieți tema pentru acasă și apăsați { $other }: se scrie totul deodată.
trainer-queue = Semnul ⇅ de sus arată câte înregistrări n-au ajuns încă. { $key } le arată: sunt pe disc, legătura nu e necesară.
trainer-help = { $key } — ajutor: tastele acestui ecran. Restul — după nume, { $other }.
trainer-today = { $key } duce la „Astăzi” de pe orice ecran. Apăsați și priviți rândul lecției.
trainer-done = Lecția e înscrisă: taste — { $keys }, minute — { $minutes }. Încercați mai departe, aici totul e de exercițiu. { $key } — ieșire.
