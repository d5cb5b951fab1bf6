package org.jenkinsci.plugins.pipeline.modeldefinition.ast;

import java.util.List;

public class ModelASTMethodCall extends ModelASTElement implements ModelASTMethodArg {
    ModelASTMethodCall() {}

    public String getName() {
        throw new UnsupportedOperationException();
    }

    public List<ModelASTMethodArg> getArgs() {
        throw new UnsupportedOperationException();
    }
}
