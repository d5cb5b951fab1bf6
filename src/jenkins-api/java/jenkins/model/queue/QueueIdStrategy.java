package jenkins.model.queue;

import hudson.ExtensionPoint;
import hudson.model.Action;
import hudson.model.Queue;
import java.util.List;

public abstract class QueueIdStrategy implements ExtensionPoint {
    public QueueIdStrategy() {
        throw new UnsupportedOperationException();
    }

    public static QueueIdStrategy get() {
        throw new UnsupportedOperationException();
    }

    public abstract long generateIdFor(Queue.Task task, List<Action> actions);

    public static final class DefaultStrategy extends QueueIdStrategy {
        public DefaultStrategy() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long generateIdFor(Queue.Task task, List<Action> actions) {
            throw new UnsupportedOperationException();
        }
    }
}
