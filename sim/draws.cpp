#include "sim/draws.h"
