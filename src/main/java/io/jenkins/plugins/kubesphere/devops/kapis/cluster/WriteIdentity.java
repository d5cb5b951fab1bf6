package io.jenkins.plugins.kubesphere.devops.kapis.cluster;

import io.jenkins.plugins.kubesphere.devops.kapis.auth.Caller;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** In whose name the API server gets what a caller writes. */
public enum WriteIdentity {
    /** The account of the plugin. The right of the caller was checked before. */
    PLUGIN,
    /**
     * The caller, by impersonation: the API server checks the right once more, and its audit log names the caller. Users of
     * Jenkins are not known there, so what they write is still written by the plugin.
     */
    CALLER,
    /**
     * The caller, with the caller's own token: as {@link #CALLER}, but the account of the plugin needs no right to
     * impersonate. The token must be one that the API server accepts. Users of KubeSphere and of Jenkins have none, so
     * what they write is still written by the plugin.
     */
    TOKEN;

    /** Whether what a caller writes is written in the caller's name. */
    public boolean appliesTo(Caller caller) {
        return switch (this) {
            case PLUGIN -> false;
            case CALLER -> caller.origin() == Caller.Origin.KUBERNETES || caller.origin() == Caller.Origin.KUBESPHERE;
            case TOKEN -> caller.origin() == Caller.Origin.KUBERNETES;
        };
    }

    /**
     * @param text a name in any case; empty for {@link #PLUGIN}
     * @throws IllegalArgumentException if it is another one
     */
    public static WriteIdentity parse(String text) {
        return Arrays.stream(values())
                .filter(identity ->
                        identity.toString().equalsIgnoreCase(text.strip()) || text.isBlank() && identity == PLUGIN)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + text.strip() + "\" is not one of "
                        + Arrays.stream(values()).map(WriteIdentity::toString).collect(Collectors.joining(", "))));
    }

    /** As in the configuration. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
