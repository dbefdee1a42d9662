package io.pharos.partitioner;

import io.pharos.aws.testing.FunctionRules;

class DependencyRuleTest extends FunctionRules {}
