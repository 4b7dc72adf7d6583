// Whole numbers that meet totals exactly.
#pragma once

#include <Eigen/Dense>
#include <vector>

namespace tuiyan {

// `total` split by shares that sum to 1: rounded down, the rest to the largest remainders, ties by position.
Eigen::VectorXi whole_parts(const std::vector<double>& shares, int total);

// A table with the given row and column sums (which must sum to the same) that keeps the pattern of
// `leanings`, all above zero: iterative proportional fitting (Deming and Stephan 1940), then whole numbers.
Eigen::MatrixXi fit_margins(const Eigen::MatrixXd& leanings, const Eigen::VectorXi& rows,
                            const Eigen::VectorXi& columns);

}  // namespace tuiyan
