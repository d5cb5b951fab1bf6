package org.jenkinsci.plugins.pipeline.modeldefinition.ast;

public abstract class ModelASTElement {
    ModelASTElement() {}

    public Object getSourceLocation() {
        throw new UnsupportedOperationException();
    }
}
