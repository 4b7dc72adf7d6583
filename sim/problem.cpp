#include "sim/problem.h"
