# The other ways in: a worker writes down what somebody says, letters from the letter box, and whose number it is.
menu-behalf = File for a resident
behalf-ask-words = What do they say? Type it, send photos or a voice note.
behalf-ask-place = Where is it? Share the place, write a few words, or choose one.
behalf-in-grid = { $grid } (no compound)
behalf-ask-contact = Their name and number? One message is enough, like “Auntie Zhang 138…”. If they would rather not, tap below.
behalf-no-contact = No name, no number
behalf-for-somebody = <b>For a resident</b>
behalf-clock = Handled as “{ $route }”: an answer { $respond }, done { $resolve }.
report-edit-contact = Change name, number
contact-none = No name or number left
contact-line = To reach: { $name }, { $phone }
contact-no-name = no name
contact-no-phone = no number
contact-of = How to reach the person of <b>{ $number }</b>; please use it for this case only.
case-contact = How to reach them

move-link = Link
move-link-done = became the reporter's own

phone-bind = Link my number to see what was filed for me
phone-ask = What a grid worker wrote down for you face to face you can follow yourself once your number is linked. I only compare it and do not keep it.
phone-share = Send my number
form-share-phone-hint = The button below sends your phone number.
phone-bound = { $count ->
    [0] Done. Nothing was filed for this number yet; what is filed later becomes yours at once.
    [one] Done. One case that was filed for you is yours now; see “My cases”.
   *[other] Done. { $count } cases that were filed for you are yours now; see “My cases”.
}
phone-asked = All right. If a grid worker filed something for this number, I ask them whether they know you, and tell you at once.
phone-yes = Yes, that is them
phone-no = No
phone-answered-yes = All right, <b>{ $number }</b> belongs to this resident now.
phone-answered-no = All right, <b>{ $number }</b> stays as it is.
notice-phone-claimed = <b>{ $number }</b> was filed face to face. Somebody says that its number is theirs and wants to follow it. Please call and ask: is it that resident?
notice-phone-linked = { $count ->
    [one] One case that a grid worker filed for you is yours now; see “My cases”.
   *[other] { $count } cases that a grid worker filed for you are yours now; see “My cases”.
}
notice-phone-unknown = The grid worker did not recognise you, so nothing became yours. You can speak to them in person.

error-phone = That number looks wrong. Please check it and write just one. What you filled in is still there.
error-somebody-elses-number = That is somebody else's contact and proves nothing. Please use the button below to send your own number.
error-one-number-a-day = You named a number today already, and the worker has not answered yet. Please try another one tomorrow.
error-answered-already = That was answered already; nothing changed.
error-mailbox-closed = This letter box is no longer in use. Simply tell me what it is about; you can stay anonymous.

mailbox-welcome = This is <b>{ $name }</b>. No name needed: whoever deals with it sees neither your name nor how to reach you, and I still tell you the answer.
mailbox-ask-words = <b>{ $name }</b>: what would you like to say? Type it or send a photo. No name needed: whoever deals with it sees neither your name nor how to reach you.
mailbox-place = around { $name }
letter-instead = It is a letter from the box
letter-ask-box = Which letter box is it from?
letter-ask-pages = A letter from <b>{ $name }</b>: please photograph it, all pages. A few words about it are welcome too.
letter-anonymous = An anonymous letter; there is nobody to ask
letter-again = Another letter
letter-empty = I am here to empty it
