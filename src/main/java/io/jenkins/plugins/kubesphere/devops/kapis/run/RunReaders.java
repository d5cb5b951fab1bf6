package io.jenkins.plugins.kubesphere.devops.kapis.run;

import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.Authorizer;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.http.SlowDownloadMonitor;
import java.util.Objects;

/**
 * What reads runs and their builds. All versions of the API share it, with its caches and limits.
 *
 * @param documents reads the JSON of runs and stages
 * @param stages reads stages as callers see them
 * @param artifacts reads the files that builds archived
 * @param logs reads the logs of builds
 */
public record RunReaders(RunDocumentReader documents, VisibleStageReader stages, RunArtifacts artifacts, RunLogs logs) {
    public RunReaders {
        Objects.requireNonNull(documents);
        Objects.requireNonNull(stages);
        Objects.requireNonNull(artifacts);
        Objects.requireNonNull(logs);
    }

    /**
     * @param engine has the builds of this controller
     * @param downloads ends those that are too slow
     */
    public static RunReaders create(
            ClusterConnection cluster, Engine engine, Authorizer authorizer, SlowDownloadMonitor downloads) {
        RunDocumentReader documents = new RunDocumentReader(cluster, engine);
        return new RunReaders(
                documents,
                new VisibleStageReader(documents, new InputRights(authorizer)),
                new RunArtifacts(engine.artifacts(), downloads),
                new RunLogs(engine.runLogs(), downloads));
    }
}
