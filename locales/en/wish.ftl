# The wish wall: offering, approving, taking up, fulfilling, thanking; and the months.
move-take_up = Take the wish up
move-give_back = Back on the wall
move-fulfil = Wish fulfilled
move-take_up-done = took the wish up
move-give_back-done = put the wish back on the wall
move-fulfil-done = says that the wish came true
party-taker = party that took the wish up

menu-wishes = Wish wall
menu-our_wishes = Our wishes
command-wishes = The wish wall
case-wall = Wish wall

wish-state-offered = ◇ with the community
wish-state-on_wall = ○ free
wish-state-taken = ◐ being seen to
wish-state-fulfilled = ◕ said to be done
wish-state-confirmed = ● came true
wish-state-thanked = ● came true
wish-state-declined = × not on the wall
wish-state-withdrawn = × taken off

wish-offer-line = Shall it go on the wish wall? Your name is not shown; partners who see it may help. Without your tap it does not.
wish-offer = Put <b>{ $number }</b> on the wish wall?
    The wall shows no name, door or phone, and not what you said: the community writes a line for it first.
    As long as nobody has taken it up you can take it off at any time.
wish-offered = Good, the community has it. I will tell you when it is on the wall.

wish-list-wall = <b>Wish wall</b>
wish-list-wall-none = No such wish is on the wall now.
wish-list-done = <b>Wish wall</b>: come true
wish-list-done-none = Nothing to show yet.
wish-list-approve_list = <b>Wishes for you to look at</b>
wish-list-approve_list-none = No wish waits for you.
wish-list-ours = <b>Wishes that we took up</b>
wish-list-ours-none = None taken up yet. Have a look at the wall?
wish-list-kind = Only: { $category }
wish-row = “{ $wording }”　{ $state }　{ $category }
wish-metres = about { $metres } m
wish-kilometres = about { $kilometres } km
wish-not-worded = (not written yet)
wish-way-ways = Other ways to look
wish-way-back = Back to this page
wish-way-wall = Wish wall
wish-way-kinds = By kind
wish-way-near = Near me
wish-way-done = Come true
wish-way-approve_list = For you to look at ({ $count })
wish-way-ours = Our wishes
wish-way-month = Month by month
wish-all-kinds = All
wish-which-kind = Which kind?
wish-ask-near = Where are you? Share a place and the nearest come first. It is used this once and not kept.
wish-near-used = Good, the nearest come first.

wish-title = <b>Wish { $code }</b>
wish-stands = Now: <b>{ $state }</b>
wish-kind = { $category }　{ $community }
wish-case = Number: { $number }
wish-private = What its owner said (not for the wall): “{ $words }”
wish-proposal = The wall would say: “{ $wording }”
wish-wording = “{ $wording }”
wish-may-not-stand = This cannot stand on the wall: too long, or with a name, door or phone. Please tap “Word it anew”.
wish-reason = Not on the wall: { $reason }
wish-holder = { $role }: { $name }
wish-until = To be done { $when }; if not, the wish goes back on the wall.
wish-how = To reach its owner tap “Write to the owner”, I pass it on. To find the way ask { $community }.
wish-guide = Grid worker who knows the way: { $name }

wish-do-offer = Put it on the wish wall
wish-do-keep = No
wish-do-case = See the case
wish-do-open = See the wish
wish-do-reword = Word it anew
wish-do-approve = Onto the wall as it is
wish-do-decline = Not for the wall
wish-do-withdraw = Take it off
wish-do-take_up = We will do it
wish-do-give_back = We cannot, give it back
wish-do-fulfil = Done
wish-do-thank = Say thanks
wish-do-photo = Add a photo
wish-do-ask = Write to the owner
wish-do-reply = Answer them
wish-do-share = Tell them my name and phone
wish-do-contact = See the contact
wish-do-show = Let everybody see that it came true

