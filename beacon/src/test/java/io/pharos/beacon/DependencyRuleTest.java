package io.pharos.beacon;

import io.pharos.aws.testing.FunctionRules;

class DependencyRuleTest extends FunctionRules {}
