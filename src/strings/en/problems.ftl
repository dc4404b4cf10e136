# Problems of the protocol (key: type of the problem) and what the server notes of an entry.

problems-bad-request = The server could not read the request.
problems-bad-credentials = Login or password is wrong.
problems-code-needed = A one-time code is needed as well: type the password, a blank, and the six digits from the phone.
problems-wrong-code = The code does not fit or was used before. Wait for the next one and check the phone's clock.
problems-codes-are-on = One-time codes are on already.
problems-sign-in-needed = Sign in: there is no session, or it has ended.
problems-password-change-needed = Choose a new password first.
problems-wrong-password = The present password is wrong.
problems-forbidden = Not yours: the role or the timetable does not give access.
problems-not-found = The server has no such thing.
problems-method-not-allowed = This address does not answer to that.
problems-timeout = The server did not answer in time.
problems-already-answered = It was answered already.
problems-overtaken = The journal has changed since: the request does not fit any more.
problems-key-reused = The key came with something else before.
problems-reason-needed = Give a reason.
problems-cursor-gone = The journal on the server is another one: pages must be read again.
problems-too-large = Too much at once.
problems-not-json = The server takes JSON only.
problems-invalid = The request is not what the server expects.
problems-weak-password = The password is too short or too common: at least 8 characters, and not what everybody tries first.
problems-too-many-attempts = Too many wrong attempts. Wait a little.
problems-internal = The server failed.
problems-unavailable = The server cannot do it now. Entries are safe in the queue.

ZV-CLOCK = The time of the entry does not agree with the server's clock.
ZV-DECLINED = The correction was declined ({ $by }, { $at }): { $why }
ZV-WITHDRAWN = The request was taken back.
ZV-ID = The journal has another entry under this number.
ZV-SERVER = The server refused ({ $status }): { $title }
ZV-TARGET = { $what ->
    [lesson] The school has no such lesson.
    [work] The journal has no such work.
    [pupil] The journal has no such pupil.
    [period] There is no such period.
   *[journal] There is no such journal.
}
ZV-VALUE = The journal cannot take such a value: { $field }.
ZV-WORK = The work has marks: take them away first.
