package org.jenkinsci.plugins.pipeline.modeldefinition.parser;

import com.github.fge.jsonschema.core.tree.JsonTree;
import org.jenkinsci.plugins.pipeline.modeldefinition.ast.ModelASTPipelineDef;
import org.jenkinsci.plugins.pipeline.modeldefinition.validator.ErrorCollector;

public class JSONParser {
    public JSONParser(JsonTree tree) {
        throw new UnsupportedOperationException();
    }

    public ModelASTPipelineDef parse() {
        throw new UnsupportedOperationException();
    }

    public ErrorCollector getErrorCollector() {
        throw new UnsupportedOperationException();
    }
}
