# One's own data: a copy, taking back the consent, erasing everything.

command-my_data = my data: a copy, or erase
menu-my_data = My data
data-title = <b>My data</b>
data-agreed = You agreed to version { $version } of the privacy notice ({ $when }).
data-not-agreed = You have not agreed to the privacy notice now, so we write nothing new down.
data-nothing = We hold nothing about you. There is nothing to copy or erase.
data-offers = At any time you can
    · get a copy of what we hold about you
    · have all of it erased
    · take your consent back
data-button-export = Give me a copy
data-button-erase = Erase everything
data-button-withdraw = Take back my consent
data-withdrawn = Done, your consent is taken back. From now on we write down nothing new of yours unless you agree again. Reports under way are finished, and you hear what came of them.

    What we held before is still here. Shall we erase all of it, too?

erase-title = <b>Erase everything: please read this first</b>
erase-title-for = <b>Erase everything for this resident</b>
    Only if they ask for it themselves, face to face. Who did it is written down. Please read this to them first:
erase-goes = <b>Gone at once</b>
    · name, phone, address, nickname and settings
    · what was said in { $chats } { $chats ->
        [one] chat
       *[other] chats
    }, and what was not finished
erase-goes-files = · { $count } photos and voice notes that were sent
erase-goes-cases = · the words of { $count } finished reports
erase-goes-points = · { $points } points and { $vouchers } unused vouchers: they are worth nothing afterwards
erase-goes-wishes = · { $count } wishes on the wall: they are taken down
erase-goes-visits = · the entry on the community's roster, care categories and notes of visits; <b>the grid worker no longer calls</b>
erase-stays = <b>Stays, but says nothing of the person</b>
    · numbers, kinds and steps of reports, without name or phone
erase-stays-open = · { $count } reports under way go on: names and numbers in the words are covered, and the words go when they are done
erase-stays-rest = · movements of points and counts of visits, as bare numbers
    · as the rules demand, that somebody was erased, when and by whom: ids only
erase-cannot = What has arrived on other people's phones we cannot take back. Nothing can be restored afterwards.
erase-export-first = If you want to keep a copy, ask for it first.
erase-button-sure = I have read it, go on
erase-button-gone = Yes, erase everything
erase-button-keep = Keep it
erase-sure = One last time: <b>really erase everything?</b>
    Please confirm within { $minutes } minutes.
erase-kept = All right, nothing was erased.
erase-done-toast = Everything is erased.
erased-last-word = All your data are erased, and what was said here before is being cleared.

    On Telegram, please delete this chat on your phone to remove older messages.
    If you come back, just send /start: we will meet as if for the first time.
resident-erased = A resident of { $compound } { $building } had their data erased and is no longer visited.
    If they still need looking after, please ask them in person and enter them anew.
erase-resident-button = Somebody asks to be erased
erase-resident-who = Who asked for it, face to face?
erase-resident-done = Everything is erased, and that you did it is written down. Please delete the row in the office's own table, too, or the next import brings it back.

move-erase = Erase
move-erase-done = reporter erased their data and cannot be reached

error-exported-lately = You had a copy just now. You can ask again from { $time } on { $day }/{ $month } on.
error-role-first = You still hold: { $roles }. Please have it ended by whoever gave it to you, so that somebody takes over; then come back.
error-erasure-stale = That was asked too long ago. Please choose "Erase everything" again.
error-erased-already = It was erased before; there is nothing left.

data-export-title = My data
data-export-made = Everything that Doorstep held about you at { $when }. It was sent to you alone: keep it safe.
data-export-page = my-data.html
data-export-archive = my-data-{ $number }.zip
data-export-comes = All right, it is being put together and comes here in { $count } files, first a page to read.
    It is sent in this chat only; we keep no copy.
data-export-here = This page opens with a tap, in large type. Photos, voice notes and the data for computers follow in { $of } { $of ->
        [one] archive
       *[other] archives
    }.
data-export-part = Archive { $number } of { $of }.
data-note-of-others = (the note speaks of others of the household too: please see it at the community office)
data-yes = yes
data-no = no
looked-case_contact = looked up how a reporter is reached
looked-wish_contact = looked up how a wish's owner is reached
data-of-identity = Who I am
data-of-chats = Where I chat
data-of-consents = Notices I agreed to
data-of-roles = Roles I held
data-of-phones = Phone numbers I bound
data-of-cases = What I reported
data-of-steps = What was done about it
data-of-ratings = My ratings
data-of-joined = What I met too
data-of-wishes = My wishes
data-of-care = Why I am looked after
data-of-visits = Visits to me
data-of-looks = Who looked at my data
data-of-homes = Where I lived before
data-of-agreements = Agreements I accepted
data-of-rider = About me as a rider
data-of-points = Points
data-of-vouchers = Vouchers
data-of-check_ins = Check-ins
data-of-asked_to_look = Hazards I was asked to look at
data-of-appeals = My appeals about points
data-of-quieted = Reminders I get less of
data-of-files = Photos and voice notes I sent
data-is-name = name
data-is-phone = phone
data-is-number = number
data-is-nickname = nickname
data-is-community = community
data-is-compound = compound
data-is-address = address
data-is-language = language
data-is-large_type = large type
data-is-since = since
data-is-until = until
data-is-channel = channel
data-is-version = version
data-is-at = when
data-is-reason = why
data-is-role = role
data-is-unit = unit
data-is-platform = platform
data-is-proven = proven
data-is-refused = not known
data-is-kind = kind
data-is-category = category
data-is-state = state
data-is-words = words
data-is-anonymous = anonymous
data-is-place = place
data-is-lat = latitude
data-is-lon = longitude
data-is-closed = closed
data-is-by = by
data-is-step = what was done
data-is-solved = solved
data-is-stars = stars
data-is-shown = shown on the wall
data-is-thanks = thanks
data-is-points = points
data-is-what = what
data-is-way = how
data-is-file = file
data-is-corrected = put right later
data-is-metres = about how many metres
data-is-found = found
data-is-looked = looked at
