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
 * @param briefCount how many branches have their name only
 * @param listedCount how many branches the list contains
 */
record BranchesAnnotation(String text, int briefCount, int listedCount) {
    private static final int BRACKETS = 2;

    /** @param maxBytes the maximum size of the text, in bytes of UTF-8 */
    static BranchesAnnotation of(List<BranchJob> branches, int maxBytes) {
        List<BranchMetadata> branchMetadata =
                branches.stream().map(BranchMetadataConverter::convert).toList();
        List<String> entries =
                branchMetadata.stream().map(BranchesAnnotation::json).toList();
        boolean fits =
                BRACKETS + entries.stream().mapToInt(BranchesAnnotation::size).sum() <= maxBytes;
        StringBuilder text = new StringBuilder("[");
        int bytes = BRACKETS;
        int listedCount = 0;
        int briefCount = 0;
        for (BranchMetadata branch : branchMetadata) {
            String entry = entries.get(listedCount);
            boolean isBrief = !fits && (briefCount > 0 || bytes + size(entry) > maxBytes / 2);
            entry = isBrief ? json(branch.withoutDetails()) : entry;
            if (bytes + size(entry) > maxBytes) {
                break;
            }
            text.append(listedCount == 0 ? "" : ",").append(entry);
            bytes += size(entry);
            listedCount++;
            briefCount += isBrief ? 1 : 0;
        }
        return new BranchesAnnotation(text.append(']').toString(), briefCount, listedCount);
    }

    private static String json(BranchMetadata branch) {
        return PatchWriter.toJson(branch).toString();
    }

    /** Returns the size of an entry with its comma. */
    private static int size(String entry) {
        return entry.getBytes(StandardCharsets.UTF_8).length + 1;
    }
}
