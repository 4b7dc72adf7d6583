#include "sim/chart.h"
