package io.jenkins.plugins.kubesphere.devops.api.template;

import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;
import io.jenkins.plugins.kubesphere.devops.api.ApiGroups;
import io.jenkins.plugins.kubesphere.devops.api.DevOpsResource;

/** A template of a step, for all projects. Cluster-scoped, with a status subresource. */
@Group(ApiGroups.DEVOPS)
@Version(ApiGroups.DEVOPS_VERSION)
@Plural("clustersteptemplates")
public class ClusterStepTemplate extends DevOpsResource<StepTemplateSpec, StepTemplateStatus> {
    private static final long serialVersionUID = 1L;

    @Override
    protected StepTemplateSpec initSpec() {
        return StepTemplateSpec.EMPTY;
    }

    @Override
    protected StepTemplateStatus initStatus() {
        return StepTemplateStatus.EMPTY;
    }
}
