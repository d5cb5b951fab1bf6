package io.jenkins.plugins.kubesphere.devops.api.gitops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;
import io.jenkins.plugins.kubesphere.devops.api.ApiGroups;
import io.jenkins.plugins.kubesphere.devops.api.DevOpsResource;

/**
 * A GitOps application. Namespaced, with a status subresource. Its spec is a JSON tree without a schema. Do not change
 * the tree, because informers share it.
 */
@Group(ApiGroups.GITOPS)
@Version(ApiGroups.GITOPS_VERSION)
@Plural("applications")
public class Application extends DevOpsResource<JsonNode, ApplicationStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;

    @Override
    protected JsonNode initSpec() {
        return JsonNodeFactory.instance.objectNode();
    }

    @Override
    protected ApplicationStatus initStatus() {
        return ApplicationStatus.EMPTY;
    }
}
