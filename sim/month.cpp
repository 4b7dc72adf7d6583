#include "sim/month.h"
