package org.jenkinsci.plugins.pipeline.modeldefinition.ast;

public class ModelASTStage extends ModelASTElement {
    ModelASTStage() {}

    public String getName() {
        throw new UnsupportedOperationException();
    }
}
