package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.model.Items;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.util.XStream2;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.branch.BuildNewAndChangedStrategy;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.branch.SkipFirstBuildStrategy;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ManagedFolderProperty;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ManagedJobProperty;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.PipelineRunAction;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.PipelineRunCause;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.PipelineRunInterruption;
import java.util.List;
import java.util.Map;

/**
 * Lets Jenkins read old class names in config.xml, build.xml and queue.xml. Some people have used versions of this
 * plugin from before 1.0, which wrote these names.
 */
public final class LegacyClassNames {
    /** The package of those classes before 1.0. */
    private static final String OLD_PACKAGE = "io.jenkins.plugins.kubesphere.devops.jenkins.engine.";

    private static final Map<String, Class<?>> NAMES = Map.of(
            "ManagedFolder", ManagedFolderProperty.class,
            "ManagedJob", ManagedJobProperty.class,
            "KnownBranches", SkipFirstBuildStrategy.class,
            "NewAndChangedBranches", BuildNewAndChangedStrategy.class,
            "RunIdentity", PipelineRunAction.class,
            "StartedByRun", PipelineRunCause.class,
            "StoppedByRun", PipelineRunInterruption.class);

    private LegacyClassNames() {}

    /** Registers the old names before Jenkins loads a job. */
    @Initializer(before = InitMilestone.PLUGINS_STARTED)
    public static void register() {
        for (XStream2 format : List.of(Items.XSTREAM2, Run.XSTREAM2, (XStream2) Queue.XSTREAM)) {
            NAMES.forEach((name, type) -> format.addCompatibilityAlias(OLD_PACKAGE + name, type));
        }
    }
}
