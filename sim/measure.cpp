#include "sim/measure.h"
