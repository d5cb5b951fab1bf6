package hudson.model;

import com.thoughtworks.xstream.XStream;
import hudson.ExtensionPoint;
import hudson.model.queue.CauseOfBlockage;
import hudson.model.queue.QueueTaskFuture;
import hudson.model.queue.ScheduleResult;
import hudson.model.queue.SubTask;
import hudson.model.queue.WorkUnitContext;
import java.util.Calendar;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;

public class Queue {
    public static final XStream XSTREAM = null;

    private Queue() {
        throw new UnsupportedOperationException();
    }

    public void save() {
        throw new UnsupportedOperationException();
    }

    public ScheduleResult schedule2(Task task, int quietPeriod, List<Action> actions) {
        throw new UnsupportedOperationException();
    }

    public boolean contains(Task task) {
        throw new UnsupportedOperationException();
    }

    public boolean cancel(Item item) {
        throw new UnsupportedOperationException();
    }

    public Future<?> scheduleMaintenance() {
        throw new UnsupportedOperationException();
    }

    public Item[] getItems() {
        throw new UnsupportedOperationException();
    }

    public List<Item> getItems(Task task) {
        throw new UnsupportedOperationException();
    }

    public void maintain() {
        throw new UnsupportedOperationException();
    }

    public static void withLock(Runnable work) {
        throw new UnsupportedOperationException();
    }

    public static <V> V withLock(Callable<V> work) throws Exception {
        throw new UnsupportedOperationException();
    }

    public interface Task extends SubTask {
        default CauseOfBlockage getCauseOfBlockage() {
            throw new UnsupportedOperationException();
        }
    }

    public interface Executable {}

    public interface QueueAction extends Action {
        boolean shouldSchedule(List<Action> actions);
    }

    public abstract static class QueueDecisionHandler implements ExtensionPoint {
        public QueueDecisionHandler() {
            throw new UnsupportedOperationException();
        }

        public abstract boolean shouldSchedule(Task p, List<Action> actions);
    }

    public abstract static class Item extends Actionable {
        Item() {
            throw new UnsupportedOperationException();
        }

        public Label getAssignedLabel() {
            throw new UnsupportedOperationException();
        }

        public long getId() {
            throw new UnsupportedOperationException();
        }

        public Task getTask() {
            throw new UnsupportedOperationException();
        }

        public long getInQueueSince() {
            throw new UnsupportedOperationException();
        }

        public QueueTaskFuture<Executable> getFuture() {
            throw new UnsupportedOperationException();
        }

        public abstract CauseOfBlockage getCauseOfBlockage();
    }

    public static final class WaitingItem extends Item {
        public WaitingItem(Calendar timestamp, Task task, List<Action> actions) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CauseOfBlockage getCauseOfBlockage() {
            throw new UnsupportedOperationException();
        }
    }

    public static final class LeftItem extends Item {
        public final WorkUnitContext outcome;

        LeftItem() {
            throw new UnsupportedOperationException();
        }

        public Executable getExecutable() {
            throw new UnsupportedOperationException();
        }

        public boolean isCancelled() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CauseOfBlockage getCauseOfBlockage() {
            throw new UnsupportedOperationException();
        }
    }

    public static final class BuildableItem extends Item {
        BuildableItem() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CauseOfBlockage getCauseOfBlockage() {
            throw new UnsupportedOperationException();
        }
    }

    public static final class BlockedItem extends Item {
        BlockedItem() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CauseOfBlockage getCauseOfBlockage() {
            throw new UnsupportedOperationException();
        }
    }
}
