package io.jenkins.plugins.kubesphere.devops.kapis.scm.provider;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A commit, in the spelling of ks-devops. Fields that a provider does not send are null and left out.
 *
 * @param author who wrote it
 * @param committer who committed it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Commit(
        @JsonProperty("Hash") String hash,
        @JsonProperty("Author") Signature author,
        @JsonProperty("Committer") Signature committer,
        @JsonProperty("Message") String message,
        @JsonProperty("ParentHashes") List<String> parentHashes) {
    /** A person and a time in the format of RFC 3339. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Signature(
            @JsonProperty("Name") String name,
            @JsonProperty("Email") String email,
            @JsonProperty("When") String when) {}

    static Commit ofHash(String hash) {
        return new Commit(hash, null, null, null, null);
    }
}
