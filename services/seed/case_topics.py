"""What the cases of the demo are about: invented, in the words people use, without a word of danger in them."""

from typing import NamedTuple

from domain.case_flow import CaseKind, HandlingRoute

K, R = CaseKind, HandlingRoute


class Topic(NamedTuple):
    """`category` and `route` are those of config.yaml (a test holds them); `done` is the handler's note at the end."""

    kind: CaseKind
    category: str
    route: HandlingRoute
    words: str
    done: str


HAZARDS = (
    Topic(K.HAZARD, "facilities", R.TRACKED, "路口的井盖松了，骑过去会响", "井盖已换，周围已夯实"),
    Topic(K.HAZARD, "facilities", R.TRACKED, "小区门口的路灯不亮", "灯已换好，当晚试亮"),
    Topic(K.HAZARD, "facilities", R.TRACKED, "人行道上有个坑", "已填平"),
    Topic(K.HAZARD, "advertising", R.PROACTIVE, "单元门上贴满了小广告", "已清理干净"),
    Topic(K.HAZARD, "advertising", R.PROACTIVE, "店铺的招牌歪了，要掉下来", "招牌已加固"),
    Topic(K.HAZARD, "parking", R.TRACKED, "消防通道停着车", "车已移走，地上已划线"),
    Topic(K.HAZARD, "parking", R.TRACKED, "楼上拉飞线给电动车充电", "飞线已拆，告知充电棚的位置"),
    Topic(K.HAZARD, "city_look", R.PROACTIVE, "楼道口堆放着旧家具", "已请物业运走"),
    Topic(K.HAZARD, "street_order", R.PROACTIVE, "摆摊占道，车过不去", "已劝离，指到便民市场"),
    Topic(K.HAZARD, "construction", R.TRACKED, "工地的围挡倒了一块", "施工方已扶正加固"),
)

REQUESTS = (
    Topic(K.COMPLAINT, "property", R.TRACKED, "单元门的门禁坏了，一直开着", "物业已修好门禁"),
    Topic(K.COMPLAINT, "noise", R.TRACKED, "晚上九点还有人跳广场舞", "已和领舞的人约定八点半结束"),
    Topic(K.WISH, "help_at_home", R.PROXY, "想请人帮忙取一次药", "药已送到家里"),
    Topic(K.COMPLAINT, "parking", R.TRACKED, "车位总被外来的车占着", "门岗已登记外来车辆"),
    Topic(K.COMPLAINT, "utilities", R.TRACKED, "暖气不热，屋里只有十六度", "热力公司已放气调压"),
    Topic(K.WISH, "company", R.PROXY, "想有人陪我下下棋", "志愿者每周三下午来"),
    Topic(K.COMPLAINT, "city_look", R.PROACTIVE, "垃圾桶满了两天没人收", "已清运，改为每天两次"),
    Topic(K.NEED, "help_at_home", R.PROXY, "老人想在家理发", "爱心商户已上门理发"),
    Topic(K.COMPLAINT, "facilities", R.TRACKED, "楼前的长椅断了一根木条", "木条已换"),
    Topic(K.WISH, "things", R.PROXY, "想借一辆轮椅用一个星期", "站点的轮椅已借出"),
    Topic(K.COMPLAINT, "neighbours", R.JOINT, "楼上半夜拖椅子", "双方已谈妥，椅脚加了垫"),
    Topic(K.WISH, "policy", R.PROXY, "想问医保怎么异地报销", "已讲明并代为填表"),
    Topic(K.NEED, "utilities", R.TRACKED, "厨房下水不畅，自己弄不了", "已疏通"),
    Topic(K.COMPLAINT, "street_order", R.PROACTIVE, "烧烤摊的烟飘进屋里", "摊主已搬走"),
    Topic(K.COMPLAINT, "other", R.TRACKED, "公告栏的字太小看不清", "已换大字版"),
)
