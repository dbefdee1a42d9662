package io.pharos.realtimemetrics;

import io.pharos.aws.testing.FunctionRules;

class DependencyRuleTest extends FunctionRules {}
