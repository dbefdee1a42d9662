package io.pharos.curation;

import io.pharos.aws.testing.FunctionRules;

class DependencyRuleTest extends FunctionRules {}
