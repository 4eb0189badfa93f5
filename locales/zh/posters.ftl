# What stands on the posters, and what a station's poster opens.
poster-mailbox = 乐呵信箱
poster-mailbox-1 = 有话想说，扫一扫就能投信
poster-mailbox-2 = 不留姓名，办事的人看不到您是谁
poster-mailbox-3 = 有了答复，还在这里告诉您
poster-station = “家门口”党群服务站
poster-station-1 = 扫一扫，有事直接说
poster-station-2 = 微心愿、反映问题、随手拍，都有人管
poster-station-3 = 办到哪一步，随时看得见
poster-scan = 微信或手机相机扫一扫
poster-telegram = Telegram

station-title = <b>{ $name }</b>
station-open = 现在开着，{ $opens } 到 { $closes }
station-closed = 现在没开，开放时间 { $opens } 到 { $closes }
station-feature = 特色：{ $feature }
provision-in-order = { $what }：能用
provision-broken = { $what }：暂时不能用
provision-charger = 充电
provision-water = 饮水
provision-toilet = 厕所
provision-table = 桌椅
