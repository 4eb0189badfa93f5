## Riders: the board, badges, platform and area

rider-button-board = This month's board
rider-button-nickname = Join with a nickname
rider-button-off_board = Leave the board
rider-button-badges = My badges
rider-button-about = Platform and area
board-title = <b>This month's points</b>
board-line = { $place }. { $nickname }: { $points }
board-none = Nobody is on the board yet. Will you be the first?
board-mine = On the board you are: { $nickname }
board-not-on = You are not on the board. To join, choose a nickname that is not your real name.
nickname-ask = What shall we call you on the board? 2 to 12 signs, no real name and no number.
nickname-done = Fine, on the board you are <b>{ $nickname }</b>.
error-nickname-unfit = { $what ->
    [length] A nickname has 2 to { $limit } signs. Please choose another.
    [signs] Please use letters and digits only.
    [number] Please leave phone numbers out.
    [name] That looks like a real name. Everybody can see it: please choose another.
   *[refused] That does not fit. Please choose another.
}
error-nickname-taken = Somebody has that nickname. Please choose another.
badges-title = <b>My badges</b>
badge-line = { $category }: { $badge ->
    [1] bronze
    [2] silver
   *[other] gold
} ({ $count } confirmed)
badges-none = No badge yet. The first comes with { $first } confirmed of one kind.
about-platform = What do you ride for?
about-area = In which community do you mostly ride?
about-anywhere = Anywhere
about-done = Noted, thank you.
platform-takeaway = Takeaway
platform-courier = Courier
platform-grocery = Groceries and errands
platform-other = Something else
points-expire-soon = { $points } of your points expire in a month; please use the first of them before { $day }.
agreement-ended-by-us = The community has ended the two-way agreement with you. Reason: { $reason }
    Your points stay yours and still buy things. If you see it differently, please talk with us at a station.
error-agreement-closed = The community ended your agreement. Reason: { $reason }. To accept it again, please talk with the staff at a station.

menu-riders = Riders
riders-title = Riders: tap one
riders-none = No rider has accepted the agreement yet.
riders-nameless = Rider { $id }
riders-end = End the agreement
riders-again = Let them accept again
riders-back = Back to the list
riders-ask-reason = Why? One sentence, which the rider reads.
riders-confirm = End this rider's two-way agreement? Reason: { $reason }
riders-end-sure = Yes, end it
riders-ended = It is ended, and the rider is told. The points stay.
riders-may-sign = Fine, this rider may accept it again.
