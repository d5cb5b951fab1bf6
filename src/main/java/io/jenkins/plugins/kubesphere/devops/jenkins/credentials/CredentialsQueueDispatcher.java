package io.jenkins.plugins.kubesphere.devops.jenkins.credentials;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.Queue;
import hudson.model.queue.CauseOfBlockage;
import hudson.model.queue.QueueTaskDispatcher;
import java.util.Optional;

/**
 * Keeps builds and scans of projects in the queue until their credentials are known: started before, they would fail for want of
 * them. Called under the queue's lock, again and again.
 */
@Extension
public final class CredentialsQueueDispatcher extends QueueTaskDispatcher {
    @Override
    public CauseOfBlockage canRun(Queue.Item item) {
        // A part of a build that runs already is no item, and looks up by itself.
        return Optional.of(item.getTask())
                .filter(Item.class::isInstance)
                .map(task -> ((Item) task).getParent())
                .flatMap(ProjectFolder::around)
                .map(ProjectFolder::namespace)
                .filter(ProjectCredentialsRegistry.get()::isAwaited)
                .map(Cause::new)
                .orElse(null);
    }

    private static final class Cause extends CauseOfBlockage {
        private final String namespace;

        Cause(String namespace) {
            this.namespace = namespace;
        }

        @Override
        public String getShortDescription() {
            return Messages.CredentialsQueueDispatcher_Waits(namespace);
        }
    }
}
