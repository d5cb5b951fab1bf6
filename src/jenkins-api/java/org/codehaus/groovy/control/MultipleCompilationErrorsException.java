package org.codehaus.groovy.control;

public class MultipleCompilationErrorsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private MultipleCompilationErrorsException() {}

    public ErrorCollector getErrorCollector() {
        throw new UnsupportedOperationException();
    }
}
