package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

/** Recognizes the hash that providers send instead of a commit. */
final class CommitHash {
    /** A repository with SHA-256 sends 64 zeros. */
    private static final String ZEROS_OF_SHA1 = "0".repeat(40);

    private CommitHash() {}

    /** Whether a ref with this hash does not exist. False for null. */
    static boolean isNone(String hash) {
        return hash != null && hash.startsWith(ZEROS_OF_SHA1);
    }
}
