# Roster files 花名册: read, compared, put in, given out again.
menu-roster = 花名册

roster-table-community = 社区
roster-table-grid = 网格
roster-table-compound = 小区
roster-table-building = 楼栋
roster-table-household = 户
roster-table-person = 居民
roster-table-care = 重点人群
roster-table-worker = 网格员

roster-what-new = 新增
roster-what-changed = 变更
roster-what-gone = 表里没有了
roster-what-bad = 要改的行
roster-what-told = 提醒

roster-count = { $table }：新增 { $new }，变更 { $changed }，表里没有了 { $gone }
roster-nothing-new = 和现在的花名册一样，没有要改的。
roster-rows = 一共看了 { $rows } 行。

roster-place = 「{ $sheet }」第 { $row } 行
roster-place-cell = 「{ $sheet }」第 { $row } 行 { $cell }
roster-place-sheet = 「{ $sheet }」
roster-cell = { $column } 列（{ $heading }）
roster-times = （第 { $rows } 行也是）
roster-times-more = （第 { $rows } 行等 { $more } 行也是）
roster-finding = { $place }：{ $reason }

roster-bad-phone = “{ $value }”不是电话号码。一格写一个号码。
roster-bad-phone_cut = “{ $value }”被 Excel 变成了科学记数，后面几位没了。请把这一列设成文本，再填一次。
roster-bad-date = 看不懂“{ $value }”是哪一天。可以写 2026-03-01。
roster-bad-no_such_day = 没有“{ $value }”这一天。
roster-bad-name = “{ $value }”不像姓名。
roster-bad-too_long = 太长了，最多 { $value } 个字。
roster-bad-degrees = “{ $value }”不是经纬度。
roster-bad-order = “{ $value }”不是顺序号，写 1、2、3 就行。
roster-bad-category = 没有“{ $value }”这个类别。
roster-bad-address = 看不懂住址“{ $value }”。写成 某某小区3号楼2单元202室，或者分成几列。
roster-bad-formula = 这一格是公式。请复制后选“只粘贴值”。
roster-bad-missing = 没有填。
roster-bad-ends_before = 结束早于开始。
roster-bad-half_a_place = 经度和纬度要一起填。
roster-bad-twice = 和第 { $value } 行重复。
roster-bad-one_grid = 一栋楼只能在一个网格里。跨网格的，在「户」里写网格。
roster-bad-unknown_community = 没有“{ $value }”这个社区。
roster-bad-not_yours = “{ $value }”不归您管，没有动。
roster-bad-which_community = 看不出是哪个社区，请加一列“社区”。
roster-bad-unknown_compound = 没有“{ $value }”这个小区。请先写进「小区」表。
roster-bad-unknown_building = 没有“{ $value }”这栋楼。请先写进「楼栋」表。
roster-bad-unknown_grid = 没有“{ $value }”这个网格。请先写进「网格」表。
roster-bad-no_grid = { $value } 不在任何网格里，先算社区的，由社区安排。
roster-bad-two_households = 这个人在第 { $value } 行已经住在另一户。一个人只能在一户。
roster-bad-same_name = 同一户有同名的人，分不出是谁。请给每人加“编号”。
roster-bad-elsewhere = 同名同电话的人已经在别的社区的花名册上。请街道来转。
roster-bad-shared_phone = 和第 { $value } 行（另一户）是同一个电话，请核对。
roster-bad-which_person = 只有姓名，认不出是谁。请加住址、电话或编号。
roster-bad-unknown_person = 花名册上没有{ $value }。请先写进「居民」表。
roster-bad-worker_phone = 和第 { $value } 行的网格员是同一个电话。
roster-bad-no_chat = 网格员{ $value }还没有进来聊天，收不到提醒。请在“邀请”里请进来。
roster-bad-hidden_sheet = 这张表是隐藏的，没有读。
roster-bad-no_heading = 没有认出表头，没有读。
roster-bad-unread = 没有读这几列：{ $value }。这一类表里用不上；重点人群、户、网格员请各用一张表，按模板填。
roster-bad-no_table = 没有一张表认得出来。请照模板写表头。

