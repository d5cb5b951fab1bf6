package hudson.remoting;

public class Channel {
    private Channel() {
        throw new UnsupportedOperationException();
    }

    public static Channel current() {
        throw new UnsupportedOperationException();
    }
}
