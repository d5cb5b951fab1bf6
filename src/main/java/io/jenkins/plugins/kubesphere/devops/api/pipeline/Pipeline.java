package io.jenkins.plugins.kubesphere.devops.api.pipeline;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import io.jenkins.plugins.kubesphere.devops.api.ApiGroups;
import io.jenkins.plugins.kubesphere.devops.api.ConditionsOnlyStatus;
import io.jenkins.plugins.kubesphere.devops.api.DevOpsResource;

/** A pipeline: one job of the engine. Namespaced, no status subresource. */
@Group(ApiGroups.DEVOPS)
@Version(ApiGroups.DEVOPS_VERSION)
@Plural("pipelines")
@ShortNames("pip")
public class Pipeline extends DevOpsResource<PipelineSpec, ConditionsOnlyStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;

    @Override
    protected PipelineSpec initSpec() {
        return PipelineSpec.EMPTY;
    }

    @Override
    protected ConditionsOnlyStatus initStatus() {
        return ConditionsOnlyStatus.EMPTY;
    }
}
