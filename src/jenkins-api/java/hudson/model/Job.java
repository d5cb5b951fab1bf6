package hudson.model;

import hudson.util.RunList;
import java.io.IOException;
import java.util.List;

public abstract class Job<J extends Job<J, R>, R extends Run<J, R>> extends AbstractItem {
    protected Job(ItemGroup<?> parent, String name) {
        super(parent, name);
    }

    public <T extends JobProperty<?>> T getProperty(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    public <T extends JobProperty> T removeProperty(Class<T> type) throws IOException {
        throw new UnsupportedOperationException();
    }

    public void renameTo(String newName) throws IOException {
        throw new UnsupportedOperationException();
    }

    public abstract boolean isBuildable();

    public HealthReport getBuildHealth() {
        throw new UnsupportedOperationException();
    }

    public long getEstimatedDuration() {
        throw new UnsupportedOperationException();
    }

    public int getNextBuildNumber() {
        throw new UnsupportedOperationException();
    }

    public synchronized void updateNextBuildNumber(int next) throws IOException {
        throw new UnsupportedOperationException();
    }

    public R getLastBuild() {
        throw new UnsupportedOperationException();
    }

    public R getBuildByNumber(int number) {
        throw new UnsupportedOperationException();
    }

    public R getNearestOldBuild(int number) {
        throw new UnsupportedOperationException();
    }

    public List<JobProperty<? super J>> getAllProperties() {
        throw new UnsupportedOperationException();
    }

    public RunList<R> getBuilds() {
        throw new UnsupportedOperationException();
    }
}
