# Leave: asking, granting, who stands in, coming back early.

menu-leave = Leave and stand-ins

leave-mine = <b>Leave and stand-ins</b>
leave-none = You have asked for no leave and stand in for nobody.
leave-ask = Ask for leave
leave-board = <b>Leave and stand-ins</b>: please have a look.
leave-board-empty = No leave waits for you, and every grid has somebody.

leave-line-asked = To decide: { $who }, { $first } to { $last }
leave-line-granted = Settled: { $who }, { $first } to { $last }
leave-line-nobody = Nobody yet: { $who }, { $first } to { $last }
leave-line-refused = Refused: { $who }, { $first } to { $last }
leave-line-cancelled = Called off: { $who }, { $first } to { $last }

leave-title = <b>{ $who } on leave</b>, { $first } to { $last }
    Grids: { $grids }
leave-reason = Why: { $reason }
leave-state-asked = Waiting for the community's answer.
leave-state-granted = Granted.
leave-state-refused = Not granted.
leave-state-cancelled = Called off.
leave-answer = The community says: { $answer }
leave-stand-in = { $who } stands in.
leave-offered = { $who } was asked to stand in and has not answered yet.
leave-nobody = Nobody stands in yet, please find somebody soon.
leave-who = Who could stand in? Tap a name and they are asked; please speak first with whoever is in no chat.
leave-name = Ask { $who } to stand in
leave-name-no-chat = { $who } stands in (agreed in person)

leave-step-grant = Grant it, find somebody later
leave-step-refuse = Do not grant it
leave-step-accept = I will stand in
leave-step-decline = I cannot stand in
leave-step-cancel = I do not need it any more
leave-step-call_off = Call this leave off
leave-step-return = Back early, from today

leave-done-grant = Granted, they have been told.
leave-done-refuse = Not granted, they have been told.
leave-done-name = They have been asked; you hear as soon as they answer.
leave-done-accept = Thank you! The walks of those days will come to you.
leave-done-decline = All right, the community will ask somebody else.
leave-done-cancel = It is called off.
leave-done-return = All right, from today the usual worker walks again.
leave-declined = You do not stand in this time. The community will ask somebody else.

leave-ask-first = From which day? Tap one, or write it, for example "next Monday" or "5 December".
leave-ask-last = From { $first } until which day, that day included?
leave-ask-reason = Why? One line is enough, only the community sees it; you may also skip this.
leave-confirm = <b>Leave</b>, { $first } to { $last }. The community will decide and find somebody to stand in.
leave-edit-days = Change the days
leave-sent = The community has it, and you hear as soon as it answers. Until then the walk is still yours.
leave-ask-answer = Why not? One line that they will read; you may also skip this.

leave-news-asked = Somebody asks for leave, please have a look.
leave-news-granted = Your leave is granted.
leave-news-refused = Your leave is not granted.
leave-news-offered = You are asked to stand in. Would that be possible?
leave-news-accepted = Somebody stands in.
leave-news-declined = Nobody stands in on these days, please find somebody else.
leave-news-cancelled = This leave is called off.
leave-news-returned = The worker is back early and walks again from today.
leave-news-not_needed = You are no longer needed to stand in from { $first } to { $last }, thank you.
visit-uncovered-see = Find somebody

error-leave-in-past = Leave begins today or later; days gone by need none.
error-leave-ends-early = The last day lies before the first, please look at the days again.
error-leave-too-long = { $days } days at a time are the most. For more, please speak with the community.
error-leave-overlaps = These days overlap leave that you already have ({ $first } to { $last }). Please call that off first if you want to change it.
error-leave-moved-on = Somebody has dealt with this leave already, or its days are over. Nothing was changed.
error-stand-in-away = They are away on these days too, or no longer work here. Please choose somebody else.
error-no-grid = You look after no grid, so there are no visits to take leave from.

leave-enter = Enter leave for a worker
leave-enter-whose = Whose leave?
leave-enter-nobody = There is no grid worker here.
leave-not-in-chat = { $name } (not in chat)
leave-board-back = Back to leave
leave-entered = Entered and granted. Please choose below who stands in.
