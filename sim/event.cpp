#include "sim/event.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "sim/hazards.h"

namespace tuiyan {

namespace {

const std::string& word_of(EventKind kind) { return event_words()[static_cast<std::size_t>(kind)]; }
const Names& name_of(EventKind kind) { return event_names()[static_cast<std::size_t>(kind)]; }

bool of_a_village(EventKind kind) { return kind == EventKind::drought || kind == EventKind::factory_closes; }

std::string percent(double share) { return number_text(std::round(share * 1000) / 10) + "%"; }

}  // namespace

const std::vector<std::string>& event_words() {
  static const std::vector<std::string> words{"drought", "price_crash", "factory_closes", "epidemic",
                                              "support_withdrawn"};
  return words;
}

const std::vector<Names>& event_names() {
  static const std::vector<Names> names{{"旱灾", "drought"},
                                        {"价格暴跌", "price crash"},
                                        {"工厂停产", "factory closes"},
                                        {"疫情", "epidemic"},
                                        {"停止帮扶", "support withdrawn"}};
  return names;
}

Fields fields(Event& e) {
  Fields f;
  f.list = {
      {"kind", {"种类", "kind"}, "", choice_of(e.kind, event_words(), event_names()), {}, true},
      {"month", {"发生月", "first month"}, "", &e.month, {}, true},
      {"months", {"持续月数", "how long"}, "months", &e.months, whole(1, 240)},
      {"size", {"强度", "size"}, "share", &e.size, between(0, 1)},
      {"village", {"村（序号）", "village (number)"}, "", &e.village, whole(1, 1e5)},
      {"product", {"产品", "product"}, "", &e.product},
      {"names", {"名称", "names"}, "", &e.names},
  };
  return f;
}

void check_event(const Event& event, const EventBounds& bounds, const std::string& path, Problems& problems) {
  const Names& name = name_of(event.kind);
  const bool unread = event.month == Month::of(1, 1);
  if (!unread && (event.month < bounds.first || event.month > bounds.last)) {
    const std::string at = event.month.text(), from = bounds.first.text(), to = bounds.last.text();
    problems.push_back({path + "/month",
                        {name.zh + "发生于 " + at + "，不在推演期内；请选 " + from + " 至 " + to + " 之间的月份",
                         name.en + " in " + at + ", outside the scenario; choose a month from " + from + " to " + to}});
  }
  const auto leave_out = [&](const char* key, const Names& why) {
    problems.push_back(
        {path + "/" + key,
         {name.zh + why.zh + "；请删去“" + key + "”", name.en + " " + why.en + "; leave out \"" + key + "\""}});
  };
  if (event.village && !of_a_village(event.kind)) {
    leave_out("village", {"涉及全域", "is of the whole place"});
  } else if (event.village && *event.village > bounds.villages) {
    const std::string given = std::to_string(*event.village), all = std::to_string(bounds.villages);
    problems.push_back({path + "/village",
                        {"没有第 " + given + " 村，共 " + all + " 村；请写 1 至 " + all + "，或删去“village”表示全域",
                         "there is no village " + given + " among " + all + "; write 1 to " + all +
                             ", or leave out \"village\" for the whole place"}});
  }
  if (event.kind == EventKind::support_withdrawn) {
    if (event.months) leave_out("months", {"后不再恢复", "lasts to the end"});
    if (event.size) leave_out("size", {"涉及所有帮扶", "is of all support"});
  }
  if (event.product.empty()) return;
  if (event.kind != EventKind::price_crash)
    leave_out("product", {"与产品无关", "is not about a product"});
  else if (std::find(bounds.products.begin(), bounds.products.end(), event.product) == bounds.products.end())
    problems.push_back(unknown_word(path + "/product", {"产品", "product"}, event.product, bounds.products));
}

namespace {

void bad_form(const std::string& path, const Names& what, Problems& problems) {
  const std::string example = "drought@2018-06:size=0.4,months=6,village=3";
  problems.push_back({path, {what.zh + "；请写成例如 " + example, what.en + "; write for example " + example}});
}

// "size=0.4" into the element.
void add_detail(Json& element, std::string_view detail, const std::string& path, Problems& problems) {
  static const std::vector<std::string> known{"size", "months", "village", "product"};
  const std::size_t equals = detail.find('=');
  const std::string key(detail.substr(0, equals));
  if (equals == std::string_view::npos || key.empty() || equals + 1 == detail.size()) {
    const std::string given(detail);
    bad_form(path, {"“" + given + "”不是“键=值”", "\"" + given + "\" is not key=value"}, problems);
  } else if (std::find(known.begin(), known.end(), key) == known.end()) {
    problems.push_back(unknown_word(path, {"键", "key"}, key, known));
  } else if (element.contains(key)) {
    bad_form(path, {"“" + key + "”写了两次", "\"" + key + "\" stands twice"}, problems);
  } else {
    const std::string_view value = detail.substr(equals + 1);
    double number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (key == "product") {
      element[key] = std::string(value);
    } else if (error != std::errc() || end != value.data() + value.size()) {
      const std::string given(value);
      bad_form(path, {"“" + key + "”的值“" + given + "”不是数字", "\"" + key + "\" is \"" + given + "\", not a number"},
               problems);
    } else {
      element[key] = number;
    }
  }
}

}  // namespace

Json event_json(std::string_view text, const std::string& path, Problems& problems) {
  Json element = Json::object();
  const std::size_t colon = std::min(text.find(':'), text.size());
  const std::string_view head = text.substr(0, colon);
  const std::size_t sign = head.find('@');
  std::string kind(head.substr(0, sign));
  for (std::size_t k = 0; k < event_names().size(); ++k)
    if (kind == event_names()[k].zh) kind = event_words()[k];
  if (std::find(event_words().begin(), event_words().end(), kind) == event_words().end())
    problems.push_back(unknown_word(path, {"事件", "event"}, kind, event_words()));
  else
    element["kind"] = kind;
  if (sign == std::string_view::npos) {
    bad_form(path, {"缺少“@月份”", "\"@month\" is missing"}, problems);
  } else if (const std::string month(head.substr(sign + 1)); !Month::parse(month)) {
    bad_form(path, {"“" + month + "”不是月份", "\"" + month + "\" is not a month"}, problems);
  } else {
    element["month"] = month;
  }
  if (colon == text.size()) return element;
  for (std::size_t from = colon + 1; from <= text.size();) {
    const std::size_t to = std::min(text.find(',', from), text.size());
    add_detail(element, text.substr(from, to - from), path, problems);
    from = to + 1;
  }
  return element;
}

std::string event_text(const Event& event) {
  std::string details;
  const auto add = [&](const char* key, const std::string& value) {
    details += std::string(details.empty() ? ":" : ",") + key + "=" + value;
  };
  if (event.size) add("size", number_text(*event.size));
  if (event.months) add("months", std::to_string(*event.months));
  if (event.village) add("village", std::to_string(*event.village));
  if (!event.product.empty()) add("product", event.product);
  return word_of(event.kind) + "@" + event.month.text() + details;
}

Names describe(const Event& event, const ShockRules& rules) {
  const ReadyEvent act = ready(event, rules);
  const Names& name = event.names.en.empty() ? name_of(event.kind) : event.names;
  Names text{name.zh + "：" + act.first.text() + " 起", name.en + ": from " + act.first.text()};
  const auto add = [&text](const std::string& zh, const std::string& en) {
    text.zh += "，" + zh;
    text.en += ", " + en;
  };
  if (event.kind != EventKind::support_withdrawn) {
    const std::string months = std::to_string(act.end - act.first);
    add(months + " 个月", months + (months == "1" ? " month" : " months"));
  }
  if (event.village) add("第 " + std::to_string(*event.village) + " 村", "village " + std::to_string(*event.village));
  if (!event.product.empty()) add("产品 " + event.product, "product " + event.product);
  const std::string size = percent(act.size);
  switch (event.kind) {
    case EventKind::drought:
      add("作物损失 " + size, size + " of the crops lost");
      break;
    case EventKind::price_crash:
      add("价格下跌 " + size, "prices fall by " + size);
      break;
    case EventKind::factory_closes:
      add("在岗劳动力中 " + size + " 失业", size + " of those in work lose their job");
      break;
    case EventKind::epidemic:
      add("外出务工最多停下 " + size, "up to " + size + " of away work stops");
      break;
    case EventKind::support_withdrawn:
      break;
  }
  return text;
}

ReadyEvent ready(const Event& event, const ShockRules& rules) {
  const auto defaults = [&]() -> std::pair<double, double> {  // size, months
    switch (event.kind) {
      case EventKind::drought:
        return {rules.drought_loss, 12};
      case EventKind::price_crash:
        return {rules.crash_size, rules.crash_months};
      case EventKind::factory_closes:
        return {rules.closure_share, rules.closure_months};
      case EventKind::epidemic:
        return {rules.epidemic_stop, rules.epidemic_months};
      case EventKind::support_withdrawn:
        break;
    }
    return {1, 12 * 200};
  }();
  const int months = event.months.value_or(static_cast<int>(defaults.second));
  return {event.kind,
          event.month,
          event.month + months,
          event.size.value_or(defaults.first),
          event.village ? *event.village - 1 : -1,
          event.product};
}

double crops_left(const ReadyEvents& events, std::size_t village, Month month) {
  double left = 1;
  for (const ReadyEvent& event : events)
    if (event.kind == EventKind::drought && event.acts(month) && event.hits(village)) left *= 1 - event.size;
  return left;
}

double price_left(const ReadyEvents& events, std::string_view product, Month month) {
  double left = 1;
  for (const ReadyEvent& event : events)
    if (event.kind == EventKind::price_crash && event.acts(month) &&
        (event.product.empty() || event.product == product))
      left *= 1 - event.size;
  return left;
}

double away_work(const ReadyEvents& events, const ShockRules& rules, Month month) {
  double share = 1;
  for (const ReadyEvent& event : events) {
    if (event.kind != EventKind::epidemic || !event.acts(month)) continue;
    // At the end of its months: down in equal steps in the first half, back up in the second.
    const int length = event.end - event.first, down = std::max(1, length / 2), past = month - event.first + 1;
    const double low = 1 - event.size, back = std::max<double>(low, rules.epidemic_back);
    share *= past <= down ? 1 - event.size * past / down : low + (back - low) * (past - down) / (length - down);
  }
  return share;
}

double sold(const ReadyEvents& events, const ShockRules& rules, Month month) {
  return 1 - rules.epidemic_unsold * (1 - away_work(events, rules, month));
}

std::optional<Month> support_end(const ReadyEvents& events) {
  std::optional<Month> end;
  for (const ReadyEvent& event : events)
    if (event.kind == EventKind::support_withdrawn && (!end || event.first < *end)) end = event.first;
  return end;
}

}  // namespace tuiyan
