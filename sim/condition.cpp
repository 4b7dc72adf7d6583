#include "sim/condition.h"
