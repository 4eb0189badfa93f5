# Calls after closing 回访.
menu-callbacks = Call back
menu-callbacks-count = Call back ({ $count })
party-caller = call-back

callback-title = <b>Call-backs</b>: cases that were drawn, to ask how it really went.
callback-month = This month: { $called } called back, { $reached } reached, { $solved } solved, { $satisfied } satisfied.
callback-waiting = Waiting for your call, the longest closed first:
callback-none = Nothing waits for your call now. What you handled or checked yourself is called back by others.

callback-of = <b>{ $number }</b> { $category }, call-back
callback-done = What was done:
callback-said-nothing = The reporter has not rated it.
callback-said-not-solved = The reporter's own answer: not solved.
callback-said = The reporter's own answer: solved, satisfaction { $satisfaction }.
callback-anonymous = This reporter is anonymous: tap “Ask in the chat”; no name and no number is shown.
callback-tries = Tried { $count } times in vain; after { $most } it counts as not reached.
callback-was-asked = Asked in the chat { $when }; waiting for the answer.

callback-ask = Ask in the chat
callback-note = Note the result
back-callbacks = Call-back list
callback-asked = Asked; the answer is noted by itself

callback-ask-reached = <b>{ $number }</b>: did you reach them?
callback-ask-reached-anonymous = <b>{ $number }</b>: an anonymous reporter answers in the chat; you only note that there is no answer yet.
callback-reached-yes = Reached
callback-reached-no = Not reached
callback-ask-solved = <b>{ $number }</b>: is it solved?
callback-ask-satisfaction-call = <b>{ $number }</b>: is the reporter satisfied?
callback-ask-satisfaction-own = <b>{ $number }</b>: are you satisfied?
callback-ask-why-call = <b>{ $number }</b>: what is not solved? A sentence, and it is taken up again.
callback-ask-why-own = <b>{ $number }</b>: what is not solved? Write a sentence and we take it up again.
callback-ask-note-call = <b>{ $number }</b>: anything else to note? A sentence, or skip.
callback-ask-note-own = <b>{ $number }</b>: anything else you would like to say? Or skip.
callback-confirm = <b>{ $number }</b>: the result of the call-back, please look it over:
callback-recorded = <b>{ $number }</b>: noted, thank you.
callback-recorded-own = <b>{ $number }</b>: noted, thank you for telling us.
callback-recorded-reopened = <b>{ $number }</b>: noted; what is not solved is taken up again.

notice-callback-asked = <b>{ $number }</b> ({ $words }) was closed a while ago. Honestly: is it solved, and are you satisfied?

error-callback-over = This call-back has its result, or the case is being dealt with again: nothing more to note.
error-own-work-not-called = What you handled, checked or reported yourself is called back by somebody else.
error-asked-through-chat = An anonymous reporter is not called: tap “Ask in the chat” first, and they answer there.
error-callback-asked-today = Asked today already; let us wait for the answer.
error-callback-nobody-in-chat = This was written down for somebody who is not in the chat: please call or visit.
