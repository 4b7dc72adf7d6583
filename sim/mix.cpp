#include "sim/mix.h"
