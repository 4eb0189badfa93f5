## Rider supervisors look whether it is gone

party-supervisor = rider supervisor
menu-looks = Have a look
looks-title = These hazards count as solved. Would you look when you pass?
looks-none = Nothing to look at now. Thank you.
look-asked = <b>{ $number }</b> counts as solved. If you pass there: is it gone?
look-safe = A look earns { $points } points. Stop before you take a photo, and do not go out of your way.
look-open = Photos and place
look-gone = Gone
look-there = Still there
look-ask-gone = Wonderful. Please send a photo of how it is now.
look-ask-there = Please send a photo of how it is now; it goes back at once.
look-card = <b>{ $number }</b>: { $found }
look-done-gone = Thank you! <b>{ $number }</b> has passed the check.
look-done-there = Thank you! <b>{ $number }</b> was sent back.
error-look-over = Somebody has looked at { $number }, or it has moved on. No need to go there. Thank you!
error-supervisors-ride = A supervisor is a rider with the two-way agreement. Please accept it with /rider and tap the link again.
