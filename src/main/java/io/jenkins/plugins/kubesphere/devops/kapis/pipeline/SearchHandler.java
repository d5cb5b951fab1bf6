package io.jenkins.plugins.kubesphere.devops.kapis.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jenkins.plugins.kubesphere.devops.api.ApiGroups;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.Authorizer;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.Caller;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.ResourceAttributes;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ObjectTags;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import io.jenkins.plugins.kubesphere.devops.kapis.http.VersionedReply;
import io.jenkins.plugins.kubesphere.devops.kapis.list.ListResult;
import io.jenkins.plugins.kubesphere.devops.kapis.list.PageSorter;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteQueryParameter;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Answers searches for pipelines with those that the caller may list. */
public final class SearchHandler {
    public static final RouteQueryParameter QUERY = RouteQueryParameter.requiredText(
            "q", "What is searched: pipeline:PROJECT, or pipeline:PROJECT/*PART OF A NAME*; type:pipeline for all");
    public static final RouteQueryParameter START =
            RouteQueryParameter.number("start", 0, "How many pipelines are left out");
    public static final RouteQueryParameter PAGE =
            RouteQueryParameter.number("page", 1, "Which page of that many, from 1; start is then not read");
    public static final RouteQueryParameter LIMIT = RouteQueryParameter.number(
            "limit", 0, "How many pipelines are shown; 100 if nothing is said, and 1,000 at most");
    public static final RouteQueryParameter ASCENDING =
            RouteQueryParameter.flag("ascending", "false: from the last name to the first");

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;
    private static final Comparator<Pipeline> BY_NAME = Comparator.<Pipeline, String>comparing(
                    pipeline -> pipeline.getMetadata().getName())
            .thenComparing(pipeline -> pipeline.getMetadata().getNamespace());

    private final ClusterConnection cluster;
    private final Authorizer authorizer;

    /**
     * The pipelines that were found.
     *
     * @param totalCount how many all pages have together
     */
    public record SearchResult(
            @JsonProperty(required = true) List<PipelineDocument> items,

            @JsonProperty(value = "total_count", required = true)
            int totalCount) {}

    /** @param authorizer says which pipelines the caller may list */
    public SearchHandler(ClusterConnection cluster, Authorizer authorizer) {
        this.cluster = cluster;
        this.authorizer = authorizer;
    }

    public Reply search(KapisRequest request) {
        SearchQuery query = SearchQuery.parse(request.query()
                .find(QUERY.name())
                .orElseThrow(() -> KapisException.badRequest(
                        "q is required; send q=type:pipeline, or q=pipeline:PROJECT with the name of a project")));
        long limit = Math.min(MAX_LIMIT, request.query().number(LIMIT.name(), DEFAULT_LIMIT, 0));
        long page = request.query().number(PAGE.name(), 0, 1);
        long start = request.query().number(START.name(), 0, 0);
        boolean isAscending = request.query().isTrue(ASCENDING.name(), true);
        List<Pipeline> all = readable(request.caller(), query);
        long from = Math.min(all.size(), page > 0 ? Math.min(all.size(), page - 1) * limit : start);
        ListResult<Pipeline> found = new ListResult<>(
                PageSorter.range(all, isAscending ? BY_NAME : BY_NAME.reversed(), (int) from, (int)
                        Math.min(all.size(), from + limit)),
                all.size());
        return new VersionedReply(
                ObjectTags.of(request.caller(), found).build(),
                () -> new SearchResult(
                        found.items().stream()
                                .map(PipelineDocumentHandler::describeWithAnnotations)
                                .toList(),
                        found.totalItems()));
    }

    private List<Pipeline> readable(Caller caller, SearchQuery query) {
        List<Pipeline> matching = query.project()
                .map(project -> cluster.all(Pipeline.class, project))
                .orElseGet(() -> cluster.all(Pipeline.class))
                .filter(pipeline -> pipeline.getMetadata().getName().contains(query.part()))
                .toList();
        // Who may list the pipelines of all projects is asked for once.
        if (authorizer.allows(caller, listing(""))) {
            return matching;
        }
        Set<ResourceAttributes> allowed = authorizer.allowed(
                caller, namespaces(matching).map(SearchHandler::listing).toList());
        return matching.stream()
                .filter(pipeline ->
                        allowed.contains(listing(pipeline.getMetadata().getNamespace())))
                .toList();
    }

    private static Stream<String> namespaces(List<Pipeline> pipelines) {
        return pipelines.stream()
                .map(pipeline -> pipeline.getMetadata().getNamespace())
                .distinct();
    }

    /** @param project its name; empty for all projects */
    private static ResourceAttributes listing(String project) {
        return new ResourceAttributes(
                "list", ApiGroups.DEVOPS, ApiGroups.DEVOPS_VERSION, "pipelines", "", "", project, "");
    }
}
