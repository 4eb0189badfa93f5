# The case standard: accepted if, closed if, and terms in words.
case-standard = Standard
case-provisional = The holidays are not published yet; for now only weekends are left out.
standard-of = <b>{ $number }</b>　The standard for { $category }
standard-accepted = <b>Accepted if:</b> { $text }
standard-route = <b>How:</b> { $route }
standard-terms = <b>By when:</b> an answer within { $response }, solved within { $resolution }
standard-closed = <b>Solved if:</b> { $text }

term-minute = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
term-hour = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
term-working_hour = { $count ->
    [one] { $count } working hour
   *[other] { $count } working hours
}
term-working_day = { $count ->
    [one] { $count } working day
   *[other] { $count } working days
}
term-day = { $count ->
    [one] { $count } day
   *[other] { $count } days
}

standard-city_look-accepted = dirt or disorder in the street, and we know where
standard-city_look-closed = it is clean; there is a photo
standard-advertising-accepted = stickers, signs or banners where none belong, and we know where
standard-advertising-closed = they are removed; there is a photo
standard-construction-accepted = dust, a blocked way, no fence, or building without leave, and we know where
standard-construction-closed = the builders have put it right, and it had not come back at the check
standard-street_order-accepted = trading, goods or lines in the way, and we know where
standard-street_order-closed = the way is free; there is a photo
standard-emergency-accepted = something going on that will hurt somebody if it waits; for fire, illness and crime call first
standard-emergency-closed = the danger is over, and somebody has looked
standard-facilities-accepted = a lamp, manhole, lift or the like is broken, and we know which
standard-facilities-closed = it works again; there is a photo. What takes longer is fenced off, and people know until when
standard-property-accepted = what the property managers should do and have not, best after telling them
standard-property-closed = they have done it, or said in writing why they cannot
standard-noise-accepted = we know where it comes from and when
standard-noise-closed = it has stopped or is bearable; somebody went to listen at that time
standard-parking-accepted = parked wrongly, in a fire lane or on somebody's space, and we know where
standard-parking-closed = the way is free, or it is settled with the owner
standard-utilities-accepted = no water, power, gas or heating, or a leak, and we know which home or building
standard-utilities-closed = it is back, and the home was called
standard-neighbours-accepted = a quarrel between neighbours that is not before a court
standard-neighbours-closed = both have agreed, or know where else to go
standard-policy-accepted = a question about rules, or papers that we can fetch and file
standard-policy-closed = it is answered, or the papers are in their hands
standard-help_at_home-accepted = somebody needs a hand at home and cannot do it alone
standard-help_at_home-closed = it is done, and they say so
standard-company-accepted = somebody would like company or a talk
standard-company-closed = somebody was there, and they say so
standard-things-accepted = something to lend, give or find, and we know what
standard-things-closed = it was handed over, and they say so
standard-other-accepted = in the street and under no other heading; what is not ours gets told whose it is
standard-other-closed = it is solved, or they know who is in charge and how to reach them
