## Time, for everybody

when-today = today
when-tomorrow = tomorrow
when-yesterday = yesterday
when-weekday = { $weekday ->
    [1] Mon
    [2] Tue
    [3] Wed
    [4] Thu
    [5] Fri
    [6] Sat
   *[7] Sun
}
when-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
when-day = { when-weekday } { $day } { when-month }
when-day-of-year = { when-weekday } { $day } { when-month } { $year }
when-by = by { $time }, { $day }
when-moment = { $day } { when-month } { $time }

## The two-way service agreement

agreement-text = <b>Two-way service agreement</b> (version { $version })
    You are on the road every day and see first when something is wrong. With this you become one of our mobile grid workers.

    <b>What we do for you</b>
    Come in and rest at any station: a charger, hot water, a toilet, a table and chairs.
    A hazard of yours earns { $confirmed } points once it is confirmed; a serious one { $serious } more; one that others reported and you met too, { $joined }. At most { $cap } a day.
    Points last { $months } months and buy useful things and services.
    You hear what became of everything that you report.

    <b>What we ask of you</b>
    Report truthfully: what you saw, nothing staged, nothing made bigger.
    Safety first: never take photos while riding. Stop, stand somewhere safe, then take one.
    Respect others: no faces, no number plates, nobody's home.
agreement-live = You have been a mobile grid worker since { $day }. Thank you.
agreement-accepted = Done, thank you! From today you are one of our mobile grid workers.
    When you see a hazard, stop, take a photo and send it to me.
agreement-changed = The two-way agreement has a new text; please have a look. What you have reported counts as before; please sign this one before your next report.
agreement-end-ask = Do you really want to end it? Hazards will earn no points then, nor will those that wait to be confirmed. Those that you have stay yours, and you can come back at any time.
agreement-ended = Fine, it is ended. Your points are still there, and you can come back at any time. Ride safely.
error-agreement-needed = Please accept the two-way agreement first: it is in the menu, or send /rider. What you gave before is still there.

rider-button-points = My points
rider-button-history = Where they came from
rider-button-older = Earlier
rider-button-back = Back to my points
rider-button-hazard = Report a hazard
rider-button-agreement = Two-way agreement
rider-button-accept = I agree
rider-button-end = I want to end it
rider-button-keep = Keep it
rider-button-end_sure = Yes, end it

## Hazards

hazard-ask-photo = Stop first, then take it: please send a photo of the hazard. Several are fine.
hazard-ask-more = There are { $photos } photos already. Send another if you like.
hazard-ask-place = The photo is here. Where is it?
hazard-ask-place-words = The photo and your words have arrived. Please send the place too, so that it is found.
hazard-ask-words = What would you like to add? One sentence is enough, a voice note works too.
hazard-similar = { $count ->
    [0] There is no such hazard near by any more. Just go on.
   *[other] Somebody reported something like this near by. Is it the same one?
}
hazard-similar-line = <b>{ $number }</b> { $metres } m away, reported { $day }, met by { $supporters }: { $words }
hazard-similar-mine = <b>{ $number }</b> { $metres } m away, reported { $day }, you are in it already: { $words }
hazard-me-too = I met it too: { $number }
hazard-different = Not the same one
hazard-confirm = <b>Is this right?</b>
hazard-photos = Photos: { $photos }{ $voices ->
    [0] {""}
   *[other] , voice notes: { $voices }
}
hazard-place = Place: the one that you sent
hazard-words = Note: { $words }
hazard-category = Category: <b>{ $category }</b>
hazard-may-earn = Once confirmed it earns { $confirmed } points; a serious one { $serious } more.
hazard-ask-category = What is it about? Tap what fits best.
hazard-category-other = None of these
hazard-edit-category = Change category
hazard-solved-yes = I solved it on the spot
hazard-solved-last = Solved; the last photo is of after: send
hazard-solved-no = It is not solved yet
hazard-ask-after = Wonderful! Please send a photo taken after.
hazard-after = Taken after: { $photos }
hazard-solved-may-earn = Once the community has looked, it earns you { $solved } points.
hazard-edit-media = Add a photo
hazard-edit-place = Change place
hazard-edit-words = Add words
hazard-filed = Your hazard is here: <b>{ $number }</b>. Thank you for stopping to take it.
hazard-next = Next: the community checks it { $when }, and I tell you at once what came of it.
hazard-follow = What became of it
hazard-join-joined = Noted: you met <b>{ $number }</b> too, that makes { $supporters } of you. I tell you what becomes of it.
hazard-join-already = You joined <b>{ $number }</b> before. I tell you what becomes of it.
hazard-join-own = <b>{ $number }</b> is your own, and it is being dealt with.
hazard-join-closed = <b>{ $number }</b> is closed, so you were not added. If it is not gone, please send another photo.
hazard-join-may-earn = Once confirmed it earns you { $points } points.

## Points

points-balance = You have <b>{ $balance }</b> points
points-to-reward = { $left } more to the next reward.
points-reward-reached = That is enough for a reward.
points-today = Earned today: { $earned }, at most { $cap } a day.
points-expiring = Please use { $points } of them before { $day }; the oldest are used first.
points-lots = What expires when:
points-lot = – { $year }-{ $month }: { $points } points
points-lots-later = – later: { $points } points
points-how = When you see a hazard, send a photo; once it is confirmed it earns points.
points-history = <b>Where your points came from</b>, newest first
points-history-none = Nothing yet. When you see a hazard, send a photo; once it is confirmed it earns points.
points-line-in = { $when } plus <b>{ $points }</b>, { $reason } { $number }
points-line-out = { $when } minus <b>{ $points }</b>, { $reason } { $number }
points-line-none = { $when } no more points: the day's limit was reached. { $reason } { $number }
points-reason-hazard_confirmed = hazard confirmed
points-reason-serious_hazard = serious hazard
points-reason-hazard_joined = hazard that you met too
points-reason-solved_on_spot = solved on the spot
points-reason-supervisor_check = checked on the spot
points-reason-station_check_in = station check-in
points-reason-activity = activity
points-reason-reversal = correction
points-reason-expired = expired
points-for-hazard_confirmed = Your hazard <b>{ $number }</b> was confirmed. Thank you!
points-for-serious_hazard = Your hazard <b>{ $number }</b> was confirmed as a serious one. Thank you, that helped a lot!
points-for-solved_on_spot = The community has looked at <b>{ $number }</b>, which you solved on the spot. Thank you!
points-for-hazard_joined = Hazard <b>{ $number }</b>, which you met too, was confirmed. Thank you!
points-for-supervisor_check = You had a look at <b>{ $number }</b>. Thank you for going there!
points-earned = You earned <b>{ $points }</b> points and have { $balance } now.
points-capped = That is all for today: at most { $cap } points a day.
error-not-enough-points = Not enough points. Nothing was taken.
