# «Исправления»: requests that wait for an approval.
title-corrections = Corrections
context-corrections = Corrections
action-corrections = corrections
action-approve = approve
action-decline = decline
hint-corrections = corrections
hint-approve = approve
hint-decline = decline
hint-corrections-give-up = take back
hint-corrections-open = journal
heading-day = day
heading-whose = pupil
heading-journal = journal
heading-change = was → asked
heading-asker = who asks
corrections-asked = Reading the requests…
corrections-missing = Requests are only on the server, and it cannot be reached. F5 asks again.
corrections-none = No correction waits for an approval.
corrections-count =
    { $n ->
        [one] { $n } correction waits. The journal is still as it was.
       *[other] { $n } corrections wait. The journal is still as it was.
    }
corrections-count-more = More than { $n } corrections wait; these are the oldest. The journal is still as it was.
deadlines-corrections = corrections to decide: { $n } — { $key }
corrections-asked-by = { $who }, { $time }. Explanation:
corrections-no-explanation = without an explanation
corrections-pupil-hidden = pupil hidden
corrections-approve-prompt = Approve. A word, if needed:
corrections-decline-prompt = Decline. Why (the teacher will see it):
corrections-no-reason = A request is not declined without a reason: the teacher must know why
corrections-approved = The correction is in the journal; the teacher will see the new value
corrections-declined = Declined, the journal is as it was; the teacher will see why
corrections-taken-back = The request was taken back, the journal is as it was
corrections-others-answer = Deputy and director answer requests. An own request can be taken back
corrections-not-own = Only who made the request can take it back
screen-corrections-overtaken = The journal has changed since, this correction does not fit any more. Decline it: the teacher will ask anew.
screen-corrections-answered = This request was answered or taken back already. F5 reads the list anew.
screen-corrections-not-allowed = By the school's regulation another role answers requests. Nothing changed in the journal.
notice-no-corrections = Requests for corrections are not shown to this role
