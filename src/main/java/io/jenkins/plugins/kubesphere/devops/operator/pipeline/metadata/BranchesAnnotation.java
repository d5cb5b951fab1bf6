package io.jenkins.plugins.kubesphere.devops.operator.pipeline.metadata;

import io.jenkins.plugins.kubesphere.devops.api.json.BranchMetadata;
import io.jenkins.plugins.kubesphere.devops.engine.json.BranchMetadataConverter;
import io.jenkins.plugins.kubesphere.devops.engine.summary.BranchJob;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The annotation with the branches of a pipeline, in the format of ks-devops. All annotations of an object together may
 * have 256 KiB, so a long list is cut. In a cut list, the first branches are complete and fill at most half of the
 * available bytes. The next ones have only their name, until all bytes are used. The rest is left out.
 *
 * @param text the JSON array
 * @param brief how many branches have their name only
 * @param listed how many branches the list contains
 */
record BranchesAnnotation(String text, int brief, int listed) {
    private static final int BRACKETS = 2;

    /** @param maxBytes the maximum size of the text, in bytes of UTF-8 */
    static BranchesAnnotation of(List<BranchJob> branches, int maxBytes) {
        List<BranchMetadata> shapes =
                branches.stream().map(BranchMetadataConverter::convert).toList();
        List<String> entries = shapes.stream().map(BranchesAnnotation::json).toList();
        boolean whole =
                BRACKETS + entries.stream().mapToInt(BranchesAnnotation::size).sum() <= maxBytes;
        StringBuilder text = new StringBuilder("[");
        int bytes = BRACKETS;
        int listed = 0;
        int brief = 0;
        for (BranchMetadata branch : shapes) {
            String entry = entries.get(listed);
            boolean cut = !whole && (brief > 0 || bytes + size(entry) > maxBytes / 2);
            entry = cut ? json(branch.withoutDetails()) : entry;
            if (bytes + size(entry) > maxBytes) {
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
        return PatchWriter.toJson(branch).toString();
    }

    /** Returns the size of an entry with its comma. */
    private static int size(String entry) {
        return entry.getBytes(StandardCharsets.UTF_8).length + 1;
    }
}
