# Cases: cards, states, moves, reports, pushes about them.
kind-wish = Wish
kind-complaint = Complaint
kind-hazard = Hazard
kind-need = Need found on a visit

state-submitted = submitted
state-accepted = accepted
state-dispatched = dispatched
state-handling = in progress
state-suspended = on hold
state-resolved = solved, to be checked
state-checked = checked, the rating is awaited
state-closed = closed
state-rejected = not accepted
state-duplicate = joined to another
state-withdrawn = withdrawn

category-city_look = Cleanliness
category-advertising = Advertising
category-construction = Construction
category-street_order = Street order
category-emergency = Emergency
category-facilities = Public facilities
category-property = Property management
category-noise = Noise
category-parking = Parking
category-utilities = Water, power, gas, heating
category-neighbours = Neighbours
category-policy = Policies and papers
category-help_at_home = Help at home
category-company = Company
category-things = Things needed
category-other = Other

route-on_spot = urgent, at once on the spot
route-proxy = fetched and filed for you
route-proactive = found on inspection
route-tracked = accepted and followed up
route-joint = several parties together

party-reporter = reporter
party-worker = grid worker
party-community = community
party-street = street
party-system = system

move-accept = Accept
move-confirm = Confirm
move-confirm_serious = Confirm as serious
move-confirm_solved = True, and gone already
move-reject = Do not accept
move-withdraw = Withdraw
move-start = Start
move-suspend = Put on hold
move-resume = Go on
move-resolve = Solved
move-solve = I solved it on the spot
move-check = Check passed
move-send_back = Send back
move-reopen = Not solved
move-close = Close
move-edit = Change the words
move-dispatch = Assign
move-transfer = Pass to another grid
move-take_over = The street takes over
move-merge = Join to another
move-unmerge = Take apart again
move-categorise = Change the category
move-ask = Ask the reporter
move-add = Add something
move-urge = Hurry it up
move-note = Internal note

move-submit-done = submitted
move-accept-done = accepted
move-confirm-done = confirmed
move-confirm_serious-done = confirmed as serious
move-confirm_solved-done = confirmed, and gone already
move-reject-done = not accepted
move-withdraw-done = withdrawn
move-start-done = started
move-suspend-done = put on hold
move-resume-done = went on
move-resolve-done = solved
move-solve-done = solved it on the spot
move-check-done = checked
move-send_back-done = sent back
move-reopen-done = not solved, done again
move-close-done = closed
move-edit-done = changed the words (the earlier ones are kept)
move-dispatch-done = assigned it
move-transfer-done = passed it to another grid
move-take_over-done = the street took it over
move-merge-done = joined to another
move-unmerge-done = was taken out of the other one
move-categorise-done = changed the category
move-ask-done = asked the reporter
move-add-done = added something
move-urge-done = asked to hurry
move-note-done = wrote an internal note

move-ask-resolve = How was <b>{ $number }</b> solved? A few words, photos are welcome.
move-ask-reject = Why is <b>{ $number }</b> not accepted? The reporter sees this. Tap one or write your own.
move-ask-suspend = What is <b>{ $number }</b> waiting for? One sentence; the reporter sees it.
move-ask-send_back = What is not done yet about <b>{ $number }</b>? One sentence, please.
move-ask-reopen = We are sorry. What is not solved about <b>{ $number }</b>? One sentence, and work starts again.
move-ask-photo = <b>{ $number }</b>: please send a photo taken after.
move-card = <b>{ $number }</b>: { $move }
move-said = Note: { $note }
move-recorded = <b>{ $number }</b> noted: { $move }.

case-title = <b>{ $number }</b> { $kind }
case-state = Now: <b>{ $state }</b>
case-category = Category: { $category }
case-danger = <b>Urgent: please act at once</b>
case-place = Place: { $place }
case-words = “{ $words }”
case-words-hidden = (somebody else’s words: only those who deal with it read them)
case-no-words = (no words)
case-respond-by = An answer comes { $when }.
case-resolve-by = To be solved { $when }.
case-supporters = { $count } people met the same thing.
case-history = <b>What happened</b>
case-line = { $when } { $who }: { $move }
case-line-note = “{ $note }”
case-photos = Photos ({ $count })
case-map = Where it is
case-full = All of it
case-photos-of = Photos of <b>{ $number }</b>

