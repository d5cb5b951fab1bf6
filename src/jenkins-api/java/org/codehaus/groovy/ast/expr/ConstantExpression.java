package org.codehaus.groovy.ast.expr;

public class ConstantExpression extends Expression {
    public ConstantExpression(Object value) {
        throw new UnsupportedOperationException();
    }

    public Object getValue() {
        throw new UnsupportedOperationException();
    }
}
