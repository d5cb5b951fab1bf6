package io.jenkins.plugins.kubesphere.devops.jenkins.engine.branch;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Adds the probable cause to the error of a host that does not find a repository. Hosts answer the same for a private
 * repository that may not be read, so that nobody learns that it exists.
 */
final class RefusedAccessDescriber {
    private static final Pattern REFUSED = Pattern.compile(
            "\\b(?:401|403|404)\\b|not found|could not read Username|Authentication failed", Pattern.CASE_INSENSITIVE);

    private RefusedAccessDescriber() {}

    /**
     * Returns a hint to append to the error, which begins with "; ".
     *
     * @param error what the host said
     * @param credential the credential that was used; empty if the Pipeline names none
     * @return empty text if the error does not look like missing access
     */
    static String describe(String error, Optional<String> credential) {
        if (!REFUSED.matcher(error).find()) {
            return "";
        }
        return credential
                .map(id ->
                        "; this can also mean that the credential \"" + id + "\" has no read access to the repository")
                .orElse("; Jenkins scans without a credential, and the host may say the same about a private"
                        + " repository: check its name, or set credential_id");
    }
}
