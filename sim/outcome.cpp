#include "sim/outcome.h"
