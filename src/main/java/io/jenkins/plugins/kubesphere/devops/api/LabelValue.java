package io.jenkins.plugins.kubesphere.devops.api;

import java.nio.charset.StandardCharsets;

/**
 * Names as label values. A name may be 253 characters long, a label value 63.
 *
 * <p>Selecting by such a label may, in theory, find an object whose short name looks like a shortened one: compare the
 * full name ({@code spec.pipelineRef.name}) too where a mix-up would do harm.
 */
public final class LabelValue {
    private static final int LONGEST = 63;
    private static final int KEPT = 54;
    private static final int HASHED = LONGEST - KEPT - 1;

    private LabelValue() {}

    /**
     * Gives the label value that stands for an object name, always the same for the same name.
     *
     * @param name a valid name of a Kubernetes object
     * @return the name itself up to 63 characters; of a longer one its first 54 characters, a dash and the first 8
     *     hexadecimal digits of its SHA-256
     */
    public static String of(String name) {
        return name.length() <= LONGEST ? name : name.substring(0, KEPT) + "-" + hash(name);
    }

    private static String hash(String name) {
        return Sha256.hex(name.getBytes(StandardCharsets.UTF_8)).substring(0, HASHED);
    }
}
