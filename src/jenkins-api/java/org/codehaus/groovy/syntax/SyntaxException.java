package org.codehaus.groovy.syntax;

public class SyntaxException extends Exception {
    private static final long serialVersionUID = 7447641806794047013L;

    private SyntaxException() {}
}
