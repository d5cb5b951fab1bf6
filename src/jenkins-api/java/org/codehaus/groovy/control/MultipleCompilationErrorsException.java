package org.codehaus.groovy.control;

public class MultipleCompilationErrorsException extends RuntimeException {
    private static final long serialVersionUID = 8583586586290252555L;

    private MultipleCompilationErrorsException() {}

    public ErrorCollector getErrorCollector() {
        throw new UnsupportedOperationException();
    }
}