roster-not-a_table = 这不是表格。请发 .xlsx 或者 .csv 文件。
roster-not-old_excel = 这是旧的 .xls，或者设了密码。请另存为 .xlsx、去掉密码再发。
roster-not-broken = 这个文件坏了，打不开。请在 Excel 里另存一份再发。
roster-not-bomb = 这个文件解开以后太大，没有打开。
roster-not-empty = 这个文件是空的。
roster-not-too_many_rows = 行数太多，请分几次发。
roster-not-too_slow = 读得太久，停下来了。请分几次发。
roster-not-too_large = 这个文件太大，请分几次发。
roster-not-lost = 文件取不到了，请再发一次。
roster-not-not_yours = 您现在不管花名册了，所以没有导入，什么都没有动。

error-roster-blocked = 还有要改的行，先改好再导入。什么都没有动。
error-roster-changed = 刚才有人动过这份花名册，请再看一遍。什么都没有动。
error-roster-over = 这份文件已经处理过了。

roster-file-begin = <b>花名册</b>
    把 Excel（.xlsx）或 .csv 直接发给我。我先看一遍，告诉您新增了谁、变了什么、哪几行要改，您点了“导入”才会动。
roster-file-template = 要一份模板
roster-file-export = 导出现在的花名册
roster-file-which = 导出哪个社区的？
roster-file-template-sent = 模板在这里，每一列的说明在表头上。
roster-file-export-comes = 正在准备，马上发给您。请保管好，用完删掉。
roster-file-export-at = 正在准备{ $name }的花名册：已经写了 { $rows } 行……
roster-file-export-not = 您现在不管这个社区的花名册了，没有给您。
roster-file-export-sent = { $name }的花名册。里面有个人信息，请保管好，用完删掉。
roster-file-taken = 收到，正在看……
roster-file-reading = 正在看《{ $name }》：已经看了 { $rows } 行……
roster-file-comparing = 《{ $name }》的 { $rows } 行都看完了，正在核对会有什么变化……
roster-file-putting = 正在导入《{ $name }》……要么全部成功，要么什么都不动。
roster-file-putting-read = 正在导入《{ $name }》：再核对一遍，已经看了 { $rows } 行……要么全部成功，要么什么都不动。
roster-file-putting-write = 正在导入《{ $name }》：{ $rows } 行都核对过了，正在写进花名册……要么全部成功，要么什么都不动。
roster-file-done = <b>导入好了</b>　《{ $name }》
roster-file-after = 走访任务从明天起按新的花名册排。您发的文件我没有留，聊天里的也会删掉。
roster-file-left = 没有导入《{ $name }》，什么都没有动。
roster-file-refused = 《{ $name }》没有读成：{ $why }
roster-file-shown = <b>看过了，还没有导入</b>　《{ $name }》
roster-file-changed-meanwhile = 刚才有人动过这份花名册，这是最新的结果，请再看一遍。
roster-file-bad = <b>要改的行：{ $count }</b>
roster-file-told = <b>提醒：{ $count }</b>
roster-file-finding = · { $line }
roster-file-more = …… 还有 { $count } 行，点“明细”看。
roster-file-put-right = 请改好这些行，再发一次。什么都没有动。
roster-file-gone = 有 { $gone } 项花名册上有、表里没有了：可以留着不动，也可以从今天起结束。
roster-file-put = 导入
roster-file-put-keep = 导入，表里没有的留着
roster-file-put-end = 导入，并结束表里没有的 { $gone } 项
roster-file-list = 明细（表格）
roster-file-list-sent = 明细在这张表里。里面有个人信息，用完请删掉。
roster-file-forgotten = 明细已经不在了，请再发一次文件。
roster-file-leave = 不导入

roster-list-name = 花名册明细.xlsx
roster-list-title = { $name }：明细
roster-list-what = 情况
roster-list-where = 在哪里
roster-list-about = 谁、什么
roster-list-why = 说明

roster-book-name = 花名册-{ $name }.xlsx
roster-book-title = { $name }花名册
roster-template-name = 花名册模板.xlsx
roster-template-title = 花名册模板
roster-template-read = 说明
roster-template-how = 怎么填
roster-template-lines =
    1. 每张表一类：网格、小区、楼栋、户、居民、重点人群、网格员。用不着的表空着就行。
    2. 空着的格子不改任何东西。要清空电话、类别、结束日期，就写“无”。
    3. 日期写 2026-03-01、2026/3/1、2026.3.1、2026年3月1日、20260301 都行。
    4. 电话一格一个。多出来的列、标题行、合并的单元格都没关系。
    5. 一张表只管它提到的楼栋和网格：提到的楼栋里没写的人，会问您要不要结束。
    6. 发给机器人以后先看结果，再点“导入”。
