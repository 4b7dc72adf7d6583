#include "sim/tasks.h"
