package io.jenkins.plugins.kubesphere.devops.kapis.v1alpha3;

import static io.jenkins.plugins.kubesphere.devops.kapis.cluster.PathObjects.WORKSPACE;

import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.ApiGroups;
import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.SyncStates;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.Authorizer;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.Caller;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.ResourceAttributes;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ObjectReply;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ObjectStore;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.PathObjects;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import io.jenkins.plugins.kubesphere.devops.kapis.list.ListQuery;
import io.jenkins.plugins.kubesphere.devops.kapis.list.ListResult;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteQueryParameter;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Answers requests for the projects of a workspace. A project of another workspace is not found.
 */
final class ProjectHandler {
    static final RouteQueryParameter GENERATE_NAME = RouteQueryParameter.flag(
            "generateName", "Whether the path has the name that people see, and not that of the object");
    static final RouteQueryParameter CHECK =
            RouteQueryParameter.flag("check", "Whether to answer only {\"exist\": true or false}; needs generateName");

    private static final String USER = "user";
    private static final String AUTHENTICATED = "system:authenticated";

    private final ClusterConnection cluster;
    private final Authorizer authorizer;
    private final ObjectStore<DevOpsProject> store;
    private final Clock clock;

    ProjectHandler(ClusterConnection cluster, Authorizer authorizer, Clock clock) {
        this.cluster = cluster;
        this.authorizer = authorizer;
        this.store = new ObjectStore<>(DevOpsProject.class, cluster);
        this.clock = clock;
    }

    /** The projects that the caller may read. */
    Reply list(KapisRequest request) {
        return list(request, request.caller());
    }

    /** The projects that another user may read. That user's groups are not known. */
    Reply listOfMember(KapisRequest request) {
        return list(
                request,
                new Caller(
                        request.segment(USER),
                        "",
                        List.of(AUTHENTICATED),
                        Map.of(),
                        request.caller().origin()));
    }

    private Reply list(KapisRequest request, Caller reader) {
        List<DevOpsProject> all = inWorkspace(request).toList();
        // Who may read all projects is asked for once.
        Stream<DevOpsProject> readable = authorizer.allows(reader, reading("")) ? all.stream() : readable(reader, all);
        ListResult<DevOpsProject> found = new ListQuery(request.query()).apply(readable);
        return ObjectReply.of(request, found);
    }

    private Stream<DevOpsProject> inWorkspace(KapisRequest request) {
        String workspace = request.segment(WORKSPACE);
        return cluster.all(DevOpsProject.class).filter(project -> isIn(workspace, project));
    }

    private static boolean isIn(String workspace, DevOpsProject project) {
        return MetadataReader.label(project, Labels.WORKSPACE)
                .filter(workspace::equals)
                .isPresent();
    }

    private Stream<DevOpsProject> readable(Caller reader, List<DevOpsProject> projects) {
        Set<ResourceAttributes> allowed = authorizer.allowed(
                reader,
                projects.stream()
                        .map(project -> reading(project.getMetadata().getName()))
                        .toList());
        return projects.stream()
                .filter(project ->
                        allowed.contains(reading(project.getMetadata().getName())));
    }

    /** @param project its name; empty for all projects */
    private static ResourceAttributes reading(String project) {
        return new ResourceAttributes(
                "get", ApiGroups.DEVOPS, ApiGroups.DEVOPS_VERSION, "devopsprojects", "", project, project, "");
    }

    Reply create(KapisRequest request) {
        String workspace = request.segment(WORKSPACE);
        DevOpsProject body = request.body().read(DevOpsProject.class);
        String generateName =
                body.getMetadata() == null ? null : body.getMetadata().getGenerateName();
        if (generateName == null || generateName.isBlank()) {
            throw KapisException.badRequest("metadata.generateName is required: the name that people see");
        }
        if (findByGenerateName(request, generateName)) {
            throw KapisException.conflict("a project \"" + generateName + "\" exists in workspace " + workspace);
        }
        body.getMetadata().setName(null);
        label(body, workspace);
        return Reply.json(store.writingAs(request)
                .createFromBody(
                        null,
                        body,
                        Map.of(
                                Annotations.CREATOR, request.caller().name(),
                                Annotations.PROJECT_SYNC_STATUS, SyncStates.PENDING,
                                Annotations.PROJECT_SYNC_TIME, clock.instant().toString())));
    }

    private static void label(DevOpsProject project, String workspace) {
        Map<String, String> labels = new HashMap<>(MetadataReader.labels(project));
        labels.put(Labels.WORKSPACE, workspace);
        project.getMetadata().setLabels(labels);
    }

    private boolean findByGenerateName(KapisRequest request, String generateName) {
        return inWorkspace(request)
                .anyMatch(project -> generateName.equals(project.getMetadata().getGenerateName()));
    }

    Reply get(KapisRequest request) {
        boolean byGenerateName = request.query().isTrue(GENERATE_NAME.name(), false);
        String name = request.segment(PathObjects.NAMESPACE);
        if (request.query().isTrue(CHECK.name(), false)) {
            if (!byGenerateName) {
                throw KapisException.badRequest("generateNameFlag can not be false; send generateName=true with check");
            }
            return Reply.json(Map.of("exist", findByGenerateName(request, name)));
        }
        if (byGenerateName) {
            return reply(
                    request,
                    inWorkspace(request)
                            .filter(project -> name.equals(project.getMetadata().getGenerateName()))
                            // The right was checked for the name in the path, which is another one.
                            .filter(project -> authorizer.allows(
                                    request.caller(),
                                    reading(project.getMetadata().getName())))
                            .findFirst()
                            .orElseThrow(() -> PathObjects.notFound(DevOpsProject.class, name)));
        }
        return reply(request, find(request));
    }

    private static Reply reply(KapisRequest request, DevOpsProject project) {
        return ObjectReply.of(request, project);
    }

    private DevOpsProject find(KapisRequest request) {
        String name = request.segment(PathObjects.NAMESPACE);
        return inWorkspace(request)
                .filter(project -> name.equals(project.getMetadata().getName()))
                .findFirst()
                .orElseThrow(() -> PathObjects.notFound(DevOpsProject.class, name));
    }

    /** The workspace stays, because the right was checked for that. */
    Reply update(KapisRequest request) {
        DevOpsProject known = find(request);
        DevOpsProject body = request.body().read(DevOpsProject.class);
        return Reply.json(store.writingAs(request).replace(known, body, (live, changed) -> {
            if (!isIn(request.segment(WORKSPACE), live)) {
                throw PathObjects.notFound(
                        DevOpsProject.class, live.getMetadata().getName());
            }
            label(changed, request.segment(WORKSPACE));
            changed.setStatus(live.getStatus());
            changed.getMetadata().setGenerateName(live.getMetadata().getGenerateName());
        }));
    }

    /** A project that was moved to another workspace a moment ago is not deleted by who has the right for this one. */
    Reply delete(KapisRequest request) {
        store.writingAs(request).deleteIf(find(request), live -> isIn(request.segment(WORKSPACE), live));
        return Reply.json(Map.of("message", "success"));
    }
}
