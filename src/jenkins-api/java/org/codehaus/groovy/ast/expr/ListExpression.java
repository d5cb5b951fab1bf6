package org.codehaus.groovy.ast.expr;

import java.util.List;

public class ListExpression extends Expression {
    public ListExpression() {
        throw new UnsupportedOperationException();
    }

    public List<Expression> getExpressions() {
        throw new UnsupportedOperationException();
    }
}
