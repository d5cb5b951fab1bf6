package io.jenkins.plugins.kubesphere.devops.api.repository;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;
import io.jenkins.plugins.kubesphere.devops.api.ApiGroups;
import io.jenkins.plugins.kubesphere.devops.api.DevOpsResource;

/** A Git repository of a project. Namespaced, no status subresource. */
@Group(ApiGroups.DEVOPS)
@Version(ApiGroups.DEVOPS_VERSION)
@Plural("gitrepositories")
public class GitRepository extends DevOpsResource<GitRepositorySpec, GitRepositoryStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;

    @Override
    protected GitRepositorySpec initSpec() {
        return GitRepositorySpec.EMPTY;
    }

    @Override
    protected GitRepositoryStatus initStatus() {
        return GitRepositoryStatus.EMPTY;
    }
}
