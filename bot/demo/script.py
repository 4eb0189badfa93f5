"""Everything that the demo's people say, and whom they say it as; what the house answers stands in locales/."""

COMPLAINT = "三单元楼道的灯坏了，晚上看不见台阶"
PROPERTY = "property"
"""The resident knows better than the proposal whose lamp it is."""
LAMP_CHANGED = "换了新的声控灯，试过了，一跺脚就亮"
HAZARD = "路边的井盖松了，车一压就响"
NEED = "老人腿脚不方便，想请人帮忙买药"
