#include "sim/compare.h"
