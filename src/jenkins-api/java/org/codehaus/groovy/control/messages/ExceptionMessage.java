package org.codehaus.groovy.control.messages;

public class ExceptionMessage {
    private ExceptionMessage() {}

    public Exception getCause() {
        throw new UnsupportedOperationException();
    }
}
