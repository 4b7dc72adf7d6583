#include "sim/vector_math.h"
