## Rider supervisors look whether it is gone

party-supervisor = rider supervisor
party-checker = staff who went to look
menu-looks = Have a look
looks-title = These hazards are closed. Would you look when you pass?
looks-none = Nothing to look at now. Thank you.
look-asked = <b>{ $number }</b> is closed, some { $metres } m from where you mostly are. If you pass there: is it gone?
look-left = Rider supervisors were asked { $rounds } times to look whether <b>{ $number }</b> is gone, and nobody could. Would somebody of the community have a look?
case-look = Look on the spot
look-safe = A look earns { $points } points. Stop before you take a photo, and do not go out of your way.
look-open = Photos and place
look-gone = Gone
look-there = Still there
look-ask-gone = Wonderful. Please send a photo of how it is now.
look-ask-there = Please send a photo of how it is now; it is dealt with again at once.
look-card = <b>{ $number }</b>: { $found }
look-done-gone = Thank you! <b>{ $number }</b> is noted as gone.
look-done-there = Thank you! <b>{ $number }</b> is dealt with again.
look-points = Your points come as soon as the photo is compared.
move-look = Looked on the spot
move-look-done = looked on the spot, gone
error-look-over = Somebody has looked at { $number }, or it has moved on. No need to go there. Thank you!
error-supervisors-ride = A supervisor is a rider with the two-way agreement. Please accept it with /rider and tap the link again.
