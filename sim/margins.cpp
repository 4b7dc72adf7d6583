#include "sim/margins.h"

#include <algorithm>
#include <numeric>

namespace tuiyan {

namespace {

// Sums are taken in order: Eigen's reductions differ between instruction sets.
template <class Table>
typename Table::Scalar row_sum(const Table& table, Eigen::Index row) {
  typename Table::Scalar sum = 0;
  for (Eigen::Index c = 0; c < table.cols(); ++c) sum += table(row, c);
  return sum;
}

template <class Table>
typename Table::Scalar column_sum(const Table& table, Eigen::Index column) {
  typename Table::Scalar sum = 0;
  for (Eigen::Index r = 0; r < table.rows(); ++r) sum += table(r, column);
  return sum;
}

// Cells rounded down; the rest goes to the largest remainders whose row and column still lack some.
Eigen::MatrixXi whole(const Eigen::MatrixXd& table, const Eigen::VectorXi& rows, const Eigen::VectorXi& columns) {
  Eigen::MatrixXi result(table.rows(), table.cols());
  for (Eigen::Index r = 0; r < table.rows(); ++r)
    for (Eigen::Index c = 0; c < table.cols(); ++c) result(r, c) = static_cast<int>(table(r, c));
  for (;;) {
    double best = -1;
    Eigen::Index best_row = -1, best_column = -1;
    for (Eigen::Index r = 0; r < table.rows(); ++r)
      for (Eigen::Index c = 0; c < table.cols(); ++c) {
        if (row_sum(result, r) >= rows[r] || column_sum(result, c) >= columns[c]) continue;
        if (best_row >= 0 && table(r, c) - result(r, c) <= best) continue;
        best = table(r, c) - result(r, c);
        best_row = r;
        best_column = c;
      }
    if (best_row < 0) return result;
    ++result(best_row, best_column);
  }
}

}  // namespace

Eigen::VectorXi whole_parts(const std::vector<double>& shares, int total) {
  std::vector<std::size_t> order(shares.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  Eigen::VectorXi parts(static_cast<Eigen::Index>(shares.size()));
  int rest = total;
  for (std::size_t k = 0; k < shares.size(); ++k) {
    parts[static_cast<Eigen::Index>(k)] = static_cast<int>(shares[k] * total);
    rest -= parts[static_cast<Eigen::Index>(k)];
  }
  const auto remainder = [&](std::size_t k) { return shares[k] * total - parts[static_cast<Eigen::Index>(k)]; };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainder(a) > remainder(b); });
  for (int k = 0; k < rest; ++k) ++parts[static_cast<Eigen::Index>(order[static_cast<std::size_t>(k)])];
  return parts;
}

Eigen::MatrixXi fit_margins(const Eigen::MatrixXd& leanings, const Eigen::VectorXi& rows,
                            const Eigen::VectorXi& columns) {
  Eigen::MatrixXd table = leanings;
  for (int step = 0; step < 200; ++step) {
    for (Eigen::Index r = 0; r < table.rows(); ++r) {
      const double sum = row_sum(table, r);
      for (Eigen::Index c = 0; c < table.cols() && sum > 0; ++c) table(r, c) *= rows[r] / sum;
    }
    for (Eigen::Index c = 0; c < table.cols(); ++c) {
      const double sum = column_sum(table, c);
      for (Eigen::Index r = 0; r < table.rows() && sum > 0; ++r) table(r, c) *= columns[c] / sum;
    }
  }
  return whole(table, rows, columns);
}

}  // namespace tuiyan
