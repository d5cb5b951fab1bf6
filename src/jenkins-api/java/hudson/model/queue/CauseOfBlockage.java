package hudson.model.queue;

public abstract class CauseOfBlockage {
    public CauseOfBlockage() {
        throw new UnsupportedOperationException();
    }

    public abstract String getShortDescription();
}
