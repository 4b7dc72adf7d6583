#include "sim/income.h"
