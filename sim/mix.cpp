#include "sim/mix.h"

namespace tuiyan {

Fields fields(Score& s) {
  Fields f;
  f.list = {
      {"if", {"条件", "condition"}, "", Expression{&s.who, {}}, {}, true, true},
      {"points", {"分值", "points"}, "", &s.points, between(-1e6, 1e6), true, true},
  };
  return f;
}

Fields fields(Item& i) {
  Fields f;
  f.list = {
      {"measure", {"措施", "measure"}, "", &i.measure, {}, true},
      {"start", {"开始", "start"}, "", &i.start, {}, false, true},
      {"end", {"结束", "end"}, "", &i.end, {}, false, true},
      {"households", {"户数", "households"}, "households", &i.households, whole(0, 1e9), false, true},
      {"money", {"资金上限", "money at most"}, "yuan/year", &i.money, between(0, 1e15), false, true},
      {"who", {"附加条件", "further condition"}, "", Expression{&i.who, {}}, {}, false, true},
      {"order",
       {"优先次序", "who comes first"},
       "",
       choice_of(i.order, {"poorest", "nearest", "largest", "listed", "planned", "score"},
                 {{"最贫困者优先", "poorest first"},
                  {"最接近标准者优先", "nearest to the line first"},
                  {"人口多者优先", "largest first"},
                  {"按编号", "as listed"},
                  {"预脱贫户优先", "planned for the next exit first"},
                  {"得分高者优先", "highest score first"}}),
       {},
       false,
       true},
      {"score", {"评分项", "what scores"}, "", list_of(i.score), {}, false, true},
      {"in_envelope", {"计入资金总盘", "counts against the envelope"}, "", &i.in_envelope, {}, false, true},
  };
  f.check = [&i](const std::string& path, Problems& problems) {
    if ((i.order == Order::score) == i.score.empty())
      problems.push_back({path + "/score",
                          {i.score.empty() ? "按得分排序而没有评分项；请写明 score"
                                           : "写了评分项，但次序不是按得分；请写 \"order\": \"score\"",
                           i.score.empty() ? "the order is by score but nothing scores; give \"score\""
                                           : "something scores but the order is another; write \"order\": \"score\""}});
    if (!i.start || !i.end || *i.end > *i.start) return;
    problems.push_back({path + "/end",
                        {"结束 " + i.end->text() + " 不晚于开始 " + i.start->text(),
                         "ends in " + i.end->text() + ", not after its start in " + i.start->text()}});
  };
  return f;
}

Fields fields(Mix& m) {
  Fields f;
  f.list = {
      {"id", {"编号", "id"}, "", &m.id, {}, true},
      {"names", {"名称", "names"}, "", &m.names},
      {"about", {"说明", "about"}, "", &m.about},
      {"existing_transfers",
       {"期初已有转移收入继续", "transfers in force go on"},
       "",
       &m.existing_transfers,
       {},
       false,
       true},
      {"envelope", {"资金总盘", "envelope"}, "yuan/year", &m.envelope, between(0, 1e15), false, true},
      {"withdraw_after",
       {"脱贫后停止帮扶", "support stops after exit"},
       "months",
       &m.withdraw_after,
       whole(0, 600),
       false,
       true},
      {"items", {"措施清单", "measures"}, "", list_of(m.items)},
  };
  return f;
}

}  // namespace tuiyan
