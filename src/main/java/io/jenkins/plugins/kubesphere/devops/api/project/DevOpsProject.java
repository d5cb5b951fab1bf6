package io.jenkins.plugins.kubesphere.devops.api.project;

import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;
import io.jenkins.plugins.kubesphere.devops.api.ApiGroups;
import io.jenkins.plugins.kubesphere.devops.api.DevOpsResource;

/** A project: one namespace and one folder of the engine. Cluster-scoped, no status subresource. */
@Group(ApiGroups.DEVOPS)
@Version(ApiGroups.DEVOPS_VERSION)
@Plural("devopsprojects")
public class DevOpsProject extends DevOpsResource<DevOpsProjectSpec, DevOpsProjectStatus> {
    private static final long serialVersionUID = 1L;

    @Override
    protected DevOpsProjectSpec initSpec() {
        return DevOpsProjectSpec.EMPTY;
    }

    @Override
    protected DevOpsProjectStatus initStatus() {
        return DevOpsProjectStatus.EMPTY;
    }
}
