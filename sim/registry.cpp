#include "sim/registry.h"
