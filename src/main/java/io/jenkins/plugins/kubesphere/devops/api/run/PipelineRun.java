package io.jenkins.plugins.kubesphere.devops.api.run;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import io.jenkins.plugins.kubesphere.devops.api.ApiGroups;
import io.jenkins.plugins.kubesphere.devops.api.DevOpsResource;

/** A run: one build of a pipeline. Namespaced, with a status subresource. */
@Group(ApiGroups.DEVOPS)
@Version(ApiGroups.DEVOPS_VERSION)
@Plural("pipelineruns")
@ShortNames("pr")
public class PipelineRun extends DevOpsResource<PipelineRunSpec, PipelineRunStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;

    @Override
    protected PipelineRunSpec initSpec() {
        return PipelineRunSpec.EMPTY;
    }

    @Override
    protected PipelineRunStatus initStatus() {
        return PipelineRunStatus.EMPTY;
    }
}
