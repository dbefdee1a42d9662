package io.pharos.preprocessor;

import io.pharos.aws.testing.FunctionRules;

class DependencyRuleTest extends FunctionRules {}
