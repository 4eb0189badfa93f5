case-photo-same = ⚠️ 照片与 { $other } 的照片几乎一样（64 位只差 { $distance } 位，镜像、旋转也算），很可能是同一张。确认后就会发积分，请先把两张都看一看。
case-photo-alike = 照片与 { $other } 的照片有些像（64 位差 { $distance } 位）。确认前请把两张都看一看。
