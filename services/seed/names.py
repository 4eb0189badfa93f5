"""Made-up names. Only 江南街道 and 长江社区 are real, from the source; every other name here is invented on purpose and
belongs to nobody: people are called after the sixty-year cycle 天干地支, places and shops after playthings and plants.
"""

from random import Random

STREET = "江南街道"
COMMUNITIES = (
    "长江社区",
    "新雨社区",
    "晨光社区",
    "纸鸢社区",
    "萤火社区",
    "松果社区",
    "麦穗社区",
    "星桥社区",
    "云杉社区",
    "听雪社区",
)

_FIRST_WORDS = "纸鹤 风铃 陀螺 积木 蒲公英 向日葵 橡子 银铃 小鹿 海螺 雪橇 灯笼 竹马 秋千"
_MORE_WORDS = "拼图 木马 糖画 年糕 蜂巢 松针 苔藓 云朵 浪花 星砂 晨露 晚霞 雨燕"
_WORDS = (*_FIRST_WORDS.split(), *_MORE_WORDS.split())
COMPOUNDS = tuple(word + suffix for suffix in ("苑", "里") for word in _WORDS)

_SHOPS = "理发店 洗车行 小吃店 便利店 水果店 书店 药店 花店 修车铺 干洗店 早餐铺"
MERCHANTS = tuple(word + trade for word in _WORDS[:21] for trade in _SHOPS.split())

_ORGANISATIONS = "小学 物业公司 志愿者协会 银行网点 门诊部 设计公司 文化馆"
PARTNERS = tuple(word + kind for word in _WORDS[:11] for kind in _ORGANISATIONS.split())

FEATURES = (
    "共治共享",
    "就业指导",
    "“红心365”物业服务",
    "便民工具间",
    "乐呵议事厅",
    "三长会客厅",
    "红色书吧",
)
"""What a station is known for 一站一特色; all from the source."""

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
GIVEN = tuple(_STEMS[n % 10] + _BRANCHES[n % 12] for n in range(60))

PHONE_PREFIX = "100"


def person_name(rng: Random, surname: str | None = None) -> str:
    """张甲子, 李丙寅 and so on."""
    return (surname or rng.choice(SURNAMES)) + rng.choice(GIVEN)


def phone_number(person_id: int) -> str:
    """Eleven digits that no mobile in China can have: those start with 13 to 19."""
    return f"{PHONE_PREFIX}{person_id:08d}"