wish-ask-reword = What shall the wall say? A line or two, without name, door or phone.
wish-ask-decline = Why not on the wall? The owner will read it; one line, please.
wish-ask-give_back = Why not? One line; community and owner will read it.
wish-ask-fulfil = How did it come true? A few words, please.
wish-ask-fulfil-photo = Wonderful! First a photo, please.
wish-ask-thank = What would you like to say? Words, a photo, a voice note. They do not see your name.
wish-ask-photo = Please send a photo.
wish-ask-photo-photo = Which photo for the wall? No faces, no door numbers. The community looks at it first.
wish-ask-ask = What would you like to tell the owner? I pass it on.
wish-ask-reply = What would you like to tell them? I pass it on without your name.
wish-ask-share = Please write your name and phone; only the party that took the wish up sees it.
wish-check-fulfil = <b>Wish { $code }</b> is done; please check
wish-check-thank = Thanks for <b>wish { $code }</b>; please check

wish-done-approve = On the wall
wish-done-withdraw = Taken off; the case goes on
wish-done-take_up = It is yours, thank you!
wish-done-show = Good, everybody can see that it came true
wish-done-share = They have been told
wish-done-reword = Changed.
wish-done-decline = Noted; the owner will read why.
wish-done-give_back = The wish is back on the wall. Thank you for saying so.
wish-done-fulfil = Thank you! I am asking the owner whether it came true.
wish-done-thank = Passed on, without your name.
wish-done-photo = The photo is there; the community will look at it.
wish-done-ask = Passed on.
wish-done-reply = Passed on.
wish-contact = The owner left: { $contact }
    Please use it for this wish only. That you looked is noted.

wish-to-approve = <b>A wish waits for you</b>; if it is fit, put it on the wall.
wish-news-approved = Your wish is on the wall ({ $code }). I will tell you when somebody takes it up.
wish-news-declined = Your wish did not go on the wall ({ $code }); open it to see why. The case goes on.
wish-news-taken = Your wish was taken up: { $role } { $name }, to be done { $when }.
wish-news-free = Your wish is back on the wall ({ $code }) for the next to take it up.
wish-news-lapsed = The time for wish { $code } is over; it is back on the wall. Thank you all the same.
wish-news-soon = Wish { $code } is to be done { $when }. If you cannot, give it back.
wish-news-asked = { $role } { $name } would like to ask you (wish { $code }):
wish-news-replied = The owner answered (wish { $code }):
wish-news-contact = The owner lets you know their name and phone (wish { $code }).
wish-news-confirmed = The owner says that wish { $code } came true. Thank you!
wish-news-true = Wonderful, wish { $code } came true! Would you like to say thanks?
wish-news-not_fulfilled = The owner says that wish { $code } has not come true; it is back on the wall.
wish-news-ended = Wish { $code } was settled in another way; nothing more to do. Thank you.
wish-news-thanked = The owner thanks you (wish { $code }):
wish-is-it-true = <b>Your wish is said to be done. Did it come true?</b>
    Your wish: “{ $wish }”
    They say: “{ $words }”
wish-came-true = It came true
wish-not-yet = Not yet

wish-month-title = Wishes of <b>{ $name }</b> ({ $role })
wish-month-line = { $year }-{ $month }　taken up { $taken }　fulfilled { $fulfilled }　thanked { $thanked }
wish-month-days = 　{ $days } days on average
wish-month-picture = Wishes of { $name }
wish-month-label = { $year }-{ $month }
wish-month-taken = taken up
wish-month-fulfilled = fulfilled
wish-month-thanked = thanked
wish-month-nothing = No wish taken up in the last half-year.
wish-month-none = This page is for partners, merchants and forces.

error-wish-moved-on = This wish has moved on; please look at its latest card.
error-wish-taken = Just now { $kind ->
    [partner] a partner
    [merchant] a merchant
   *[force] one of the forces
} took it up. Thank you; there are other wishes on the wall.
error-wish-held = Somebody is at work on it already. Tap “Answer them” to say so, or ask your grid worker.
error-own-wish = This is a wish of your own; somebody else has to do that.
error-too-many-wishes = You hold { $limit } wishes already; fulfil one first.
error-reveals-owner = There is { $what ->
    [number] a long number like a phone's
    [door] a door number
   *[name] the owner's name
} in it, which may not stand on the wall. Please word it anew.
error-wording-needed = Please write a line for the wall first.
error-photo-needed = A photo is needed too.
error-contact-needed = Please write your name and phone.
