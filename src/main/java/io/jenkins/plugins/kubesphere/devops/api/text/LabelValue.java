package io.jenkins.plugins.kubesphere.devops.api.text;

import java.nio.charset.StandardCharsets;

/**
 * Converts object names to label values. A name may have 253 characters, but a label value only 63.
 *
 * <p>The value is not unique: a short name can be equal to the shortened form of a long name. Where that matters,
 * compare {@code spec.pipelineRef.name} too.
 */
public final class LabelValue {
    private static final int MAX_LENGTH = 63;
    private static final int PREFIX_LENGTH = 54;
    private static final int HASH_LENGTH = MAX_LENGTH - PREFIX_LENGTH - 1;

    private LabelValue() {}

    /**
     * Returns the label value for an object name. It is always the same for the same name.
     *
     * @param name a valid name of a Kubernetes object
     * @return the name itself if it has at most 63 characters. For a longer name, its first 54 characters, a dash and
     *     the first 8 hexadecimal digits of its SHA-256
     */
    public static String fromName(String name) {
        return name.length() <= MAX_LENGTH ? name : name.substring(0, PREFIX_LENGTH) + "-" + hash(name);
    }

    private static String hash(String name) {
        return Sha256.hexDigest(name.getBytes(StandardCharsets.UTF_8)).substring(0, HASH_LENGTH);
    }
}
