package io.jenkins.plugins.kubesphere.devops.operator.run.imports;

import io.jenkins.plugins.kubesphere.devops.api.text.ShortHash;
import io.jenkins.plugins.kubesphere.devops.engine.build.BuildRef;
import io.jenkins.plugins.kubesphere.devops.engine.build.UnboundBuild;
import java.util.List;

/**
 * Derives the names of PipelineRuns from their builds. The same build always gets the same names, so that creating its
 * run twice is one object: {@code web-build-7}, or {@code web-3c4d5e6f-build-7} for a branch. People name runs {@code
 * web-7}; such a name is left to them.
 */
final class ImportedRunNames {
    private static final int MAX_LENGTH = 253;
    private static final int HASH_LENGTH = 8;

    private ImportedRunNames() {}

    /** Returns the names to try in this order, because another object may have the first one. */
    static List<String> of(UnboundBuild build) {
        String suffix = "-build-" + build.name().number();
        String branch = build.name().job().branch();
        String readable = branch.isEmpty() ? suffix : "-" + hash(branch) + suffix;
        return List.of(join(build.name(), readable), join(build.name(), suffix + "-" + hash(identity(build))));
    }

    private static String identity(UnboundBuild build) {
        return build.name() + "\n" + build.startedAt().toEpochMilli();
    }

    /** A name that is too long is cut, and gets the hash of what was cut. */
    private static String join(BuildRef build, String suffix) {
        String pipeline = build.job().job();
        if (pipeline.length() + suffix.length() <= MAX_LENGTH) {
            return pipeline + suffix;
        }
        String end = "-" + hash(pipeline) + suffix;
        // A name must not have a dash after a dot.
        return pipeline.substring(0, MAX_LENGTH - end.length()).replaceAll("[.-]+\\z", "") + end;
    }

    private static String hash(String text) {
        return ShortHash.compute(text).substring(0, HASH_LENGTH);
    }
}
