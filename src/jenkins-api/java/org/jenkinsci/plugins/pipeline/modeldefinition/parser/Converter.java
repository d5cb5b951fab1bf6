package org.jenkinsci.plugins.pipeline.modeldefinition.parser;

import org.jenkinsci.plugins.pipeline.modeldefinition.ast.ModelASTPipelineDef;

public class Converter {
    public static ModelASTPipelineDef scriptToPipelineDef(String script) {
        throw new UnsupportedOperationException();
    }

    private Converter() {}
}
