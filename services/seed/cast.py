"""The cast: ready-made people of the demo, as the browser chat's switch offers them. All invented."""

from dataclasses import dataclass

CHANNEL = "webchat"
FIRST_ID = 1001


@dataclass(frozen=True)
class CastMember:
    """`external_id` is the chat's id on the channel "webchat". The notes say who somebody is, which stays true, and not
    what they have or have not done yet."""

    key: str
    external_id: int
    name: str
    note_zh: str
    note_en: str


CAST = tuple(
    CastMember(key, FIRST_ID + n, name, note_zh, note_en)
    for n, (key, name, note_zh, note_en) in enumerate(
        (
            ("resident", "张甲子", "居民，住长江社区", "a resident of 长江社区"),
            ("elderly", "李丙寅", "独居老人，用大字", "78, lives alone, reads large type"),
            ("rider", "王戊辰", "骑手，天天跑这一片", "a rider of these streets"),
            ("worker", "赵庚午", "网格员，就管这一片", "their grid worker"),
            ("officer", "钱壬申", "长江社区工作人员", "an officer of 长江社区"),
            ("merchant", "孙甲戌", "爱心商户，开理发店", "a partner merchant, a barber"),
            ("street", "周丙子", "江南街道工作人员", "an officer of the street"),
            ("outsider", "吴戊寅", "路过的人，不住这儿", "a passer-by, lives elsewhere"),
        )
    )
)

BY_KEY = {member.key: member for member in CAST}
