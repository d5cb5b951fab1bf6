package org.jenkinsci.plugins.pipeline.modeldefinition.ast;

public class ModelASTKey extends ModelASTElement {
    private ModelASTKey() {}

    public String getKey() {
        throw new UnsupportedOperationException();
    }
}
