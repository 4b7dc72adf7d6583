#include "sim/market.h"

#include <algorithm>

#include "sim/evidence.h"

namespace tuiyan {

MarketRules::MarketRules() {
  usual.elasticity = assumed(-0.3, -0.6, 0,
                             {"农产品价格对供给的弹性；供给增加一成，价格约降3%",
                              "price of farm products in supply: a tenth more of it takes about 3 % off the price"});
  usual.sd = assumed(0.10, 0.05, 0.20,
                     {"农产品价格每年约一成的波动", "prices of farm products move by about a tenth in a year"});
  usual.persistence =
      assumed(0.5, 0.2, 0.8, {"价格偏离每年约消退一半", "about half of a price's deviation is gone after a year"});
  usual.supply = assumed(10'000, 2'000, 100'000,
                         {"县域市场原有的同类生产户数；文件均未给出",
                          "growers that already sell on a county's market; no document "
                          "gives them"});
}

const ProductRules& MarketRules::product(const std::string& id) const {
  const auto found =
      std::find_if(products.begin(), products.end(), [&](const ProductRules& each) { return each.id == id; });
  return found == products.end() ? usual : *found;
}

namespace {

std::vector<Field> numbers_of(ProductRules& r) {
  return {
      {"elasticity", {"价格对供给的弹性", "elasticity of the price in supply"}, "", &r.elasticity, between(-5, 0)},
      {"price_sd", {"价格波动（年）", "shock of the price in a year"}, "ln", &r.sd, between(0, 2)},
      {"price_persistence", {"价格持续性（年）", "persistence of the price"}, "", &r.persistence, between(0, 0.9999)},
      {"supply",
       {"市场原有供给（生产户数）", "supply of the market without a plan"},
       "households",
       &r.supply,
       between(1, 1e9)},
  };
}

}  // namespace

Fields fields(ProductRules& r) {
  Fields f;
  f.list = {{"id", {"编号", "id"}, "", &r.id, {}, true}, {"names", {"名称", "names"}, "", &r.names}};
  for (Field& number : numbers_of(r)) f.list.push_back(std::move(number));
  return f;
}

Fields fields(MarketRules& r) {
  Fields f;
  f.list = numbers_of(r.usual);
  List products = list_of(r.products);
  // What a product leaves open is as usual; so products stand after the usual numbers in a file.
  products.append = [&r] {
    r.products.push_back(r.usual);
    r.products.back().id.clear();
  };
  f.list.push_back({"products", {"与一般不同的产品", "products that differ"}, "", std::move(products)});
  return f;
}

}  // namespace tuiyan
