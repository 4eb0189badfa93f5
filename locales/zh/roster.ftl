# The duty roster 排班.
roster-open = 值班表
roster-units = <b>值班表</b>　看哪里的？
roster-board = <b>值班表</b>　{ $unit }，{ $day }
roster-nobody = 这一天还没有人值班。
roster-turn = { $who }（{ $kind }）　{ $since } 到 { $until }
roster-turn-open = { $who }（{ $kind }）　{ $since } 起，一直在
roster-back = 不排 { $who }
roster-add = 排人值班
roster-day = { $day }（{ $count }）
roster-kind = { $kind }（{ $count } 人）
roster-kinds = { $day }排哪一类？
roster-no-kinds = 这里还没有下沉力量。先请人来，再排班。
roster-shift = { $shift } { $since }–{ $until }
roster-shifts = { $day }，{ $kind }：值哪一段？
roster-people = { $day }，{ $kind }，{ $shift }：点名字就排上，再点一次就撤下。
roster-choose = { $who }
roster-chosen = ✓ { $who }
roster-to-board = 看值班表
roster-put = 排上了，会告诉本人。
roster-taken = 撤下了，会告诉本人。
roster-own-turn = { $since } 到 { $until }，{ $unit }（{ $kind }）

shift-all_day = 全天
shift-morning = 上午
shift-afternoon = 下午
shift-night = 夜里

notice-roster-changed = <b>您的值班有变动</b>，现在是：
notice-roster-empty = <b>您的值班有变动</b>：接下来没有排您的班。

error-roster-too-late = 这一段已经过去了，请选后面的。
