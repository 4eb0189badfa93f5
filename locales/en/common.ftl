# Words that every part uses: menu, forms, errors, settings.
menu-title = <b>Doorstep</b> ({ $role })
    Tap what you need, or simply write or send a photo.
menu-wish = I have a wish
menu-complaint = Something is wrong
menu-my = My cases
menu-settings = Settings
menu-hazard = Report a hazard
menu-points = My points
menu-agreement = Two-way agreement
menu-walk = Today's walk
menu-queue = Cases waiting
menu-resume = Go on where I stopped
menu-figures = Figures
menu-people = People and rosters
menu-others = Others
menu-others-count = Others ({ $count })
# A button that names two things is known by either: this is what stands between them.
menu-between = ,| and 
menu-less = Fewer

role-resident = resident
role-rider = rider
role-rider_supervisor = rider supervisor
role-grid_worker = grid worker
role-force = force
role-chief = rotating chief
role-partner = partner
role-merchant = merchant
role-community_staff = community staff
role-street_staff = street staff
role-admin = administrator

help = There is nothing to learn: just tell me, in words, photos, a voice note or a place.
help-numbers = If you know a number, type it to open it, e.g. W-2026-000123.
small-talk = Hello, I am here. Simply say what it is about.
unknown-command = I do not know this command. Just tell me what it is about, or use the menu below.

settings-title = Choose a language:
language-name = English
language-chosen = Fine, I speak English from now on.

form-send = Send it
form-cancel = Stop
form-back = One step back
form-skip = Skip
form-cancelled = Fine, stopped. Nothing was sent.
form-noted = I have kept what you said; it goes along. Please answer this one too:
form-cannot-use = I cannot use this. What you gave before is still there. Words, photos, voice notes and places all work.
form-old-card = This card is out of date. Please look at the newest one, or send /start.
form-put-aside = This one waits here; nothing of it is lost.
form-take-up = Go on with this one
form-sent-already = It has arrived, no need to tap again.
form-share-place = Send where I am
form-share-place-hint = The button below sends where you are.
form-lines = Change more
form-which-line = Which of these?
form-edit-note = Change the words
form-keyboard-away = The button below is gone.

consent-ask = Hello, I am <b>Doorstep</b>, your street's helper.
    To be clear: I keep only what is needed to get things done: the words, photos, voice notes and places that you send. Only the grid workers, the community and the street who deal with it see them. You may stay anonymous. If you do not agree, nothing is kept.
    Do you agree?
consent-agree = I agree
home-ask-street = Which street do you live in?
home-ask-community = Which community do you live in? You can also send a place.
home-ask-compound = Which compound?
home-none-of-these = None of these
join-welcome = Done, thank you. Tell me whenever something comes up.

danger-call = <b>Please call first: { $numbers }</b>
    Get to safety. I am passing your words to the grid worker and the community meanwhile.

error-away = Nothing can be written down at the moment. What you sent is not lost and will be taken up by itself; no need to send it again. If it is urgent, call 119, 110 or 120.
error-broken = Something went wrong with this message. It is noted and somebody will look. What you gave before is still there; please try again.
error-not-found = Not found. Please check the number.
error-not-allowed = This step is not yours to take. Nothing was changed.
error-move-not-open = { $number } has moved on, there is no need to tap again. Please look at the newest card.
error-somebody-was-faster = The { $who } came first ({ $move }). { $number } was not changed again; please see the newest card.
error-reason-needed = Please give a reason, one sentence is enough.
error-evidence-needed = Please say how it was solved; a hazard also needs a photo taken after.
error-own-work = Somebody else has to check what you solved yourself.
error-outside-street = This place is not in our street, so nothing was filed. Please call { $numbers }.
error-consent-needed = You need to agree to the privacy notice first. Please send /start.
error-invitation-invalid = This invitation was used already or has expired. Please ask the community for another.
error-too-many-photos = At most { $limit } photos and voice notes: this one was not taken, those before are all there.
error-too-long = That is too long: { $limit } characters at most. Please send it in parts, or shorter.
error-already-rated = You have rated this already, thank you.
error-too-many-reopenings = This was done again twice; the street itself is in charge now and will get in touch.

command-start = Open the menu
command-my = My cases
command-help = How it works
command-queue = cases waiting for me
command-walk = today’s walk
command-tasks = what we were called to
command-invite = invite people, look after roles
command-rider = the two-way agreement and points
command-cancel = Stop filling in
command-language = Change the language
bot-description = Your street's helper: tell it a wish, a complaint or a hazard, and somebody takes care.

# Above what is repeated, since nobody knows whether it arrived.
said-again = (This may have reached you before.)
