package hudson.model;

public abstract class Computer extends Actionable {
    protected Computer(Node node) {
        throw new UnsupportedOperationException();
    }

    public String getName() {
        throw new UnsupportedOperationException();
    }
}
