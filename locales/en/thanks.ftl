# Thanks to the rider from residents who met the same thing
case-thank = Thank the rider
case-thanked = Your thanks are on their way, without your name.
notice-rider-thanked = { $number }, which you reported, is solved. { $count ->
    [one] A neighbour who met it too thanks you!
   *[other] { $count } neighbours who met it too thank you!
}
points-thanks = { $count ->
    [one] A neighbour has thanked you once.
   *[other] Neighbours have thanked you { $count } times.
}
error-not-solved-now = This is not solved yet. Thanks can wait until it is.
