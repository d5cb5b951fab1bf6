package io.jenkins.plugins.kubesphere.devops.operator.pipeline.metadata;

import io.jenkins.plugins.kubesphere.devops.api.shape.BranchMetadata;
import io.jenkins.plugins.kubesphere.devops.engine.summary.BranchJob;
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
        List<BranchMetadata> shapes = branches.stream().map(BranchConverter::of).toList();
        List<String> entries = shapes.stream().map(BranchesAnnotation::json).toList();
        boolean whole =
                BRACKETS + entries.stream().mapToInt(BranchesAnnotation::size).sum() <= room;
        StringBuilder text = new StringBuilder("[");
        int bytes = BRACKETS;
        int listed = 0;
        int brief = 0;
        for (BranchMetadata branch : shapes) {
            String entry = entries.get(listed);
            boolean cut = !whole && (brief > 0 || bytes + size(entry) > room / 2);
            entry = cut ? json(branch.brief()) : entry;
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

    private static String json(BranchMetadata branch) {
        return PatchWriter.tree(branch).toString();
    }

    /** With the comma. */
    private static int size(String entry) {
        return entry.getBytes(StandardCharsets.UTF_8).length + 1;
    }
}
