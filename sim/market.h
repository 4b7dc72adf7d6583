// Where what households make is sold: each product has a price that the whole place shares, and falls when a plan
// sets many households to make the same (glut).
//
// ln price is a stationary AR(1) by month, drawn by product and month; its mean is one. The glut of a mix multiplies
// it by ((supply + growers) / supply) ^ elasticity.
#pragma once

#include <cstdint>
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

struct Study;
struct Course;

// Prices of the study's products in every simulated month of a replicate: by month, then product. AR(1) with
// rho = persistence ^ (1/12) and the shock's variance sd^2 (1 - rho^2) / (1 - persistence^2), begun in its
// stationary law, and less half its variance so that the mean price is 1.
std::vector<float> draw_prices(const Study& study, std::uint64_t seed, std::uint32_t replicate);

// The months in which a price falls: it stands by more than `share` below its mean of the 12 months before (of those
// there are), and in the month before it did not. `prices` by month from `first` on.
std::vector<Month> falls(const std::vector<float>& prices, Month first, double share);

// What `growers` more than the market's own supply leave of a price.
double glut(const ProductRules& rules, double growers);

// Households meet: what depends on how many are enrolled is counted anew after an allocation, and holds until the
// next: growers of each product, households that share a village's asset, and the parts by depth of poverty.
void count_neighbours(Course& course, Month next);

}  // namespace tuiyan
