package jenkins.branch;

public final class NameEncoder {
    private NameEncoder() {
        throw new UnsupportedOperationException();
    }

    public static String encode(String name) {
        throw new UnsupportedOperationException();
    }
}
