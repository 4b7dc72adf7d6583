// Where what households make is sold: each product has a price that the whole place shares, and falls when a plan
// sets many households to make the same (glut).
//
// ln price is a stationary AR(1) by month, drawn by product and month; its mean is one. The glut of a mix multiplies
// it by ((supply + growers) / supply) ^ elasticity.
#pragma once

#include <string>
#include <vector>

#include "sim/field.h"

namespace tuiyan {

// How a product is sold.
struct ProductRules {
  std::string id;
  Names names;
  Datum elasticity;   // of the price in supply
  Datum sd;           // ln, shock of a year
  Datum persistence;  // of a year
  Datum supply;       // the market's supply without any plan, in growers
};

// The defaults of every product that a measure names, and those that differ.
struct MarketRules {
  ProductRules usual;  // id and names are not used
  std::vector<ProductRules> products;
  MarketRules();
  const ProductRules& product(const std::string& id) const;
};

Fields fields(ProductRules& rules);
Fields fields(MarketRules& rules);

}  // namespace tuiyan
