# 谁看过重点人群等敏感信息：街道管理员查。

menu-care_log = 查看记录
command-care_log = 谁看过敏感信息
care-log-title = <b>谁看过敏感信息</b>（新的在前；不显示门牌）
care-log-narrowed = 只列出您选的。
care-log-none = 没有记录。
care-log-line = { $when }　{ $name }
    　　{ $what }：{ $place }
care-log-home = { $place } 户{ $household }
care-log-button-who = 只看某人
care-log-button-home = 只看某户
care-log-button-day = 只看某天
care-log-by_who = 只看谁的？
care-log-by_home = 只看哪一户？
care-log-by_day = 只看哪一天？
care-log-back = 回到记录
care-log-all = 看全部
looked-household = 看了住户卡片
looked-visit_notes = 看了走访备注
looked-visit_corrected = 更正了走访
looked-unmet_told = 收到了没人应门的急讯（有门牌）
looked-unmet_known = 看了没人应门那户的情况
looked-roster_matters = 看了花名册里待理的事
looked-roster_looked = 看了花名册文件里的名单
looked-roster_given_out = 导出了花名册
looked-walk = 看了今天的走访
looked-walk_map = 看了今天走访的地图
looked-reminded = 收到了走访提醒（有门牌和姓名）
