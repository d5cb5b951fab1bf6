package org.jenkinsci.plugins.pipeline.modeldefinition.validator;

import java.util.List;

public abstract class ErrorCollector {
    private ErrorCollector() {}

    public abstract List<String> errorsAsStrings();
}
