package org.codehaus.groovy.ast.expr;

import org.codehaus.groovy.ast.ASTNode;

public abstract class Expression extends ASTNode {
    public Expression() {
        throw new UnsupportedOperationException();
    }
}
