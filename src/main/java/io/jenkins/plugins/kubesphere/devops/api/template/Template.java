package io.jenkins.plugins.kubesphere.devops.api.template;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;
import io.jenkins.plugins.kubesphere.devops.api.ApiGroups;
import io.jenkins.plugins.kubesphere.devops.api.ConditionsOnlyStatus;
import io.jenkins.plugins.kubesphere.devops.api.DevOpsResource;

/** A template of a Jenkinsfile, for one project. Namespaced, with a status subresource. */
@Group(ApiGroups.DEVOPS)
@Version(ApiGroups.DEVOPS_VERSION)
@Plural("templates")
public class Template extends DevOpsResource<TemplateSpec, ConditionsOnlyStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;

    @Override
    protected TemplateSpec initSpec() {
        return TemplateSpec.EMPTY;
    }

    @Override
    protected ConditionsOnlyStatus initStatus() {
        return ConditionsOnlyStatus.EMPTY;
    }
}
