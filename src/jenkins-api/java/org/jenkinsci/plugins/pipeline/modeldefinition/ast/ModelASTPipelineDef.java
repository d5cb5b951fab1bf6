package org.jenkinsci.plugins.pipeline.modeldefinition.ast;

import net.sf.json.JSONObject;

public final class ModelASTPipelineDef extends ModelASTElement {
    private ModelASTPipelineDef() {}

    public JSONObject toJSON() {
        throw new UnsupportedOperationException();
    }

    public ModelASTBuildParameters getParameters() {
        throw new UnsupportedOperationException();
    }

    public String toPrettyGroovy() {
        throw new UnsupportedOperationException();
    }
}
