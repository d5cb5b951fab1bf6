package org.jenkinsci.plugins.pipeline.modeldefinition.ast;

import java.util.List;

public final class ModelASTStages extends ModelASTElement {
    private ModelASTStages() {}

    public List<ModelASTStage> getStages() {
        throw new UnsupportedOperationException();
    }
}
