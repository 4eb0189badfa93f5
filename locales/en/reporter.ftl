# What a reporter does with a case that stands: changing its words, adding to it, urging it on.
error-urged-today = You have asked about { $number } today already; whoever deals with it has seen it.
error-said-after-closing = { $number } is done, so nothing was added. If it is not solved, please tap "Not solved" on its card; anything else you can simply send me.
error-said-after-withdrawing = { $number } is not being dealt with any more, so nothing was added. Please tell me again, and I will file it at once.
error-said-after-merging = { $number } was joined to another one; please add it there.
notice-case-added = <b>{ $number }</b>: the reporter has added something. Please have a look.
notice-case-urged = <b>{ $number }</b>: the reporter asks to hurry. Please look at this one first.

move-ask-add = What would you like to add to <b>{ $number }</b>? Words, photos, voice or a place: just send it.
move-ask-edit = <b>{ $number }</b> reads now:
    “{ $words }”
    Please send the whole text as it should be; photos and a place are welcome too.
more-ask-place = Please send a place too, so that whoever comes finds you. A line saying where is fine as well.
more-card = <b>To be added to { $number }</b>
more-card-edit = <b>{ $number } will read</b>
more-words = Words: { $words }
more-go-on = Anything else? Just send it. If not, tap "Send".
said-add = <b>{ $number }</b>: noted; whoever deals with it can see it now.
said-edit = <b>{ $number }</b>: changed; the earlier words are kept too.
said-late = <b>{ $number }</b> has been taken in already, so your new words are noted as an addition.
urged-resolve = Done: they have been asked to hurry. To be solved { $when }.
urged-respond = Done: they have been asked to hurry. Answered { $when }.
urged-today-resolve = { $sentence } To be solved { $when }.
urged-today-respond = { $sentence } Answered { $when }.

edited-message = You changed your message. It was not used in anything you reported, so nothing has changed.
edited-draft = Changed as you wrote it.

more-cancelled = All right, nothing was added. What you reported is being dealt with all the same.
old-draft = You had not finished something: “{ $words }”. What you just sent is kept. Does it belong to that, or is it something else?
old-draft-go-on = Go on with that
old-draft-anew = Drop that, this is new
old-draft-dropped = All right, the earlier one is dropped.

similar-near = Somebody near by has already reported “{ $category }”. Is it the same? Tap “Me too” and you are counted and kept informed; there is no need to send it again.
similar-compound = Somebody in your compound has already reported “{ $category }”. Is it the same? Tap “Me too” and you are counted and kept informed; there is no need to send it again.
similar-line-near = <b>{ $number }</b>  about { $metres } m from you, reported { $day }, met by { $supporters }
similar-line-compound = <b>{ $number }</b>  in the same compound, reported { $day }, met by { $supporters }
similar-mine = <b>{ $number }</b>  reported { $day }; you are part of it already
similar-me-too = Me too { $number }
similar-none = None of these, go on
similar-joined-before = You are part of it already.
