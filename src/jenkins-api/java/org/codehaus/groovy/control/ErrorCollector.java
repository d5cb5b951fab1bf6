package org.codehaus.groovy.control;

import java.util.List;

public class ErrorCollector {
    private ErrorCollector() {}

    @SuppressWarnings("rawtypes")
    public List getErrors() {
        throw new UnsupportedOperationException();
    }
}
