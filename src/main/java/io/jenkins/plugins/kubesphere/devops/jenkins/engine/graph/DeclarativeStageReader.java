package io.jenkins.plugins.kubesphere.devops.jenkins.engine.graph;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Reads the stages that a declarative Jenkinsfile declares. The plugin for such Jenkinsfiles may be missing. */
public interface DeclarativeStageReader extends ExtensionPoint {
    /** Returns empty if the build has no declarative Jenkinsfile, or has not begun to run it. */
    Optional<Stages> read(WorkflowRun build);

    static Optional<Stages> find(WorkflowRun build) {
        return ExtensionList.lookup(DeclarativeStageReader.class).stream()
                .flatMap(reader -> reader.read(build).stream())
                .findFirst();
    }

    /** Returns the names of the stages that are in no other, in their order; empty if they are not known. */
    static List<String> topLevel(WorkflowRun build) {
        return find(build).map(Stages::topLevel).orElse(List.of());
    }

    /**
     * The stages of a Jenkinsfile.
     *
     * @param topLevel the names of the stages that are in no other, in their order
     * @param canRestart whether a new build can start at one of them
     */
    record Stages(List<String> topLevel, boolean canRestart) {
        public Stages {
            topLevel = List.copyOf(topLevel);
        }
    }
}
