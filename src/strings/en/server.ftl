# Commands of the server and of its administration: only in programs that have the server.

serve-listens = The journal server answers on { $url }. Stop it with Ctrl-C.
fail-server-data = The server's data in { $data } cannot be opened or written: { $why }. Nothing was changed. Check the folder and its rights.
fail-server-listen = { $address } cannot be listened on: { $why }. The journal is unchanged. Choose another port: --listen 127.0.0.1:0.
fail-server-exposed = { $address } can be reached from other computers, and without encryption passwords would show. The server was not started. Put a proxy with TLS before it and add --behind-proxy --proxy ITS-ADDRESS, or give the server --certificate and --key.
fail-server-thread = The system did not let the server work: { $why }. The journal is unchanged. Repeat.
fail-demo = The training school could not be made. Your entries at the real server are untouched. Repeat; if that does not help, remove the folder of --keep.
fail-demo-twice = The training school in { $path } is open in another window. Nothing was changed. Close that window or name another folder.
import-nothing =
    { $count ->
        [one] { $count } mistake was found
       *[other] { $count } mistakes were found
    }; nothing was imported. Mend the files and repeat.
import-no-profile = The program does not know the regulation "{ $what }"; nothing was imported. Mend profile in school.toml.
import-no-zone = There is no time zone "{ $what }"; nothing was imported. Mend zone in school.toml.
import-login-taken = The sign-in name "{ $what }" belongs to somebody of another school; nothing was imported. Give another one.
import-same = { $school }: the journal says so already.
import-would = { $school }: this would change. Nothing was imported (--dry-run).
import-done = { $school }: imported. Passwords are given out by zvonok school user password.
import-vanished = { $lesson }: the files no longer have the lesson, but it has { $count } entries. It was left; decide whether to cancel it.
fail-no-school = The server has no such school. Nothing was changed. Import it: zvonok school import.
fail-several-schools = The server has several schools: { $names }. Nothing was changed. Name one: --school.
fail-no-such-role = There is no role "{ $role }". There are: { $names }.
fail-no-account = There is no account "{ $login }". Nothing was changed. All: zvonok school user list.
fail-login-taken = The name "{ $login }" is taken. Nothing was changed. Give another one.
fail-has-login = This account has a sign-in name already. Nothing was changed.
fail-bad-login = "{ $login }" cannot be a name: letters, digits and . _ - @, up to 64. Nothing was changed.
fail-no-lesson-there = On { $date } { $class } has no lesson { $number }. Nothing was changed.
fail-several-lessons-there = On { $date } { $class } has in lesson { $number }: { $names }. Nothing was changed. Name the subgroup: --group.
fail-not-a-teacher = This person gives no lessons. Nothing was changed.
fail-no-bell = { $class } has no bell for such a lesson. Nothing was changed.
fail-outside-year = That day lies outside the school year. Nothing was changed.
user-added = { $login }: one-time password { $password }. It is not shown again and must be changed at sign-in.
user-password = { $login }: new one-time password { $password }. It is not shown again; earlier sessions are closed.
user-disabled = { $login }: sign-in is closed, entries in the journal stay.
user-state-open = open
user-state-closed = closed
user-state-no-password = no password yet
user-state-one-time = one-time password
demo-preparing = Preparing the training school…
correction-not-allowed = The regulation does not let this person decide on corrections. Nothing was changed. Name the director or a deputy: --by.
correction-already = This correction was answered already. Nothing was changed.
correction-overtaken = The journal has changed since, the correction does not fit any more. Nothing was changed. Decline it, or have it sent again.
correction-no-reason = Declining needs a reason. Nothing was changed. Add --reason.
fail-server-certificate = The certificate cannot be read: { $why }. The server was not started.
fail-lesson-plain = The trainer needs a screen: run it without --plain
user-totp = { $login }: from the next sign-in on a one-time code is needed too. Secret for the phone: { $secret }
    { $address }
    It is not shown again. If the phone is lost: zvonok school user totp { $login } --off.
user-totp-off = { $login }: no one-time codes are asked for any more.
user-joined = { $login }: sees the deadlines of this school too: { $school }.
