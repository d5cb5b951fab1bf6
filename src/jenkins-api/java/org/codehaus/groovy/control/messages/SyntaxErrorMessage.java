package org.codehaus.groovy.control.messages;

import org.codehaus.groovy.syntax.SyntaxException;

public class SyntaxErrorMessage {
    private SyntaxErrorMessage() {}

    public SyntaxException getCause() {
        throw new UnsupportedOperationException();
    }
}
