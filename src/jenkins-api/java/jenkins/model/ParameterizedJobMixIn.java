package jenkins.model;

import hudson.model.Job;
import hudson.model.Queue;
import hudson.model.Run;
import java.io.IOException;

public abstract class ParameterizedJobMixIn {
    private ParameterizedJobMixIn() {
        throw new UnsupportedOperationException();
    }

    public interface ParameterizedJob<
            J extends Job<J, R> & ParameterizedJob<J, R> & Queue.Task, R extends Run<J, R> & Queue.Executable> {
        default void makeDisabled(boolean disabled) throws IOException {
            throw new UnsupportedOperationException();
        }
    }
}
