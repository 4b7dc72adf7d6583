#include "sim/population.h"
