package io.jenkins.plugins.kubesphere.devops.operator.pipeline.metadata;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.Result;
import io.jenkins.plugins.kubesphere.devops.engine.summary.BranchJob;
import io.jenkins.plugins.kubesphere.devops.engine.summary.LatestBuild;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.Conditions;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The annotation with the branches of a pipeline, in the shape that ks-devops gives it. All annotations of an object
 * together may have 256 KiB, so it is cut: half of the room goes to branches with everything, in the order given, the rest
 * to the names of further ones.
 *
 * @param text the JSON array
 * @param brief so many branches are there by name alone
 * @param listed so many branches are there
 */
record BranchesAnnotation(String text, int brief, int listed) {
    private static final int BRACKETS = 2;

    /** @param room what the text may have, in bytes of UTF-8 */
    static BranchesAnnotation of(List<BranchJob> branches, int room) {
        List<String> entries =
                branches.stream().map(branch -> full(branch).toString()).toList();
        boolean whole =
                BRACKETS + entries.stream().mapToInt(BranchesAnnotation::size).sum() <= room;
        StringBuilder text = new StringBuilder("[");
        int bytes = BRACKETS;
        int listed = 0;
        int brief = 0;
        for (BranchJob branch : branches) {
            String entry = entries.get(listed);
            boolean cut = !whole && (brief > 0 || bytes + size(entry) > room / 2);
            entry = cut ? named(branch).toString() : entry;
            if (bytes + size(entry) > room) {
                break;
            }
            text.append(listed == 0 ? "" : ",").append(entry);
            bytes += size(entry);
            listed++;
            brief += cut ? 1 : 0;
        }
        return new BranchesAnnotation(text.append(']').toString(), brief, listed);
    }

    /** With the comma. */
    private static int size(String entry) {
        return entry.getBytes(StandardCharsets.UTF_8).length + 1;
    }

    private static ObjectNode named(BranchJob branch) {
        ObjectNode node = PatchWriter.change()
                .put("name", branch.name())
                .put("rawName", branch.rawName())
                .put("weatherScore", branch.weather());
        if (branch.disabled()) {
            node.put("disabled", true);
        }
        return node;
    }

    private static ObjectNode full(BranchJob branch) {
        ObjectNode node = named(branch);
        branch.latest().ifPresent(build -> latest(node.putObject("latestRun"), branch, build));
        if (branch.primary() || branch.request().isEmpty() && !branch.url().isEmpty()) {
            ObjectNode place = node.putObject("branch");
            putText(place, "url", branch.url());
            if (branch.primary()) {
                place.put("isPrimary", true);
            }
        }
        branch.request().ifPresent(request -> {
            ObjectNode place = node.putObject("pullRequest");
            putText(place, "id", request.id());
            putText(place, "author", request.author());
            putText(place, "title", request.title());
            putText(place, "url", request.url());
        });
        ParameterJson.put(node, branch.parameters(), false);
        return node;
    }

    private static void latest(ObjectNode node, BranchJob branch, LatestBuild build) {
        build.causes()
                .forEach(cause -> node.withArrayProperty("causes").addObject().put("shortDescription", cause));
        build.endedAt().ifPresent(end -> {
            node.put("endTime", Conditions.time(end));
            node.put("durationInMillis", end.toEpochMilli() - build.startedAt().toEpochMilli());
        });
        node.put("startTime", Conditions.time(build.startedAt()))
                .put("id", Integer.toString(build.number()))
                .put("pipeline", branch.name())
                // In the words of Blue Ocean, whose shape this is.
                .put(
                        "result",
                        build.result() == Result.NONE
                                ? "UNKNOWN"
                                : build.result().name())
                .put("state", build.endedAt().isPresent() ? "FINISHED" : "RUNNING");
    }

    private static void putText(ObjectNode node, String key, String text) {
        if (!text.isEmpty()) {
            node.put(key, text);
        }
    }
}
