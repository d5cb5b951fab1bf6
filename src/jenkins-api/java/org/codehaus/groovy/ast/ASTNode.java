package org.codehaus.groovy.ast;

public class ASTNode {
    public ASTNode() {}

    public int getLineNumber() {
        throw new UnsupportedOperationException();
    }

    public int getColumnNumber() {
        throw new UnsupportedOperationException();
    }

    public int getLastLineNumber() {
        throw new UnsupportedOperationException();
    }

    public int getLastColumnNumber() {
        throw new UnsupportedOperationException();
    }
}
