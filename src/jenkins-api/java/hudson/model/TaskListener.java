package hudson.model;

public interface TaskListener {
    TaskListener NULL = null;
}
