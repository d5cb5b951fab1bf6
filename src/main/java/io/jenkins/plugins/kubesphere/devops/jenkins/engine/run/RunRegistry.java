package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.wait.StepStartWatchlist;

/**
 * Holds what this process knows about runs: the builds that it started, the runs that left the queue, the build of each
 * run, and the runs whose next step is an event.
 */
@Extension
public final class RunRegistry {
    private final ActiveBuildRegistry activeBuilds = new ActiveBuildRegistry();
    private final LeftQueueItems leftQueueItems = new LeftQueueItems();
    private final BuildIndex builds = new BuildIndex();
    private final StepStartWatchlist idleRunWatchlist = new StepStartWatchlist();

    /** The registry of this controller. */
    public static RunRegistry get() {
        return ExtensionList.lookupSingleton(RunRegistry.class);
    }

    public ActiveBuildRegistry activeBuilds() {
        return activeBuilds;
    }

    public LeftQueueItems leftQueueItems() {
        return leftQueueItems;
    }

    public BuildIndex builds() {
        return builds;
    }

    public StepStartWatchlist idleRunWatchlist() {
        return idleRunWatchlist;
    }
}
