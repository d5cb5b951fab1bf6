package org.jenkinsci.plugins.pipeline.modeldefinition.ast;

import java.util.List;

public final class ModelASTBuildParameters extends ModelASTElement {
    private ModelASTBuildParameters() {}

    public List<ModelASTBuildParameter> getParameters() {
        throw new UnsupportedOperationException();
    }
}
