package io.jenkins.plugins.kubesphere.devops.trial.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The changes that a trial plans on the cluster of the user, or the reasons why it cannot run there. Created before
 * anything is written.
 *
 * @param source the kubeconfig of the cluster
 * @param version version of Kubernetes
 * @param definitions our CRDs, each compared with that of the cluster
 * @param existing numbers of existing projects, pipelines and runs that would be served
 * @param problems why the trial cannot run, as texts for the user; empty if it can
 */
record ClusterChangePlan(
        UserKubeconfig source,
        String version,
        ClusterTrialRequest request,
        List<CrdComparison> definitions,
        ExistingObjectCounts existing,
        List<String> problems) {

    /** @param unfinished runs that have not ended, which the trial would start or continue */
    record ExistingObjectCounts(long projects, long pipelines, long runs, long unfinished) {
        static final ExistingObjectCounts NOTHING = new ExistingObjectCounts(0, 0, 0, 0);

        boolean any() {
            return projects + pipelines + runs > 0;
        }
    }

    /** The text for the user, line by line. If there are problems, it names only the cluster. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(problems.isEmpty() ? "./run will use this cluster:" : "./run cannot use this cluster:");
        addLine(lines, "server", source.server() + ", Kubernetes " + version);
        addLine(
                lines,
                "context",
                source.context() + (source.user().isEmpty() ? ", without a user" : ", user " + source.user())
                        + ", from " + source.option());
        if (!problems.isEmpty()) {
            return lines;
        }
        addDefinitions(lines);
        addLine(lines, "create", "Namespace kubesphere-devops-trial-… with a Lease; it is deleted at the end");
        addSample(lines);
        addNamespaces(lines);
        addExistingObjects(lines);
        addLine(lines, "delete", "at the end the objects that ./run created, except CRDs; no other objects");
        return lines;
    }

    private void addDefinitions(List<String> lines) {
        if (definitions.stream().anyMatch(CrdComparison::isNew)) {
            addLine(lines, "install", "missing CRDs: " + names(CrdComparison::isNew) + "; they stay");
        }
        if (definitions.stream().anyMatch(CrdComparison::hasOurFields)) {
            addLine(lines, "leave", "existing CRDs: " + names(CrdComparison::hasOurFields));
        }
        if (definitions.stream().anyMatch(ClusterChangePlan::differs)) {
            addLine(
                    lines,
                    "leave",
                    "existing CRDs that differ from crds/: " + names(ClusterChangePlan::differs)
                            + "; the API server drops fields that these CRDs do not have");
        }
    }

    private void addSample(List<String> lines) {
        if (request.hasSample()) {
            String project = request.project();
            addLine(
                    lines,
                    "create",
                    "DevOpsProject " + project + ", which creates Namespace " + project + "; Pipeline " + project
                            + "/hello; PipelineRun " + project + "/hello-1; they are deleted at the end");
        }
    }

    private void addNamespaces(List<String> lines) {
        addLine(
                lines,
                "serve",
                (request.servesAllNamespaces()
                                ? "all namespaces"
                                : "namespace " + String.join(", ", request.namespaces()))
                        + ": Jenkinsfiles of pipelines there run " + request.buildLocation());
    }

    private void addExistingObjects(List<String> lines) {
        if (existing.any()) {
            addLine(
                    lines,
                    "change",
                    "status, annotations and finalizers of existing objects: projects " + existing.projects()
                            + ", pipelines "
                            + existing.pipelines() + ", runs " + existing.runs() + " (unfinished, would be built: "
                            + existing.unfinished() + ")");
        }
    }

    private static boolean differs(CrdComparison definition) {
        return !definition.isNew() && !definition.hasOurFields();
    }

    private String names(Predicate<CrdComparison> filter) {
        return definitions.stream().filter(filter).map(CrdComparison::name).collect(Collectors.joining(", "));
    }

    private static void addLine(List<String> lines, String what, String text) {
        lines.add(String.format("  %-8s %s", what, text));
    }
}
