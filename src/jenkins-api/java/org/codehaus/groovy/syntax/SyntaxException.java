package org.codehaus.groovy.syntax;

public class SyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private SyntaxException() {}
}