my-cases = <b>Your cases</b>
my-cases-none = You have no cases yet. Just tell me what it is about.
queue = <b>{ $scope }</b>, the most urgent first
queue-none = There are none.
list-row = <b>{ $number }</b> { $state }, { $category }, { $when }
list-row-done = <b>{ $number }</b> { $state }, { $category }
list-first = From the start
list-more = Next page

rate-solved = Solved
rate-not-solved = Not solved
rate-how = <b>{ $number }</b>: are you satisfied?
rate-5 = Very satisfied (5)
rate-4 = Satisfied (4)
rate-3 = So-so (3)
rate-2 = Not really (2)
rate-1 = Not satisfied (1)
rate-thanks = Thank you for your answer

report-ask-words-any = What is it about? Words, photos or a voice note all work.
report-ask-words-wish = What do you wish for? Words, photos or a voice note all work.
report-ask-words-complaint = What is wrong? Words, photos or a voice note all work.
report-ask-words-need = What does this household need? A few words will do.
report-ask-words-more = What is it about? A few words will do, or a voice note.
report-received-photos = { $count ->
    [one] Your photo has arrived.
   *[other] { $count } photos have arrived.
}
report-received-voices = { $count ->
    [one] Your voice note has arrived.
   *[other] { $count } voice notes have arrived.
}
report-received-place = The place has arrived.
report-ask-place = Where is it? Sending a place is fastest, a few words will do too; if it is hard to say, tap “Skip”.
report-ask-media = Please send photos or a voice note.
report-ask-category = What is it about?
report-ask-category-likely = What is it about, roughly? One tap is enough.
report-category-none-of-these = None of these, show all
report-ask-kind = Is it a wish, or something that is wrong?
report-confirm = <b>Is this right?</b>
report-kind = This is: { $kind }
report-category = Category: { $category }
report-words = Words: { $words }
report-media = { $photos ->
    [0] No photo
   *[other] Photos: { $photos }
}{ $voices ->
    [0] {""}
   *[other] , voice notes: { $voices }
}
report-place = Place: { $place }
report-place-shared = the place you sent
report-place-home = where you live
report-place-near = around where you live, without the compound
report-place-household = the household just visited
report-anonymous = Anonymous: those who deal with it do not see who you are
report-anonymous-voice = A voice note is played to them as it is; type instead if they might know your voice.
report-edit-words = Change words
report-edit-category = Change category
report-edit-kind = Change kind
report-edit-place = Change place
report-edit-media = Add photos
report-hide = Stay anonymous
report-named = Not anonymous
report-filed = { $kind } received, number <b>{ $number }</b>.
report-next = Next: you get an answer { $when }. I tell you as soon as something happens.
report-follow = Follow it

notice-case-new = <b>New case { $number }</b>, please have a look.
notice-case-danger = <b>Urgent! { $number }</b>: please act at once.
notice-case-unplaced = Nobody knows yet which grid <b>{ $number }</b> belongs to; please have a look.
notice-case-moved = <b>News:</b> { $who } { $move }.
notice-case-to-check = <b>{ $number }</b> is solved; please check.
notice-case-rate = <b>{ $number }</b> is solved and checked. Do you agree?
notice-case-streets = <b>{ $number }</b> is still not solved after being done over twice: please take it over.
notice-case-back = <b>{ $number }</b> has changed; please have a look.
notice-update-failed = A resident's message could not be handled. It is kept apart; please tell the administrator.
notice-calendar-unconfirmed = This year's public holidays are not announced yet; plain weekends are used meanwhile.

case-withdraw-sure = <b>Really withdraw { $number }?</b>
    It will not be dealt with any more and cannot be brought back; you would have to report it again.
case-withdraw-yes = Withdraw it
case-withdraw-no = Keep it
