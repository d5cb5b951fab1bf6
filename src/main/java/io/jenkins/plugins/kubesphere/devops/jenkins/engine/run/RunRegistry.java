package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import hudson.Extension;
import hudson.ExtensionList;

/** What this process knows of runs: those that are active, those that left the queue, and the builds of each. */
@Extension
public final class RunRegistry {
    private final ActiveRuns active = new ActiveRuns();
    private final LeftQueueItems left = new LeftQueueItems();
    private final BuildIndex builds = new BuildIndex();

    /** The registry of this controller. */
    public static RunRegistry get() {
        return ExtensionList.lookupSingleton(RunRegistry.class);
    }

    public ActiveRuns active() {
        return active;
    }

    public LeftQueueItems left() {
        return left;
    }

    public BuildIndex builds() {
        return builds;
    }
}
