package io.jenkins.plugins.kubesphere.devops.kapis.scm;

import static io.jenkins.plugins.kubesphere.devops.kapis.cluster.PathObjects.NAMESPACE;

import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.repository.GitRepository;
import io.jenkins.plugins.kubesphere.devops.api.repository.GitRepositoryStatus;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ObjectReply;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ObjectStore;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.PathObjects;
import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import io.jenkins.plugins.kubesphere.devops.kapis.list.ListQuery;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;
import java.util.List;
import java.util.Map;

/** Answers requests for the repositories that a project knows. */
public final class GitRepositoryHandler {
    private final ClusterConnection cluster;
    private final PathObjects objects;
    private final ObjectStore<GitRepository> store;

    public GitRepositoryHandler(ClusterConnection cluster) {
        this.cluster = cluster;
        this.objects = new PathObjects(cluster);
        this.store = new ObjectStore<>(GitRepository.class, cluster);
    }

    public Reply list(KapisRequest request) {
        objects.project(request);
        return ObjectReply.of(
                request,
                new ListQuery(request.query()).apply(cluster.all(GitRepository.class, request.segment(NAMESPACE))));
    }

    public Reply create(KapisRequest request) {
        objects.project(request);
        String namespace = request.segment(NAMESPACE);
        GitRepository body = request.body().read(GitRepository.class);
        GitRepositoryValidator.validate(namespace, body.getSpec());
        body.setStatus(GitRepositoryStatus.EMPTY);
        return Reply.json(store.writingAs(request)
                .createFromBody(
                        namespace,
                        body,
                        Map.of(Annotations.CREATOR, request.caller().name())));
    }

    public Reply get(KapisRequest request) {
        return ObjectReply.of(request, objects.gitRepository(request));
    }

    public Reply update(KapisRequest request) {
        GitRepository known = objects.gitRepository(request);
        GitRepository body = request.body().read(GitRepository.class);
        GitRepositoryValidator.validate(request.segment(NAMESPACE), body.getSpec());
        return Reply.json(store.writingAs(request)
                .replace(known, body, (live, changed) -> changed.setStatus(withoutNotSupported(live.getStatus()))));
    }

    /** Removes a condition that older versions of the operator wrote. Nothing else removes it. */
    private static GitRepositoryStatus withoutNotSupported(GitRepositoryStatus status) {
        List<Condition> others = status.conditions().stream()
                .filter(condition -> !ConditionReasons.NOT_SUPPORTED.equals(condition.reason()))
                .toList();
        return new GitRepositoryStatus(status.connection(), status.message(), others);
    }

    /** Answers with the object that was deleted. */
    public Reply delete(KapisRequest request) {
        GitRepository known = objects.gitRepository(request);
        store.writingAs(request).delete(known);
        return Reply.json(known);
    }
}
