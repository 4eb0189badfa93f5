## Photos compared: for the community, before it confirms

case-photo-same = ⚠️ Its photo is almost the one of { $other } ({ $distance } of 64 bits differ, mirrored and turned counted too): very likely the same picture. Confirm the hazard all the same; its reporter's points will be held.
case-photo-alike = Its photo is somewhat like the one of { $other } ({ $distance } of 64 bits differ). Once confirmed, somebody looks at both photos before the reporter is paid.
photo-cluster = 👀 The same reporter sent { $reports } reports with { $photos } photos within { $metres } m and { $minutes } minutes. Is it one and the same? Please look.

## Where the points stand

photo-title-hazard = Points for <b>{ $number }</b>
photo-title-look = Points for your look at <b>{ $number }</b>
photo-standing-waiting = A photo is still on its way. It is compared as soon as it is here, and if all is well you are paid.
photo-standing-paid = The photos are fine; points are paid by the rules.
photo-standing-held = { $about ->
        [look] What you found is noted and counts.
       *[hazard] The hazard is confirmed and being dealt with.
    } The points are held for now and not paid.
photo-standing-looked_at = { $about ->
        [look] What you found is noted and counts.
       *[hazard] The hazard is confirmed and being dealt with.
    } The community looks at the photo before it pays; there is nothing you need to do.
photo-standing-refused = The community has looked at the photo; no points are paid this time.
photo-standing-appealed = Your appeal is here and being looked at. You will hear at once.
photo-standing-refused_for_good = The appeal was looked at; no points are paid this time. Thank you for explaining.
photo-waits-community = The community tells you { $when }; if it has not looked by then, the street is asked by itself.
photo-waits-street = The street tells you { $when }; there is nothing you need to do.
photo-waits-passed-on = Nobody looked in the time we promised, sorry. The street has been asked; you will hear at once.
photo-late = <b>Nobody has looked in time and the rider waits: please have a look</b>
photo-because-not_here = The photo has not arrived yet.
photo-because-no_photo = There is no photo to compare.
photo-because-unlike = It is like no earlier photo.
photo-because-like = The photo is somewhat like an earlier one ({ $distance } of 64 bits differ); somebody looks at both.
photo-because-same = The photo is almost one that was used before (only { $distance } of 64 bits differ).
photo-because-unreadable = The photo cannot be opened; somebody has a look.
photo-because-no_after = The photo that shows it solved cannot be opened; somebody has a look.
photo-because-not_compared = The photo was not compared yet; somebody has a look.
photo-own-other = You sent that one yourself, in { $other }.
photo-why = The community says: { $why }
photo-how = <b>What is paid, and what is not</b>
photo-how-paid = <b>How much</b>
    A hazard of yours that is confirmed: { $confirmed } points; a serious one { $serious } more. One that you met too: { $joined }.
    One that you put right on the spot: { $solved } once the community has seen it. A supervisor's look: { $check }.
    It is paid after it was confirmed, and once for each report. At most { $cap } points a day; what is above is not made up for.
photo-how-where = <b>Where</b>
    Inside our street. What lies outside is not filed and earns nothing; you are told whom to call.
photo-how-compared = <b>Photos</b>
    Each is compared with all earlier ones, mirrored and turned as well. What is compared is how it looks, in 64 bits.
    Up to { $alike } bits apart: the same picture; the points are held.
    { $above } to { $person } bits apart: somewhat alike; somebody of the community looks before it pays.
    Further apart: paid at once.
    A photo that cannot be opened is looked at by somebody too.
photo-how-appeal = <b>If it is a mistake</b>
    Tap “Appeal” under the notice and write a line, or take another photo. Somebody else of the staff looks and tells you why. Once for each report.
    Whatever a person has to look at is decided within { $term }; if not, the street is asked by itself and you are told.
photo-button-mine = Its points
photo-button-how = How points are paid
photo-button-appeal = Appeal
photo-button-case = See the report

## Appeal

photo-ask-appeal = What would you like to say about the points for <b>{ $number }</b>? Write a line, or take another photo of the place and send it.
photo-appeal-card = Your appeal about the points for <b>{ $number }</b>. Is this right?
photo-appeal-words = { $about ->
        [look] The supervisor
       *[hazard] The reporter
    } says: { $words }
photo-appealed = Your appeal about <b>{ $number }</b> is here. You will hear as soon as the community has looked; no need to ask again.
error-photo-no-appeal = There is nothing to appeal here: the points were paid, or the community is still looking.
error-photo-appealed = You have appealed this one before; that can be done once. You will hear what comes of it.

## The community looks

menu-rules = How points are paid
menu-photos = Photos to look at
menu-photos-count = Photos to look at ({ $count })
photos-title = Please look at these photos; points are paid after that. The longest waiting come first:
photos-none = There are no photos to look at.
photo-line-hazard = { $number }
photo-line-look = { $number }　a supervisor's look
photo-line-appeal = { $number }　appeal
photo-to-rule = <b>{ $number }</b>: { $about ->
        [look] are the points for a supervisor's look paid
       *[hazard] are its points paid
    }? Please look at the photos
photo-to-rule-appeal = <b>{ $number }</b>: { $about ->
        [look] the supervisor
       *[hazard] its reporter
    } appeals. Please look at the photos again
photo-refused-before = Not paid last time, because: { $why }
photo-decided = Somebody has looked at it.
photo-pair = <b>{ $number }</b>: the first is this one, the second the earlier one
photo-appeal-media = Sent with the appeal
photo-button-open = See both photos
photo-button-pair = See both photos
photo-button-pays = Not the same, pay
photo-button-refuse = Do not pay
photo-button-list = Photos to look at
photo-ask-pays = <b>{ $number }</b>: why is it paid? Tap one, or write a line.
photo-ask-refuse = <b>{ $number }</b>: why is it not paid? { $about ->
        [look] The supervisor
       *[hazard] The reporter
    } reads it; tap one, or write a line.
photo-reason-pays-1 = Not the same photo
photo-reason-pays-2 = The same place, but a new photo
photo-reason-refuse-1 = The same photo as before
photo-reason-refuse-2 = The photo does not show where or what
photo-done-pays = Done: the points for <b>{ $number }</b> are paid, and { $about ->
        [look] the supervisor
       *[hazard] its reporter
    } hears so.
photo-done-refuse = Done: no points for <b>{ $number }</b>; { $about ->
        [look] the supervisor
       *[hazard] its reporter
    } was told why.
photo-ruled-pays = paid
photo-ruled-not = not paid
error-photo-ruled = { $who } has just looked: { $what }. Nothing was changed twice on { $number }.
error-photo-own = Somebody else has to decide about points of your own.
error-photo-own-ruling = You looked the first time; somebody else looks at the appeal.
