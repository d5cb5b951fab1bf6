package io.jenkins.plugins.kubesphere.devops.jenkins.credentials;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.Queue;
import hudson.model.queue.CauseOfBlockage;
import hudson.model.queue.QueueTaskDispatcher;
import java.util.Optional;

/**
 * Keeps builds and scans of projects in the queue until their credentials are loaded; without credentials they would
 * fail. Jenkins calls this often, under the lock of the queue.
 */
@Extension
public final class CredentialsQueueDispatcher extends QueueTaskDispatcher {
    @Override
    public CauseOfBlockage canRun(Queue.Item item) {
        // The task of a step in a running build is not an Item, and its lookup of credentials waits by itself.
        return Optional.of(item.getTask())
                .filter(Item.class::isInstance)
                .map(task -> ((Item) task).getParent())
                .flatMap(ProjectFolder::enclosing)
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
            return Messages.CredentialsQueueDispatcher_Waits(namespace);
        }
    }
}
