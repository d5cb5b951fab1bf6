package io.jenkins.plugins.kubesphere.devops.jenkins.credentials;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.Queue;
import hudson.model.queue.CauseOfBlockage;
import hudson.model.queue.QueueTaskDispatcher;
import java.util.Optional;

/**
 * Keeps builds and scans of projects in the queue until the credentials are loaded, because they would fail without
 * credentials. Jenkins calls it often and holds the lock of the queue, so it must be fast.
 */
@Extension
public final class CredentialsQueueTaskDispatcher extends QueueTaskDispatcher {
    @Override
    public CauseOfBlockage canRun(Queue.Item item) {
        // The task of a node step in a running build is not an Item. It need not wait here: its lookups wait.
        return Optional.of(item.getTask())
                .filter(Item.class::isInstance)
                .map(task -> ((Item) task).getParent())
                .flatMap(ProjectFolder::findEnclosing)
                .map(ProjectFolder::namespace)
                .filter(ProjectCredentialsRegistry.get()::isLoading)
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
            return Messages.CredentialsQueueTaskDispatcher_Waits(namespace);
        }
    }
}
