package io.jenkins.plugins.kubesphere.devops.trial.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a trial is about to do on the cluster of the user, or the reasons why it cannot. Created before anything is written.
 *
 * @param source how it is reached
 * @param version of Kubernetes
 * @param definitions ours, each with what is there
 * @param existing how many projects, pipelines and runs are served that are there already
 * @param problems why it cannot be done, for the user; empty if it can
 */
record ClusterChangePlan(
        UserKubeconfig source,
        String version,
        ClusterTrialRequest request,
        List<CrdComparison> definitions,
        Existing existing,
        List<String> problems) {

    /** @param waiting runs that are not over, which the trial would start or go on with */
    record Existing(long projects, long pipelines, long runs, long waiting) {
        static final Existing NOTHING = new Existing(0, 0, 0, 0);

        boolean any() {
            return projects + pipelines + runs > 0;
        }
    }

    /** For the user, line by line; what would be done only if it can be done. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(
                problems.isEmpty() ? "./run is about to work on this cluster:" : "./run cannot work on this cluster:");
        line(lines, "server", source.server() + ", Kubernetes " + version);
        line(
                lines,
                "context",
                source.context() + (source.user().isEmpty() ? ", without a user" : ", user " + source.user())
                        + ", from " + source.option());
        if (!problems.isEmpty()) {
            return lines;
        }
        definitionLines(lines);
        line(lines, "create", "Namespace kubesphere-devops-trial-… with a Lease; it is deleted at the end");
        if (request.sample()) {
            String project = request.project();
            line(
                    lines,
                    "create",
                    "DevOpsProject " + project + ", which makes Namespace " + project + "; Pipeline " + project
                            + "/hello; PipelineRun " + project + "/hello-1; they are deleted at the end");
        }
        line(
                lines,
                "serve",
                (request.everywhere() ? "all namespaces" : "namespace " + String.join(", ", request.namespaces()))
                        + ": Jenkinsfiles of pipelines there run " + request.builds());
        if (existing.any()) {
            line(
                    lines,
                    "change",
                    "status, annotations and finalizers of what is there: projects " + existing.projects()
                            + ", pipelines "
                            + existing.pipelines() + ", runs " + existing.runs() + ", of which "
                            + existing.waiting() + " are not over and would be run");
        }
        line(lines, "delete", "at the end what it created itself, except for CRDs; nothing else, ever");
        return lines;
    }

    private void definitionLines(List<String> lines) {
        if (definitions.stream().anyMatch(CrdComparison::isNew)) {
            line(lines, "install", "CRDs that are not there: " + names(CrdComparison::isNew) + "; they stay");
        }
        if (definitions.stream().anyMatch(CrdComparison::hasOurFields)) {
            line(lines, "leave", "CRDs that are there: " + names(CrdComparison::hasOurFields));
        }
        if (definitions.stream().anyMatch(ClusterChangePlan::differs)) {
            line(
                    lines,
                    "leave",
                    "CRDs that are there and differ from ours: " + names(ClusterChangePlan::differs)
                            + "; the API server drops fields these older CRDs do not have");
        }
    }

    private static boolean differs(CrdComparison definition) {
        return !definition.isNew() && !definition.hasOurFields();
    }

    private String names(Predicate<CrdComparison> which) {
        return definitions.stream().filter(which).map(CrdComparison::name).collect(Collectors.joining(", "));
    }

    private static void line(List<String> lines, String what, String text) {
        lines.add(String.format("  %-8s %s", what, text));
    }
}
