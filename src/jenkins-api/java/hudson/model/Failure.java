package hudson.model;

public class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Failure(String message) {
        throw new UnsupportedOperationException();
    }
}
