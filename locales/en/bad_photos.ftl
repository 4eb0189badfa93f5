## Photos that cannot be used: said when they are sent, or once they are here and do not open

bad-photo-empty = A photo that you sent is empty. Please take another.
bad-photo-cut_off = A photo that you sent did not come through whole and does not open. Please send it again, or take another.
bad-photo-no_picture = A file that you sent is no photo. Please take one and send it.
bad-photo-heic = One is an iPhone's HEIC file, which does not open here. Please pick it from your photos and send it as a photo, not as a file: the phone converts it by itself. Or just take another.
bad-photo-moving = That is a moving picture or a video, which cannot be used here. Please take a photo and send it.
bad-photo-pixels = A photo that you sent is too large to open. Please send it as a photo, not as a file: the phone makes it smaller.
bad-photo-bytes = A photo that you sent is too large and was not taken. Please send it as a photo, not as a file: the phone makes it smaller.
bad-photo-gone = A photo that you sent did not arrive. Please send it again.
photo-bad-rest = It was left out; everything else is there.
photo-bad-of-case = It was left out; <b>{ $number }</b> and everything else is there.
photo-bad-of-solved = It was to show that it is solved, and could not be used. <b>{ $number }</b> and everything else are kept. Please send another: then the points for solving it need no second look.
photo-bad-again = Send another photo
error-photo-not-used = { $why }
