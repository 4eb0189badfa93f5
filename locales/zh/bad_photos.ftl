## 用不上的照片：发的时候说，或者收到以后打不开再说

bad-photo-empty = 您发的一张照片是空的，里面什么都没有。请再拍一张发来。
bad-photo-cut_off = 您发的一张照片没有传完整，打不开。请再发一次，或者再拍一张。
bad-photo-no_picture = 您发的一个文件不是照片，打不开。请拍一张照片发来。
bad-photo-heic = 您发的一张是苹果手机的 HEIC 文件，这里打不开。请从相册里选它，当作“照片”发，不要当“文件”发，手机会自己转好；也可以直接再拍一张。
bad-photo-moving = 您发的是动图或视频，这里用不上。请拍一张照片发来。
bad-photo-pixels = 您发的一张照片尺寸太大，打不开。请当作“照片”发，不要当“文件”发，手机会自己缩小。
bad-photo-bytes = 您发的一张照片太大，没有收下。请当作“照片”发，不要当“文件”发，手机会自己缩小。
bad-photo-gone = 您发的一张照片没有收到。请再发一次。
photo-bad-rest = 这一张没有用上，其他内容都在。
photo-bad-of-case = 这一张没有用上，<b>{ $number }</b> 和其他内容都在。
photo-bad-of-solved = 这一张是弄好以后拍的，没有用上，<b>{ $number }</b> 和其他内容都在。请补一张，当场弄好的分才能直接给。
photo-bad-again = 补一张照片
error-photo-not-used = { $why }
