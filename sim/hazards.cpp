#include "sim/hazards.h"
