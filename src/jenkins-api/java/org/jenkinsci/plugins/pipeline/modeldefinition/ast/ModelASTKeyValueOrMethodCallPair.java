package org.jenkinsci.plugins.pipeline.modeldefinition.ast;

public final class ModelASTKeyValueOrMethodCallPair extends ModelASTElement implements ModelASTMethodArg {
    private ModelASTKeyValueOrMethodCallPair() {}

    public ModelASTKey getKey() {
        throw new UnsupportedOperationException();
    }

    public ModelASTMethodArg getValue() {
        throw new UnsupportedOperationException();
    }
}
