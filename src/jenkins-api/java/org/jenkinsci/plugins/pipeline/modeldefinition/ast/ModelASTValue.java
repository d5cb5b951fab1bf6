package org.jenkinsci.plugins.pipeline.modeldefinition.ast;

public abstract class ModelASTValue extends ModelASTElement implements ModelASTMethodArg {
    ModelASTValue() {}

    public abstract boolean isLiteral();

    public Object getValue() {
        throw new UnsupportedOperationException();
    }
}
