package io.pharos.trafficapi;

import io.pharos.aws.testing.FunctionRules;

class DependencyRuleTest extends FunctionRules {}
