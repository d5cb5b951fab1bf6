package io.jenkins.plugins.kubesphere.devops.kapis.run;

import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.PathObjects;
import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import io.jenkins.plugins.kubesphere.devops.kapis.http.VersionedReply;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;

/** Answers requests for the stages and steps of a run. */
public final class StageHandler {
    private final PathObjects objects;
    private final VisibleStageReader stages;

    public StageHandler(ClusterConnection cluster, VisibleStageReader stages) {
        this.objects = new PathObjects(cluster);
        this.stages = stages;
    }

    /** A step that waits for a person is marked for those who may answer it. */
    public Reply list(KapisRequest request) {
        VisibleStages found = stages.read(request.caller(), objects.run(request));
        return new VersionedReply(found.tag(), found::value);
    }
}