roster-hint-needed = 必填。{ $about }
roster-hint-free = 可以不填。{ $about }
roster-hint-community = 社区的名字。只有一个社区时不用填。
roster-hint-grid = 网格，比如 第3网格、三网格、3。
roster-hint-compound = 小区的名字。
roster-hint-building = 楼栋，比如 3号楼、3栋。
roster-hint-door = 门，比如 2单元202室。也可以把单元和房号分成两列。
roster-hint-number = 你们自己的人员编号。有编号，改名搬家也认得出。
roster-hint-name = 姓名。
roster-hint-phone = 电话，一格一个。
roster-hint-category = 类别，几个之间用顿号。
roster-hint-since = 从哪天起。
roster-hint-until = 到哪天止。
roster-hint-note = 要让走访的人知道的。加密保存。
roster-hint-order = 走访时先后的顺序，1、2、3。
roster-hint-lat = 纬度（WGS84），比如 29.5647。
roster-hint-lon = 经度（WGS84），比如 106.5507。
roster-hint-household-since = 哪天住进来的，空着算今天。
roster-hint-household-until = 这一户哪天起没有了。
roster-hint-person-until = 哪天搬走。
roster-hint-care-since = 从哪天起要多走访，空着算今天。
roster-hint-care-until = 到哪天止。
roster-hint-worker-since = 从哪天起负责，空着算今天。
roster-hint-worker-until = 到哪天止。

roster-matters = <b>花名册里还没办妥的</b>
roster-matters-none = 花名册里没有没办妥的，都好。
roster-matters-back = 回到花名册
roster-matters-open = 还没办妥的
roster-matters-name = 花名册还没办妥的.xlsx
roster-matters-title = 花名册里还没办妥的
roster-matter-named = · { $name }
roster-matter-more = …… 还有 { $count } 个
roster-matter-grid_without_worker = 没有网格员的网格：{ $count }
roster-matter-worker_without_chat = 还没进来聊天的网格员（收不到提醒，请用“邀请”请进来）：{ $count }
roster-matter-household_without_grid = 不在任何网格里的户，先算社区的；有几栋楼：{ $count }
roster-matter-shared_phone = 不同户却同一个电话的人，请核对：{ $count }
roster-matter-shared_number = 不同户却同一个编号的人，请核对：{ $count }
roster-matter-care_ends_before = 结束早于开始的重点人群：{ $count }
roster-matter-grid_without_boundary = 没有画边界的网格：{ $count }
roster-matter-building_without_place = 没有位置的楼栋：{ $count }
roster-hint-staircase = 单元，比如 2。和房号分开写时用。
roster-hint-address = 整个住址写在一格：某某小区3号楼2单元202室。有小区、楼栋、房号三列时不用。

roster-page-title = 花名册：手里有一份 Excel，怎么交
roster-page-about =
    社区工作人员在菜单里点“花名册”，可以要一份模板；手里已有的台账也可以直接发。
    支持 .xlsx 和 .csv（UTF-8 或 GB18030）。机器人先看一遍，逐行告诉您要改哪里；您点“导入”才会动，要么全部成功，要么什么都不动。
    同一份文件发两次，第二次什么都不变。只能改自己社区的。
roster-page-sheet = 工作表的名字里有这些字就认得：{ $names }。名字认不出时，看有哪些列。
roster-page-column = 列
roster-page-also = 也可以写
roster-page-means = 意思
roster-page-words = 类别怎么写
roster-page-category = 类别

roster-boundaries = 边界：新增或变更 { $new }，没变 { $same }
roster-feature = 图形 { $feature }
roster-boundary-no_geojson = 这不是 GeoJSON 的 FeatureCollection，或者太大。
roster-boundary-no_name = 没有名称，请写在这些属性之一：{ $value }。
roster-boundary-unknown_grid = 没有“{ $value }”这个网格。
roster-boundary-which_grid = “{ $value }”不止一个，请加上属性“社区”。
roster-boundary-twice = 这个网格画了两次。
roster-boundary-no_polygon = 不是一个完整的面（Polygon）。
roster-boundary-not_here = 不在中国。可能经度纬度写反了，应该先经度后纬度，WGS84。
roster-boundary-crosses = 边界自己交叉了：{ $value }
roster-boundary-hole = 中间有洞，网格不能有洞。
roster-boundary-outside = 有一块超出了{ $value }。
roster-boundary-overlaps = 和{ $value }重叠。
roster-boundary-buildings = 这些楼不在边界里，请核对：{ $value }
