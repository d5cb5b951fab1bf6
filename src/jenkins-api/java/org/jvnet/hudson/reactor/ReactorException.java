package org.jvnet.hudson.reactor;

public class ReactorException extends Exception {
    private static final long serialVersionUID = 1L;

    private ReactorException() {
        throw new UnsupportedOperationException();
    }
}
